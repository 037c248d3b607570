"""Which elements of a web page frame its content, by their tags, roles and the words of their classes. A table to extend."""

from __future__ import annotations

import re
from collections.abc import Mapping

SILENT_TAGS = frozenset(["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "video", "audio", "canvas", "form", "button", "input", "select", "option", "textarea", "map", "area", "link", "meta", "head", "dialog"])  # fmt: skip
"""Elements without words for a listener."""

FRAME_TAGS = {"nav": "menu", "footer": "foot of the page", "aside": "beside the article", "figcaption": "caption", "caption": "caption",
    "address": "address", "menu": "menu", "details": "folded away", "small": "small print", "cite": "reference"}  # fmt: skip
"""Elements that are seldom part of a routine, and why."""

FRAME_ROLES = {"navigation": "menu", "banner": "banner", "complementary": "beside the article", "contentinfo": "foot of the page",
    "dialog": "pop-up", "alertdialog": "pop-up", "search": "search", "menu": "menu", "doc-footnote": "reference"}  # fmt: skip

FRAME_WORDS = {
    "comment": "comments", "comments": "comments", "respond": "comments", "disqus": "comments", "reply": "comments", "commentlist": "comments",
    "share": "sharing", "sharing": "sharing", "social": "sharing", "sharedaddy": "sharing", "addtoany": "sharing",
    "related": "other pages", "recommended": "other pages", "recommendations": "other pages", "more": "other pages", "popular": "other pages",
    "trending": "other pages", "pagination": "other pages", "pager": "other pages", "recirc": "other pages", "readnext": "other pages",
    "sidebar": "beside the article", "widget": "beside the article", "widgets": "beside the article", "secondary": "beside the article",
    "newsletter": "newsletter", "subscribe": "newsletter", "signup": "newsletter", "optin": "newsletter", "mailchimp": "newsletter", "subscription": "newsletter",
    "ad": "advertisement", "ads": "advertisement", "advert": "advertisement", "advertisement": "advertisement", "adsbygoogle": "advertisement",
    "promo": "advertisement", "promotion": "advertisement", "sponsor": "advertisement", "sponsored": "advertisement", "affiliate": "advertisement",
    "banner": "banner", "announcement": "banner", "cookie": "cookies", "cookies": "cookies", "consent": "cookies", "gdpr": "cookies",
    "breadcrumb": "menu", "breadcrumbs": "menu", "menu": "menu", "nav": "menu", "navbar": "menu", "navigation": "menu", "skip": "menu",
    "toc": "table of contents", "tableofcontents": "table of contents",
    "footer": "foot of the page", "foot": "foot of the page", "copyright": "foot of the page", "colophon": "foot of the page",
    "author": "author", "bio": "author", "byline": "author", "meta": "about the page", "entrymeta": "about the page", "postmeta": "about the page",
    "tags": "about the page", "taglist": "about the page", "breadcrumblist": "menu", "caption": "caption", "credit": "caption", "credits": "caption",
    "signature": "signature", "poster": "author", "userbar": "menu", "userinfo": "author", "rating": "rating", "ratings": "rating", "vote": "rating",
    "votes": "rating", "likes": "rating", "modal": "pop-up", "popup": "pop-up", "overlay": "pop-up", "lightbox": "pop-up", "login": "menu",
    "search": "search", "searchform": "search", "archive": "other pages", "pullquote": "quotation", "disclaimer": "disclaimer", "disclosure": "disclaimer",
    "references": "reference", "footnotes": "reference", "citations": "reference", "sources": "reference", "tooltip": "pop-up", "print": "menu",
    "toolbar": "menu", "testimonial": "comments", "testimonials": "comments", "review": "comments", "reviews": "comments", "shop": "advertisement",
    "product": "advertisement", "products": "advertisement", "buy": "advertisement", "cta": "advertisement", "masthead": "banner", "hidden": "hidden",
    "postdate": "about the page", "timestamp": "about the page", "dateline": "about the page", "views": "about the page", "stats": "about the page",
    "claps": "rating", "responses": "comments", "upvotes": "rating", "karma": "rating", "avatar": "author", "profile": "author",
    "crumbs": "menu", "hdr": "banner", "forumheader": "banner", "quote": "quotation", "followers": "rating", "dropzone": "banner",
    "nutrition": "about the page", "kudos": "rating", "score": "rating", "flair": "author", "sig": "signature", "sharebar": "sharing", "upsell": "other pages", "crosssell": "other pages", "outbrain": "advertisement", "taboola": "advertisement",
}  # fmt: skip
"""Words of a class or id → why what carries them is left out."""

PREFIXES = {"comment": "comments", "sidebar": "beside the article", "footer": "foot of the page", "breadcrumb": "menu", "newsletter": "newsletter",
    "related": "other pages", "share": "sharing", "social": "sharing", "cookie": "cookies", "advert": "advertisement", "navbar": "menu"}  # fmt: skip
"""Beginnings of words for the same."""

WEAK_WORDS = frozenset(["widget", "widgets", "meta", "more", "foot", "hidden", "tags", "print", "skip", "quote", "poster", "product", "products", "review", "reviews", "archive", "search", "buy", "cta", "banner", "overlay", "modal", "lightbox", "secondary", "author", "bio", "profile", "stats", "score", "sources", "hdr", "shop", "disclosure", "disclaimer", "credit", "credits", "popular", "toc", "tooltip", "dropzone", "views", "share", "print", "details", "small", "caption"])  # fmt: skip
"""Words that page builders also give to the content itself; they count only where nothing in it is told to be done."""

BUILDERS = (
    "elementor",
    "et_pb",
    "et-",
    "vc_",
    "wpb",
    "wp-block",
    "sqs-",
    "fl-",
    "fusion",
    "kt-",
    "kadence",
    "brxe",
    "oxy",
    "divi",
    "mkdf",
    "framer",
    "comp-",
)
"""What the class names of page builders begin with: they call everything a widget."""

_FOLDS = frozenset(
    ("toggle", "accordion", "collapse", "collapsible", "expander", "expandable", "faq", "tab", "spoiler")
)
_FOLD_TITLES = frozenset(("title", "header", "heading", "button", "btn", "trigger", "label", "question", "summary"))


def is_fold_title(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is the title of a part that unfolds when it is clicked: a heading, though marked as none."""
    if tag not in ("button", "a", "div"):
        return False
    words = set(_class_words(str(attributes.get("class", ""))))
    if words & _MENUS:
        return False
    pressed = tag == "button" or attributes.get("role", "") == "button"
    unfolds = pressed and ("aria-expanded" in attributes or "aria-controls" in attributes)
    return unfolds or bool(words & _FOLDS and words & _FOLD_TITLES)


_MENUS = frozenset(
    ("menu", "nav", "navbar", "navigation", "hamburger", "search", "cookie", "share", "dropdown", "language", "mobile")
)


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^A-Za-z]+")
_NEVER = frozenset(
    ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "b", "strong", "em", "i")
)
"""Elements whose classes say nothing against their content: themes put the topics of a post there."""


def is_weak(attributes: dict[str, str]) -> bool:
    """Whether only words that builders use for content, too, speak against an element."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    found = [
        word
        for word in _class_words(names)
        if word in FRAME_WORDS or any(word.startswith(prefix) for prefix in PREFIXES)
    ]
    return all(word in WEAK_WORDS for word in found)


def _class_words(names: str) -> list[str]:
    return [w.lower() for name in names.split()[:24] for part in _SPLIT.split(name) for w in _CAMEL.split(part) if w]


def why_frame(tag: str, attributes: dict[str, str]) -> str:
    """Why an element is not part of the content; empty where nothing says so."""
    if tag in FRAME_TAGS:
        return FRAME_TAGS[tag]
    role = attributes.get("role", "").lower()
    if role in FRAME_ROLES:
        return FRAME_ROLES[role]
    if attributes.get("aria-hidden") == "true" or "hidden" in attributes or _unseen(attributes.get("style", "")):
        return "hidden"
    if tag in _NEVER:
        return ""
    return _by_words(f"{attributes.get('class', '')} {attributes.get('id', '')}")


def _unseen(style: str) -> bool:
    tidy = style.replace(" ", "").lower()
    return "display:none" in tidy or "visibility:hidden" in tidy


def _by_words(names: str) -> str:
    for name in names.split()[:24]:
        built = name.lower().startswith(BUILDERS)
        for word in _class_words(name):
            if built and word in WEAK_WORDS:
                continue
            if word in FRAME_WORDS:
                return FRAME_WORDS[word]
            for prefix, why in PREFIXES.items():
                if word.startswith(prefix):
                    return why
    return ""
