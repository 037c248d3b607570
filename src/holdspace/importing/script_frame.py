"""What in another tool's script is no part of the session: who made it, sounds, greetings of a video."""

from __future__ import annotations

import re

from holdspace.importing import english, english_page
from holdspace.importing.facts import Dropped, Imported, Step
from holdspace.importing.judging import frame_line, is_dosed, touches
from holdspace.importing.naming import tidy_title
from holdspace.importing.sentences import imperative, words_of

_SOUND = re.compile(english_page.SOUND_PATTERN, re.IGNORECASE)
_LONGEST_TITLE = 8


def without_script_frame(imported: Imported, *, timed: bool) -> None:
    """Move what frames the script from its steps to what is dropped; a title in its first line becomes the title."""
    steps = imported.steps
    if not imported.title and len(steps) > 1 and _is_title(steps[0]) and frame_line(steps[1].text):
        imported.title = tidy_title(steps.pop(0).text)
    for step in list(steps):
        if why := _why(step, timed=timed):
            imported.dropped.append(Dropped(step.text, why))
            steps.remove(step)


def _is_title(step: Step) -> bool:
    words = words_of(step.text)
    return (
        0 < len(words) <= _LONGEST_TITLE
        and step.text[-1:] not in ".!?,;"
        and not step.holds
        and not imperative(step.text)
    )


def _why(step: Step, *, timed: bool) -> str:
    """Why a step is none; empty for a step."""
    if step.holds:
        return ""
    if _SOUND.match(step.text.strip(" .[]()♪*")):
        return "a sound"
    words = words_of(step.text)
    if imperative(step.text) or is_dosed(step.text) or touches(words):
        return ""
    if frame_line(step.text):
        return "part of the page"
    return "greeting" if timed and words and words[0] in english.GREETINGS else ""
