"""A timeline becomes a file, all of it or none: written beside the target, tagged, decoded again, then renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from holdspace.errors import OutputExists, OutputUnwritable, ScriptError
from holdspace.files import part_beside, settle, translated
from holdspace.score.model import Utterance
from holdspace.session.assembling import BLOCK_SAMPLES, BlockStore, assemble
from holdspace.session.encoding import check_length, format_of, verify, write_wav
from holdspace.session.mixing import BYTES_A_SAMPLE, blocks
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.tags import Tags, chapters_of, made_by_holdspace, write_tags
from holdspace.session.timeline import Timeline
from holdspace.speech.clip import Clip


@dataclass(frozen=True, slots=True)
class Written:
    """A session that is on disk."""

    file: Path
    """As the caller named it."""
    samples: int
    """Its length as decoded from the finished file."""


def check_target(target: Path, *, force: bool = False) -> None:
    """See, before any work is done, whether a session may be written to `target`.

    Raises `BadChoice` for a suffix of no known format, `OutputUnwritable` for a folder or a device in its place and for
    a file in the place of its folder, `OutputExists` for a file that holdspace did not make, unless `force` is set.
    """
    format_of(target)
    with translated(target):
        if not target.exists():
            _check_folder(target)
            return
        is_folder, is_file = target.is_dir(), target.is_file()
    if is_folder:
        raise OutputUnwritable(f"{target} is a folder.", "Give the name of a file with -o.")
    if not is_file:
        raise OutputUnwritable(f"{target} is not a regular file.", "Give the name of a file with -o.")
    if not force and not made_by_holdspace(target):
        raise OutputExists(str(target))


def _check_folder(target: Path) -> None:
    """Refuse a target whose folder cannot be made since a file has its name."""
    nearest = next((folder for folder in target.parents if folder.exists()), None)
    if nearest is not None and not nearest.is_dir():
        what = f"{target} cannot be written: {nearest} is a file, not a folder."
        raise OutputUnwritable(what, "Choose another place with -o.")


def write_session(
    timeline: Timeline,
    clip_of: Callable[[Utterance], Clip],
    target: Path,
    tags: Tags,
    *,
    store: BlockStore,
    force: bool = False,
    progress: Callable[[float], None] | None = None,
    watch: Stopwatch | None = None,
) -> Written:
    """Write the session to `target` (.mp3 or .wav); `progress` is told the share that is done, 0 to 1.

    Clips are asked for as they are needed; encoded sound is kept in `store` and taken from it. Until the new file is
    whole and verified an existing one is untouched; whatever goes wrong, Ctrl-C included, no other file is left behind.
    Raises what `check_target` raises, `EncoderFailed`, `MissingLibrary`, `OutputUnwritable`, and whatever `clip_of`
    raises.
    """
    watch = watch or Stopwatch()
    check_target(target, force=force)
    kind = format_of(target)
    if timeline.samples == 0:
        raise ScriptError("the session is empty.", "Write at least one sentence or hold into the routine.")
    check_length(timeline.samples, kind)
    real = target.resolve()  # through a link, so that the link stays one
    with part_beside(real) as part:
        pcm = _counted(blocks(timeline, clip_of, block_samples=BLOCK_SAMPLES), timeline.samples, progress)
        with watch.phase("assemble"), translated(target):
            if kind == "wav":
                write_wav(pcm, part)
            else:
                assemble(pcm, timeline.samples, part, store)
        with watch.phase("tag"):
            write_tags(part, tags, chapters_of(timeline), wav=kind == "wav")
        with watch.phase("write"):
            samples = verify(part, kind, timeline.samples)
            check_target(target, force=force)  # another program may have put a file there meanwhile
            settle(part, real)
    return Written(target, samples)


def _counted(pcm: Iterable[bytes], samples: int, progress: Callable[[float], None] | None) -> Iterator[bytes]:
    """Pass the blocks on, telling after each how far along it is."""
    done = 0
    for block in pcm:
        yield block
        done += len(block) // BYTES_A_SAMPLE
        if progress:
            progress(done / samples)
