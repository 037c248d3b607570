"""Sources of our own in the shapes that pages have, and what is read in them."""

from __future__ import annotations

import textwrap

from holdspace.importing.facts import Imported, Step
from holdspace.importing.reading import read

GARDEN = """\
start of page

Evening stretches after digging

Gardener's picture: Ada MossAda Moss


Hi gardeners! Last week we planted beans, and my back told me so. Follow this set of stretches to help it. 1. Start in a table top position

2. Slide the right shin forward and lay it across the mat. Ease your weight back until you can sit tall. Let both stiz bones be heavy.

3. Fold forward over the shin. Stay as long as you can. Stay here for about 45 seconds. 4. Walk your hands in and press back up to table top. 5.Set your wrists under your shoulders. Exhale and round your back. Tuck you chin to your chest. As you inhale, drop your belly and look up. This is called cat/cow. Repeat it about 8 times. 6. Repeat the shin fold on the left side. 7. Sink back into a child's pose and stay as long as you need to.


These are my favourites after a day of weeding. Let me know in the comments how it went!

12 views0 comments

Comments


end of page"""  # noqa: E501 - pasted pages have such lines
"""A page as it comes out of a browser: its frame around it, its numbers glued into paragraphs, slips of the pen."""


def imported(text: str) -> Imported:
    """What is read in `text`, its indentation removed."""
    return read(textwrap.dedent(text), "source.txt")


def lengths(step: Step) -> list[object]:
    """The holds of a step: seconds as numbers, breaths as "5 breaths", or "open"."""
    return ["open" if h.open else f"{h.breaths} breaths" if h.breaths else h.seconds for h in step.holds]
