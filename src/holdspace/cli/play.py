"""`holdspace play`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import BedOption, CallsOption, HoldOption, LengthOption, PaceOption, VoiceOption

if TYPE_CHECKING:
    from holdspace.score.model import Choices

PlayerOption = Annotated[
    str | None,
    typer.Option("--player", help="miniaudio, mpv, ffplay, cvlc, vlc or afplay; else the first that is here."),
]


@guarded
def play(
    source: Annotated[
        Path, typer.Argument(metavar="FILE|SCRIPT", help="A session's file, or a routine script.", show_default=False)
    ],
    player: PlayerOption = None,
    voice: VoiceOption = None,
    pace: PaceOption = None,
    hold: HoldOption = None,
    length: LengthOption = None,
    calls: CallsOption = None,
    bed: BedOption = None,
) -> None:
    """Play a session and show what is said; a script is rendered first, from what the clip store has.

    Space pauses, left and right go by chapters, up and down by ten seconds, q quits.
    """
    from holdspace.cli.choosing import choices_from
    from holdspace.cli.playing import play_in_terminal
    from holdspace.session.players import player_for
    from holdspace.session.playing import Playback, track_of

    choices = choices_from(voice=voice, pace=pace, hold=hold, length=length, calls=calls, bed=bed)
    with _playable(source, choices) as file:
        track = track_of(file)
        play_in_terminal(Playback(track, player_for(file, track.seconds, player)))


@contextmanager
def _playable(source: Path, choices: Choices) -> Iterator[Path]:
    """The file itself; or one made of a script, or of a file with other choices, that is gone afterwards."""
    from holdspace.score.model import Choices
    from holdspace.session.recalling import is_session

    if is_session(source) and choices == Choices():
        yield source
        return
    from holdspace.cli.choosing import read_settings
    from holdspace.cli.printing import print_diagnostics
    from holdspace.cli.progress import shown
    from holdspace.session.making import Workshop

    with tempfile.TemporaryDirectory(prefix="holdspace-") as folder, Workshop() as workshop:
        target = Path(folder) / "session.mp3"
        with shown(quiet=not sys.stderr.isatty()) as progress:
            receipt = workshop.render(source, choices, read_settings(), target, progress=progress)
        print_diagnostics(receipt.diagnostics)
        yield target
