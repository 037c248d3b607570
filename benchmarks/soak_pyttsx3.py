# ruff: noqa: INP001 -- a script, not a package
"""Speak many different phrases through the pyttsx3 engine and look for any that is missing, mixed up or cut.

    python benchmarks/soak_pyttsx3.py [--count 2000] [--seed 1] [--voice en-us] [--wavs FOLDER]

A phrase's length is foretold from its words and stops, with a length for each word fitted through all phrases; one that
lies off by more than a word was cut or belongs to another phrase. Some phrases are then spoken again by a fresh engine,
in another order, and must be the same to the last byte. Prints a summary; the exit
status is 1 if anything is wrong. `--wavs` keeps a sample of the sound and its text, for a recogniser or an ear.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

from holdspace.audio.edges import audible_edges
from holdspace.audio.segments import AudioSegment, to_samples
from holdspace.errors import HoldspaceError
from holdspace.score.estimating import estimate_ms
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine
from holdspace.speech.splitting import LONGEST_PART

_WORDS = """
inhale exhale breathe hold slowly gently walk your arms back up until you are seated keep the spine long and flat extend
right leg crossing left knee over under hands shoulders hips floor root into unravel yourself table top position neutral
round toward ceiling pretend belly button going tuck chin chest let neck release arch lift head tailbone sky repeat
about ten times sixty seconds deep stretch side come child's pose as long need rest pillow block blanket higher than
other finding can take bit of time practice be present in where work from there reach forward fold twist open palms
down dog cobra plank warrior mountain tree bridge pigeon lizard happy baby savasana notice breath soften jaw eyes closed
"""
WORDS = _WORDS.split()
VOCABULARY = sorted(set(WORDS))
FARTHEST_SHARE, FARTHEST_MS = 0.05, 250
"""A phrase may lie this share of its foretold length, and this much more, off: less than most words take."""
AGAIN = 100


def main() -> int:
    """Run the soak; 0 when all is well."""
    options = _options()
    phrases = make_phrases(options.count, options.seed)
    begun = time.perf_counter()
    sounds, failures = speak_all(phrases, options.voice, options.wavs)
    seconds = time.perf_counter() - begun
    spoken = [phrase for phrase in phrases if phrase in sounds]
    outliers = report_lengths(spoken, np.array([sounds[phrase][0] for phrase in spoken]))
    changed = speak_again(spoken, sounds, options.voice, options.seed)
    twins = len(spoken) - len({sounds[phrase][1] for phrase in spoken})
    print(f"{len(spoken)} of {len(phrases)} phrases spoken in {seconds:.1f} s ({len(phrases) / seconds:.0f} a second)")
    print(f"failed: {len(failures)}; of a wrong length: {outliers}; same sound as another: {twins}; changed: {changed}")
    for failure in failures[:10]:
        print(" ", failure)
    return 1 if failures or outliers or twins or changed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voice", default="en-us")
    parser.add_argument("--wavs", type=Path, help="keep every 50th phrase here, as WAV and text")
    return parser.parse_args()


def make_phrases(count: int, seed: int) -> list[str]:
    """Different phrases of 5 to 400 characters, in a mixed order of lengths."""
    chance = random.Random(seed)  # noqa: S311 -- to be repeatable
    phrases: dict[str, None] = {}
    while len(phrases) < count:
        phrases[_phrase(chance, chance.randint(5, 400))] = None
    return list(phrases)


def _phrase(chance: random.Random, length: int) -> str:
    """Words, commas and stops of at most `length` characters, the last a stop."""
    text = chance.choice([word for word in WORDS if len(word) < length]).capitalize()
    while True:
        mark = chance.choices(["", ",", "."], [84, 12, 4])[0]
        word = chance.choice(WORDS)
        longer = f"{text}{mark} {word.capitalize() if mark == '.' else word}"
        if len(longer) >= length:
            return f"{text}."
        text = longer


def speak_all(phrases: list[str], voice: str, wavs: Path | None) -> tuple[dict[str, tuple[float, bytes]], list[str]]:
    """Phrase → audible milliseconds and the samples' fingerprint; and what failed."""
    engine = Pyttsx3Engine()
    sounds: dict[str, tuple[float, bytes]] = {}
    failures: list[str] = []
    for number, phrase in enumerate(phrases):
        try:
            sound = engine.speak(phrase, voice, 1.0)
        except HoldspaceError as error:
            failures.append(f"{error} [{phrase}]")
            continue
        sounds[phrase] = (_audible_ms(sound), _digest(sound))
        if wavs and number % 50 == 0:
            _keep(wavs, number, phrase, sound)
    engine.close()
    return sounds, failures


def speak_again(phrases: list[str], sounds: dict[str, tuple[float, bytes]], voice: str, seed: int) -> int:
    """How many of a sample sound different from a fresh engine and in another order."""
    chance = random.Random(seed + 1)  # noqa: S311 -- to be repeatable
    sample = chance.sample(phrases, min(AGAIN, len(phrases)))
    engine = Pyttsx3Engine()
    changed = sum(_digest(engine.speak(phrase, voice, 1.0)) != sounds[phrase][1] for phrase in sample)
    engine.close()
    return changed


def report_lengths(phrases: list[str], lengths_ms: np.ndarray) -> int:
    """Fit a length for each word, print how well it fits and what lies farthest off; return how many lie too far."""
    facts = np.array([_facts(phrase) for phrase in phrases], dtype=float)
    weights = 1 / np.sqrt(lengths_ms)
    fitted, *_ = np.linalg.lstsq(facts * weights[:, None], lengths_ms * weights, rcond=None)
    foretold = facts @ fitted
    off = lengths_ms - foretold
    shares = np.abs(off) / foretold
    beyond = np.abs(off) - FARTHEST_SHARE * foretold
    ratio = lengths_ms / np.array([estimate_ms(phrase) for phrase in phrases])
    print(f"correlation of foretold and measured length: {np.corrcoef(foretold, lengths_ms)[0, 1]:.5f}")
    print(f"off by: {np.median(shares):.1%} in the middle, {np.percentile(shares, 99):.1%} at most for 99 of 100")
    print(f"measured against estimate_ms: {ratio.min():.2f} to {ratio.max():.2f}, {np.median(ratio):.2f} in the middle")
    print("farthest off:")
    for index in np.argsort(-beyond)[:5]:
        print(f"  {off[index]:+.0f} ms of {foretold[index]:.0f}: {phrases[index][:70]}")
    return int(np.sum(beyond > FARTHEST_MS))


def _facts(phrase: str) -> list[int]:
    """How often each word stands in it; its commas and inner stops; whether it is spoken in parts; and a one."""
    words = Counter(re.findall(r"[a-z']+", phrase.lower()))
    in_parts = int(len(phrase) > LONGEST_PART)
    return [*(words[word] for word in VOCABULARY), phrase.count(","), phrase[:-1].count("."), in_parts, 1]


def _digest(sound: AudioSegment) -> bytes:
    return hashlib.sha256(sound.raw_data).digest()


def _audible_ms(sound: AudioSegment) -> float:
    edges = audible_edges(to_samples(sound), sound.frame_rate)
    return 0.0 if edges is None else (edges.end - edges.start) * 1000 / sound.frame_rate


def _keep(folder: Path, number: int, phrase: str, sound: AudioSegment) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sound.export(str(folder / f"{number:05}.wav"), format="wav").close()
    (folder / f"{number:05}.txt").write_text(f"{phrase}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
