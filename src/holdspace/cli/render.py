"""`holdspace render`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from holdspace.cli.guarding import guarded, status_of
from holdspace.cli.options import (
    AsJson,
    BedOption,
    BitrateOption,
    BreathOption,
    CallsOption,
    ChaptersOption,
    CountdownOption,
    CountOption,
    CoverOption,
    HalfwayOption,
    HoldOption,
    LengthOption,
    NoCoverOption,
    PaceOption,
    RateOption,
    RestOption,
    RoomToneOption,
    Scripts,
    SidecarOption,
    SplitOption,
    StereoOption,
    VoiceOption,
)
from holdspace.errors import BadChoice, HoldspaceError

if TYPE_CHECKING:
    from holdspace.score.model import Choices
    from holdspace.session.drafting import Draft
    from holdspace.session.file_options import FileOptions
    from holdspace.session.making import Receipt, Workshop

STDOUT = Path("-")


@guarded
def render(
    scripts: Scripts,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write, a folder for several scripts, or - for stdout.",
            show_default="output/SCRIPT-NAME.mp3",
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="mp3, m4b, m4a, opus, ogg, flac or wav; else the output's suffix decides."),
    ] = None,
    bitrate: BitrateOption = None,
    rate: RateOption = None,
    cover: CoverOption = None,
    no_cover: NoCoverOption = False,
    sidecar: SidecarOption = None,
    split: SplitOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that holdspace did not make.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made; make nothing.")] = False,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only warnings and errors.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Decode the finished file and measure all of it.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Tell on stderr how long each phase took.")] = False,
    voice: VoiceOption = None,
    pace: PaceOption = None,
    hold: HoldOption = None,
    length: LengthOption = None,
    breath: BreathOption = None,
    rest: RestOption = None,
    countdown: CountdownOption = None,
    halfway: HalfwayOption = None,
    calls: CallsOption = None,
    count: CountOption = None,
    bed: BedOption = None,
    room_tone: RoomToneOption = None,
    stereo: StereoOption = None,
    chapters_spoken: ChaptersOption = None,
) -> None:
    """Render routine scripts to audio files that can be followed without a screen.

    A saved page, a PDF, subtitles or workout JSON are imported first, and their script is kept beside the audio.
    By default each becomes output/SCRIPT-NAME.mp3. The same script, choices and voice give the same bytes.
    """
    from holdspace.cli.choosing import choices_from, read_settings
    from holdspace.cli.file_choices import file_options_from
    from holdspace.cli.importing import pages_imported
    from holdspace.session.making import Workshop

    choices = choices_from(
        voice=voice, pace=pace, hold=hold, rest=rest, length=length, breath=breath,
        countdown=countdown, halfway=halfway, calls=calls, count=count, bed=bed, room_tone=room_tone,
        stereo=stereo, chapters_spoken=chapters_spoken,
    )  # fmt: skip
    options = file_options_from(
        bitrate=bitrate, rate=rate, cover=cover, no_cover=no_cover, sidecar=sidecar, split=split,
        suffix=_suffix(format_),
    )  # fmt: skip
    settings = read_settings()
    targets = _targets(scripts, output, format_) if split is None else _folders(scripts, output)
    keep = not dry_run and output != STDOUT
    with pages_imported(scripts, targets, keep=keep, force=force) as readable, Workshop() as workshop:
        if dry_run:
            _tell(workshop, readable, targets, choices, settings, as_json=as_json)
        elif output == STDOUT:
            _check_stdout(options, as_json=as_json)
            _to_stdout(workshop, readable[0], choices, settings, options, _suffix(format_) or ".mp3")
        else:
            _render_all(
                workshop,
                readable,
                targets,
                choices,
                settings,
                options,
                force=force,
                as_json=as_json,
                quiet=quiet,
                verify=verify,
                profile=profile,
            )


def _targets(scripts: list[Path], output: Path | None, format_: str | None) -> list[Path]:
    """Where each script's session goes."""
    suffix = _suffix(format_)
    if output is None or (output != STDOUT and _is_folder(output)):
        folder = output or Path("output")
        targets = [_named_after(script, folder, suffix or ".mp3") for script in scripts]
    elif len(scripts) > 1:
        raise BadChoice("--output", "several scripts cannot go into one file.", "Give -o a folder (a / at its end).")
    else:
        targets = [_with_suffix(output, suffix)]
    _refuse_twins(scripts, targets)
    return targets


def _folders(scripts: list[Path], output: Path | None) -> list[Path]:
    """Where the parts of each script's session go: `-o` names the folder, or with several scripts the one around."""
    from holdspace.session.formats import FORMATS

    if output is not None and (output == STDOUT or output.suffix.lower().removeprefix(".") in FORMATS):
        raise BadChoice("--split", f"{output} is one file.", "Give -o the name of a folder.")
    if output is not None and len(scripts) == 1:
        return [output]
    folders = [_named_after(script, output or Path("output"), "") for script in scripts]
    _refuse_twins(scripts, folders)
    return folders


def _is_folder(output: Path) -> bool:
    return output.is_dir() or str(output).endswith(("/", "\\")) or (not output.suffix and not output.exists())


def _named_after(script: Path, folder: Path, suffix: str) -> Path:
    from holdspace.session.naming import safe_name

    return folder / (safe_name(script.stem) + suffix)


def _suffix(format_: str | None) -> str | None:
    if format_ is None:
        return None
    from holdspace.session.formats import suffix_of

    return suffix_of(format_)


def _with_suffix(output: Path, suffix: str | None) -> Path:
    if suffix is None or output == STDOUT or output.suffix.lower() == suffix:
        return output
    raise BadChoice("--format", f"{output} does not end in {suffix}.", "Leave out --format or change the name.")


def _refuse_twins(scripts: list[Path], targets: list[Path]) -> None:
    """No two files may differ by the case of letters alone: many systems take them for one."""
    seen: dict[str, Path] = {}
    for script, target in zip(scripts, targets, strict=True):
        other = seen.setdefault(str(target).casefold(), script)
        if script != other:
            raise BadChoice(
                "--output",
                f"{other} and {script} would both become {target}.",
                "Render them one by one with -o.",
            )


def _render_all(
    workshop: Workshop,
    scripts: list[Path],
    targets: list[Path],
    choices: Choices,
    settings: Choices,
    options: FileOptions,
    *,
    force: bool,
    as_json: bool,
    quiet: bool,
    verify: bool,
    profile: bool,
) -> None:
    """Render each script; one that fails does not keep the others from their session."""
    from holdspace.cli.printing import print_diagnostics, print_error
    from holdspace.cli.progress import shown
    from holdspace.cli.receipts import print_phases, print_receipts

    receipts: list[Receipt] = []
    failure: HoldspaceError | None = None
    for script, target in zip(scripts, targets, strict=True):
        try:
            with shown(quiet=quiet or as_json) as progress:
                receipt = workshop.render(
                    script, choices, settings, target,
                    options=options, force=force, verify=verify, progress=progress,
                )  # fmt: skip
        except HoldspaceError as error:
            if len(scripts) == 1:
                raise
            print_error(error)
            failure = failure or error
            continue
        print_diagnostics(receipt.diagnostics)
        receipts.append(receipt)
        if profile:
            print_phases(receipt)
        if not as_json:
            print_receipts([receipt], quiet=quiet)
    if as_json:
        print_receipts(receipts, as_json=True, one=len(scripts) == 1)
    if failure is not None:
        raise typer.Exit(status_of(failure))


def _check_stdout(options: FileOptions, *, as_json: bool) -> None:
    """Refuse what cannot go with the session on stdout."""
    if options.sidecars:
        raise BadChoice("--sidecar", "nothing can lie beside stdout.", "Name a file with -o.")
    if as_json:
        raise BadChoice("--json", "the session and the JSON cannot both go to stdout.", "Name a file with -o.")


def _to_stdout(
    workshop: Workshop, script: Path, choices: Choices, settings: Choices, options: FileOptions, suffix: str
) -> None:
    """The session's bytes on stdout, whole or not at all."""
    from holdspace.cli.printing import print_diagnostics

    if sys.stdout.isatty():
        raise BadChoice("--output", "a terminal cannot play audio bytes.", "Send stdout into a pipe or a file.")
    with tempfile.TemporaryDirectory(prefix="holdspace-") as folder:
        target = Path(folder) / f"session{suffix}"
        receipt = workshop.render(script, choices, settings, target, options=options)
        print_diagnostics(receipt.diagnostics)
        sys.stdout.buffer.write(target.read_bytes())
        sys.stdout.buffer.flush()


def _tell(
    workshop: Workshop,
    scripts: list[Path],
    targets: list[Path],
    choices: Choices,
    settings: Choices,
    *,
    as_json: bool,
) -> None:
    """What a render would make, how long, and what is missing."""
    from holdspace.cli.printing import print_diagnostics
    from holdspace.cli.receipts import print_json
    from holdspace.session.drafting import draft
    from holdspace.session.recalling import combined

    rows = []
    for script, target in zip(scripts, targets, strict=True):
        wanted = combined(script, choices, settings)
        drafted = draft(script, *wanted)
        row = _would(workshop, drafted, target, *wanted)
        print_diagnostics(drafted.diagnostics)
        rows.append(row)
        if not as_json:
            _print_would(row)
    if as_json:
        print_json(rows, one=len(scripts) == 1)


def _would(workshop: Workshop, drafted: Draft, target: Path, choices: Choices, settings: Choices) -> dict[str, Any]:
    from holdspace.session.drafting import estimate
    from holdspace.session.making import count_cues, missing_clips
    from holdspace.timebase import samples_to_seconds

    placed = estimate(drafted, choices, settings)
    voice, _ = workshop.voice_for(drafted.score, choices)
    with workshop.speaker(placed.score, voice) as speaker:
        missing = missing_clips(speaker, placed.score)
        return {
            "file": str(target),
            "seconds": round(samples_to_seconds(placed.timeline.samples), 1),
            "estimated": True,
            "voice": voice.id,
            "cues": count_cues(placed.score),
            "to_speak": [speaker.spoken_text(utterance) for utterance in missing],
            "exists": target.exists(),
        }


def _print_would(row: dict[str, Any]) -> None:
    from holdspace.cli.printing import count
    from holdspace.timebase import clock_of

    typer.echo(f"{row['file']}  about {clock_of(row['seconds'])}  {row['voice']}")
    replaces = ", and replace the file that is there" if row["exists"] else ""
    new = f"{count(len(row['to_speak']), 'sentence')} to be spoken first"
    typer.echo(f"would have {count(row['cues'], 'cue')}, {new}{replaces}")
    for text in row["to_speak"]:
        typer.echo(f"  {text}")
