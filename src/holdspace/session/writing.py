"""A timeline becomes a file, all of it or none: written beside the target, tagged, decoded again, then renamed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from holdspace.errors import OutputExists, OutputUnwritable, ScriptError
from holdspace.files import part_beside, settle, syncing, translated
from holdspace.session.assembling import Assembly, BlockStore
from holdspace.session.averages import average_kbps
from holdspace.session.contents import Contents, Tags, contents_of
from holdspace.session.cover_art import cover_for, own_cover
from holdspace.session.encoding import check_length, count_samples
from holdspace.session.file_options import PLAIN, FileOptions
from holdspace.session.formats import Coding, coding_of, format_of
from holdspace.session.gathering import Gathered, measured_of
from holdspace.session.layers import Clips
from holdspace.session.measuring import Measured, Measures, measures_of
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.tags import made_by_holdspace, tagged_around, write_tags
from holdspace.session.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Written:
    """A session that is on disk."""

    file: Path
    """As the caller named it."""
    samples: int
    """Its length as decoded from the finished file."""
    measured: Measured
    sidecars: tuple[Path, ...] = ()
    kbps: float | None = None
    """The bitrate that came of it, where the encoder only aims at one."""

    @property
    def measures(self) -> Measures:
        """What the file measures."""
        return measures_of([self.measured])


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


def check_options(target: Path, options: FileOptions, *, stereo: bool, force: bool = False) -> None:
    """Look at the options before any work is done.

    Raises `BadChoice` for what the target's format does not have, `OutputExists` for a sidecar that is not ours, and
    what `own_cover` raises.
    """
    name = Path(f"part{options.split_suffix}") if options.is_split else target
    coding_of(format_of(name), 2 if stereo else 1, options.rate_hz, options.kbps, options.vbr)
    if options.sidecars:
        from holdspace.session.sidecars import check_sidecars  # late: few ask for them

        check_sidecars(target, options.sidecars, force=force)
    if options.with_cover and options.cover is not None:
        own_cover(options.cover)


def _check_folder(target: Path) -> None:
    """Refuse a target whose folder cannot be made since a file has its name."""
    nearest = next((folder for folder in target.parents if folder.exists()), None)
    if nearest is not None and not nearest.is_dir():
        what = f"{target} cannot be written: {nearest} is a file, not a folder."
        raise OutputUnwritable(what, "Choose another place with -o.")


def write_session(
    timeline: Timeline,
    clips: Clips,
    target: Path,
    tags: Tags,
    *,
    store: BlockStore,
    options: FileOptions = PLAIN,
    force: bool = False,
    verify: bool = False,
    progress: Callable[[float], None] | None = None,
    watch: Stopwatch | None = None,
) -> Written:
    """Write the session to `target` in the format of its suffix; `progress` is told the share that is done, 0 to 1.

    With `verify` the file is decoded and measured from end to end; else its parts' own measures are put together.
    Clips are asked for as they are needed; encoded sound is kept in `store` and taken from it. Until the new file is
    whole and checked an existing one is untouched; whatever goes wrong, Ctrl-C included, no other file is left behind.
    Raises what `check_target` raises, `EncoderFailed`, `MissingLibrary`, `OutputUnwritable`, and whatever `clips`
    raises.
    """
    watch = watch or Stopwatch()
    check_target(target, force=force)
    coding = _coding(timeline, target, options)
    if timeline.samples == 0:
        raise ScriptError("the session is empty.", "Write at least one sentence or hold into the routine.")
    check_length(timeline.samples, coding.kind, coding.channels, coding.rate_hz)
    real = target.resolve()  # through a link, so that the link stays one
    with part_beside(real) as part:
        with watch.phase("tag"):
            cover = tags.cover or cover_for(timeline, options, store)
            contents = contents_of(timeline, tags, cover)
        told = progress or (lambda _done: None)
        with translated(target):
            if coding.is_default and not timeline.beds:
                gathered = _assembled(timeline, clips, part, contents, store, told, watch)
            else:
                gathered = _streamed(timeline, clips, part, coding, contents, told, watch)
        with syncing(part, target):
            measured = _verified(timeline, clips, part, watch) if verify else measured_of(timeline, gathered)
            with watch.phase("check"):
                samples = count_samples(part, coding, timeline.samples)
                kbps = average_kbps(part, coding, samples)
        with watch.phase("write"):
            check_target(target, force=force)  # another program may have put a file there meanwhile
            settle(part, real)
            sidecars = _beside(target, timeline, tags, options)
    return Written(target, samples, measured, sidecars, kbps)


def _coding(timeline: Timeline, target: Path, options: FileOptions) -> Coding:
    """How the session is coded in `target`. Raises `BadChoice` with the list of what its format allows."""
    channels = 2 if timeline.stereo else 1
    return coding_of(format_of(target), channels, options.rate_hz, options.kbps, options.vbr, full=bool(timeline.beds))


def _verified(timeline: Timeline, clips: Clips, part: Path, watch: Stopwatch) -> Measured:
    from holdspace.session.verifying import verified  # late: few ask for it

    with watch.phase("verify"):
        return verified(part, timeline, clips)


def _assembled(
    timeline: Timeline,
    clips: Clips,
    part: Path,
    contents: Contents,
    store: BlockStore,
    progress: Callable[[float], None],
    watch: Stopwatch,
) -> Gathered:
    """Put the sound of `timeline` into the empty `part` as ready frames, between its tags: nothing has to be moved."""
    assembly = Assembly(timeline, clips, store)
    with watch.phase("encode"):
        assembly.encode(progress)
    progress(1.0)
    with watch.phase("tag"), tagged_around(part, contents), watch.phase("assemble"):
        return assembly.write(part)


def _streamed(
    timeline: Timeline,
    clips: Clips,
    part: Path,
    coding: Coding,
    contents: Contents,
    progress: Callable[[float], None],
    watch: Stopwatch,
) -> Gathered:
    """Put the sound of `timeline` into `part` as one stream, and its tags into what came of it."""
    from holdspace.session.peak_keeping import stream_below  # late: ready frames need no sound library

    with watch.phase("encode"):
        gathered = stream_below(timeline, clips, part, coding, progress)
    with watch.phase("tag"):
        write_tags(part, coding.kind, contents)
    return gathered


def _beside(target: Path, timeline: Timeline, tags: Tags, options: FileOptions) -> tuple[Path, ...]:
    if not options.sidecars:
        return ()
    from holdspace.session.sidecars import write_sidecars  # late: few ask for them

    return write_sidecars(target, timeline, tags, options.sidecars)
