"""`holdspace audition`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson, PaceOption
from holdspace.cli.play import PlayerOption
from holdspace.errors import BadChoice

if TYPE_CHECKING:
    from holdspace.session.auditioning import Audition
    from holdspace.speech.engine import Voice

_HELP = "enter takes this voice · 1-9 or ← → another one · space pause · q leaves"


@guarded
def audition(
    text: Annotated[
        str | None,
        typer.Argument(
            help="What each voice reads: a text; or a script, of which it reads the opening, a call and a breath.",
            show_default=False,
        ),
    ] = None,
    voice: Annotated[
        list[str] | None,
        typer.Option("--voice", "-v", help="A voice to hear; may be repeated. By default a choice of the best."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="The language whose voices are heard by default.", show_default="the script's, or en"),
    ] = None,
    pick: Annotated[
        bool, typer.Option("--pick", help="Play them one by one; Enter makes the voice the one of your settings.")
    ] = False,
    into_script: Annotated[
        bool, typer.Option("--into-script", help="With --pick: write the voice into the script instead.")
    ] = False,
    player: PlayerOption = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("output/audition.mp3"),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that holdspace did not make.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only warnings and errors.")] = False,
    pace: PaceOption = None,
    as_json: AsJson = False,
) -> None:
    """Write one file in which each voice says its number and name and reads the same lines, a chapter a voice."""
    from holdspace.cli.printing import print_diagnostics
    from holdspace.cli.progress import shown
    from holdspace.cli.receipts import print_receipts
    from holdspace.session.audition_passage import passage_of
    from holdspace.session.auditioning import audition_voices
    from holdspace.session.making import Workshop

    if pace is not None and not 0.5 <= pace <= 2.0:
        raise BadChoice("--pace", f"a pace of {pace} is out of range.", "Choose one from 0.5 (slow) to 2.0 (fast).")
    _check_pick(text, pick=pick, into_script=into_script)
    with Workshop() as workshop, shown(quiet=quiet or as_json) as progress:
        made = audition_voices(
            workshop,
            voice or [],
            passage_of(text, language),
            output,
            pace=pace or 1.0,
            force=force,
            progress=progress,
        )
    print_diagnostics(made.receipt.diagnostics)
    print_receipts([made.receipt], as_json=as_json, one=True, quiet=quiet)
    if pick:
        chosen = _picked(made, player)
        if chosen is not None:
            _keep(chosen, Path(text) if into_script and text else None)


def _check_pick(text: str | None, *, pick: bool, into_script: bool) -> None:
    """Before anything is spoken, see whether a voice can be picked and kept."""
    if into_script and not pick:
        raise BadChoice("--into-script", "no voice is picked.", "Add --pick.")
    if into_script and (text is None or not Path(text).is_file()):
        raise BadChoice("--into-script", "there is no script to write into.", "Give one in the place of the text.")
    if pick and not sys.stdin.isatty():
        raise BadChoice("--pick", "a voice is picked with keys, and there is no terminal.", "Leave out --pick.")


def _picked(made: Audition, player: str | None) -> Voice | None:
    """The voice that was heard when Enter was pressed; None when nobody pressed it."""
    from holdspace.cli.playing import play_in_terminal
    from holdspace.session.players import player_for
    from holdspace.session.playing import Playback

    playback = Playback(made.track, player_for(made.track.file, made.track.seconds, player))
    if not play_in_terminal(playback, answers={"enter": "this"}, help_=_HELP, wait=True):
        return None
    return made.voices[max(0, playback.chapter_number)]


def _keep(voice: Voice, script: Path | None) -> None:
    """Write the choice down, where the next render finds it."""
    if script is None:
        from holdspace.cli.settings_file import write_setting

        typer.echo(f"{voice.id} is your voice now: {write_setting('voice', voice.id)}", err=True)
        return
    from holdspace.files import replacing
    from holdspace.routine.front_writing import with_voice
    from holdspace.routine.loading import decoded, read_bytes

    text = with_voice(decoded(read_bytes(script), str(script)), voice.id, str(script))
    target = script.resolve()
    with replacing(target) as part:
        part.write_bytes(text.encode())
        part.chmod(target.stat().st_mode & 0o777)
    typer.echo(f"{voice.id} is the voice of {script} now.", err=True)
