"""The first routine, rendered with the real default voice and decoded."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from command_helpers import RATE_HZ, SEED, at_once, decoded, holdspace, rms_dbfs, shift_of
from holdspace.audio.segments import to_samples
from holdspace.speech.store import ClipStore


class Rendered:
    """One render of the seed's routine: its timeline, its receipt and its decoded samples."""

    def __init__(self, folder: Path, *choices: str) -> None:
        self.file = folder / f"session{len(choices)}.mp3"
        self.receipt = holdspace("render", SEED, "-o", self.file, "--json", *choices, folder=folder).json()
        self.timeline = at_once("show", SEED, "--json", *choices, folder=folder).json()
        self.samples = decoded(self.file)
        self._clips = clips_in(folder / "clips")

    def events(self, *kinds: str) -> list[dict[str, Any]]:
        return [event for event in self.timeline["events"] if event["kind"] in kinds]

    def late(self, event: dict[str, Any]) -> int:
        """By how many samples an utterance is heard later than it is shown."""
        clip, lead = self._clips[event["text"], round(event["seconds"] * RATE_HZ)]
        return shift_of(clip, self.samples, round(event["start"] * RATE_HZ) - lead)

    def texts(self, section: str) -> list[str]:
        return [event["text"] for event in self.events("speech") if event["section"] == section]


def clips_in(folder: Path) -> dict[tuple[str, int], tuple[np.ndarray, int]]:
    """Every clip of a store by its words and its audible length: its samples, and how many of them come before."""
    store, found = ClipStore(folder), {}
    for file in folder.rglob("*.clip"):
        clip = store.get(file.stem)
        assert clip is not None
        found[clip.text, clip.samples] = (to_samples(clip.audio), clip.lead_samples)
    return found


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seed")


@pytest.fixture(scope="module")
def plain(workplace: Path) -> Rendered:
    return Rendered(workplace)


@pytest.fixture(scope="module")
def longer(workplace: Path) -> Rendered:
    return Rendered(workplace, "--hold", "1.5x")


RIGHT = "Deep hip stretch right"
LEFT = "Deep hip stretch left"


def test_the_steps_come_in_the_order_of_the_page(plain: Rendered) -> None:
    """Table top, the stretch on the right, cat and cow, the stretch on the left, child's pose."""
    order = list(dict.fromkeys(event["section"] for event in plain.timeline["events"]))
    assert order[1:] == ["Table top", RIGHT, "Cat and cow", LEFT, "Child's pose"]


def test_the_second_side_says_left_for_right_and_right_for_left(plain: Rendered) -> None:
    """Only the sides differ between the two deep stretches; "the right position" stays right."""
    swap = {"right": "left", "left": "right"}
    right = [text for text in plain.texts(RIGHT) if "position" not in text.split()[:6]]
    mirrored = [
        " ".join(swap.get(word.strip(".,"), word.strip(".,")) + word[len(word.rstrip(".,")) :] for word in text.split())
        for text in right
    ]
    left = [text for text in plain.texts(LEFT) if "position" not in text.split()[:6]]
    assert [text.lower() for text in left] == [text.lower() for text in mirrored]
    assert any("Finding the right position" in text for text in plain.texts(LEFT))


def test_each_deep_stretch_is_held_for_a_minute_of_quiet(plain: Rendered) -> None:
    """From the end of "sixty seconds" to the next instruction lie 60.0 s ± 0.05 s, measured in the decoded file."""
    assert _held_seconds(plain) == pytest.approx([60.0, 60.0], abs=0.05)


def test_holds_half_as_long_again_are_said_and_held(longer: Rendered) -> None:
    """With --hold 1.5x the voice says "ninety seconds", and the hold is 90 s."""
    announcements = [t for t in longer.texts(RIGHT) if "seconds" in t and "Hold" in t]
    assert announcements == ["Hold this for about ninety seconds."]
    assert _held_seconds(longer) == pytest.approx([90.0, 90.0], abs=0.05)


def test_longer_holds_change_nothing_but_the_holds(plain: Rendered, longer: Rendered) -> None:
    """Every sentence of the plain session that speaks no number of the hold is in the longer one."""
    before = [e["text"] for e in plain.events("speech")]
    after = [e["text"] for e in longer.events("speech")]
    assert [t for t in before if "sixty" not in t] == [t for t in after if "ninety" not in t]


def test_ten_rounds_are_counted(plain: Rendered) -> None:
    """Ten exhales and ten inhales, numbered from two to nine, the last one announced."""
    phases = plain.events("breath")
    assert [p["text"] for p in phases] == ["out", "in"] * 10
    words = " ".join(plain.texts("Cat and cow"))
    for number in ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"):
        assert len(re.findall(rf"\b{number}[.,]", words)) == 1
    assert words.count("Last one.") == 1


def test_nothing_is_said_twice_in_a_row(plain: Rendered) -> None:
    """No two neighbouring utterances are the same."""
    texts = [event["text"] for event in plain.events("speech")]
    assert all(a != b for a, b in itertools.pairwise(texts))


def test_the_file_is_as_long_as_the_timeline(plain: Rendered) -> None:
    """Decoded length, receipt and `show` agree within 50 ms."""
    assert len(plain.samples) / RATE_HZ == pytest.approx(plain.timeline["seconds"], abs=0.05)
    assert plain.receipt["seconds"] == pytest.approx(plain.timeline["seconds"], abs=0.001)


def test_every_word_is_where_the_timeline_has_it(plain: Rendered) -> None:
    """Each utterance is heard whole within 5 ms of the plan."""
    assert max(abs(plain.late(event)) for event in plain.events("speech")) < 0.005 * RATE_HZ


def test_the_same_script_and_voice_give_the_same_bytes(plain: Rendered, workplace: Path) -> None:
    """A second render, some of whose sentences are spoken anew and all of whose sound is encoded anew, is the same."""
    for number, clip in enumerate(sorted((workplace / "clips").rglob("*.clip"))):
        if number % 5 == 0:
            clip.unlink()
    for block in (workplace / "clips").rglob("*.block"):
        block.unlink()
    again = workplace / "again.mp3"
    receipt = holdspace("render", SEED, "-o", again, "--json", folder=workplace).json()
    assert receipt["synthesized"] > 3
    assert again.read_bytes() == plain.file.read_bytes()


def test_a_second_render_speaks_nothing_again(plain: Rendered, workplace: Path) -> None:
    """With all clips in the store, no sentence is synthesised."""
    at_once("render", SEED, "-o", plain.file, folder=workplace)
    receipt = holdspace("render", SEED, "-o", plain.file, "--json", folder=workplace).json()
    assert receipt["synthesized"] == 0
    assert receipt["reused"] > 0


def _held_seconds(rendered: Rendered) -> list[float]:
    """The decoded quiet of each deep stretch's hold, with its own calls and sounds allowed inside."""
    found = []
    events = rendered.events("speech", "hold")
    for position, hold in enumerate(events):
        if hold["kind"] != "hold" or hold["section"] not in (RIGHT, LEFT):
            continue
        begin, end = hold["start"], hold["start"] + hold["seconds"]
        said = events[position - 1]
        following = next(e for e in events[position:] if e["kind"] == "speech" and e["start"] >= end - 1e-4)
        last = round((said["start"] + said["seconds"]) * RATE_HZ) + rendered.late(said)
        first = round(following["start"] * RATE_HZ) + rendered.late(following)
        found.append((first - last) / RATE_HZ)
        calls = [e for e in rendered.events("speech", "tone") if begin < e["start"] < end]
        _assert_quiet_between(rendered.samples, last, first, calls)
    return found


def _assert_quiet_between(samples: np.ndarray, begin: int, end: int, calls: list[dict[str, Any]]) -> None:
    """Nothing but the hold's own calls sounds between the two samples."""
    margin = RATE_HZ // 5
    quiet = samples[begin + margin : end - margin].copy()
    for call in calls:
        start = round(call["start"] * RATE_HZ) - begin - 2 * margin
        quiet[max(0, start) : start + round(call["seconds"] * RATE_HZ) + 2 * margin] = 0
    for piece in np.array_split(quiet, max(1, len(quiet) // RATE_HZ)):
        assert rms_dbfs(piece) < -55
