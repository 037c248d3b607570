"""The options that several commands share, each defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CHOICES = "Choices"

Scripts = Annotated[
    list[Path], typer.Argument(metavar="SCRIPT", help="One or more routine scripts.", show_default=False)
]
Script = Annotated[Path, typer.Argument(metavar="SCRIPT", help="A routine script.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")]

FILE = "The file"
BitrateOption = Annotated[
    str | None,
    typer.Option(
        help="Bitrate in kb/s, such as 128k; each format has its own. V0 to V9: variable, mp3 only.",
        rich_help_panel=FILE,
    ),
]
RateOption = Annotated[
    str | None,
    typer.Option(help="Sample rate, such as 48kHz; each format has its own.", rich_help_panel=FILE),
]
CoverOption = Annotated[
    Path | None,
    typer.Option("--cover", help="A picture of your own for the cover.", show_default=False, rich_help_panel=FILE),
]
NoCoverOption = Annotated[bool, typer.Option("--no-cover", help="No cover at all.", rich_help_panel=FILE)]
SplitOption = Annotated[
    str | None,
    typer.Option(
        "--split",
        help="A folder of parts for players that cannot seek: sections, or minutes such as 5.",
        rich_help_panel=FILE,
    ),
]
SidecarOption = Annotated[
    str | None,
    typer.Option(
        "--sidecar",
        help="Texts beside the file: lrc, vtt, srt, cue, chapters.txt, chapters.json; several with commas.",
        rich_help_panel=FILE,
    ),
]

VoiceOption = Annotated[
    str | None,
    typer.Option(
        "--voice", "-v", help="A voice's id, bare name or language (see `holdspace voices`).", rich_help_panel=CHOICES
    ),
]
PaceOption = Annotated[
    float | None,
    typer.Option(help="Speaking rate, 0.5 (slow) to 2.0; 1.0 is the voice's own.", rich_help_panel=CHOICES),
]
HoldOption = Annotated[
    list[str] | None,
    typer.Option(
        help="Longer or shorter holds: 1.5x, +15s, =90s; in one section: 'Child's pose: 2x'. May be repeated.",
        rich_help_panel=CHOICES,
    ),
]
RestOption = Annotated[
    list[str] | None,
    typer.Option(help="Longer or shorter rests, written as for --hold. May be repeated.", rich_help_panel=CHOICES),
]
LengthOption = Annotated[
    str | None,
    typer.Option(help="The session's whole length, such as 20m: the holds are fitted to it.", rich_help_panel=CHOICES),
]
BreathOption = Annotated[
    str | None,
    typer.Option(help="The breath pattern: 'in 4, out 6', box, 4-7-8.", rich_help_panel=CHOICES),
]
CountdownOption = Annotated[
    str | None,
    typer.Option(
        help="How the end of a hold is called: off, ten ('ten seconds'), 3, 5, 10 (counted aloud as well), "
        "or at marks of your own, such as 30,15,5 ('thirty seconds', 'fifteen seconds', then five is counted down).",
        rich_help_panel=CHOICES,
    ),
]
HalfwayOption = Annotated[
    bool | None,
    typer.Option("--halfway/--no-halfway", help="Say 'halfway' in longer holds.", rich_help_panel=CHOICES),
]
CallsOption = Annotated[
    str | None,
    typer.Option(
        help="How much is called in holds: calm (a sound at the end), guide, coach (3-2-1), silent (sounds only).",
        rich_help_panel=CHOICES,
    ),
]
CountOption = Annotated[
    str | None,
    typer.Option(help="How rounds of breath are counted: none, rounds, or down.", rich_help_panel=CHOICES),
]
BedOption = Annotated[
    str | None,
    typer.Option(
        help="A sound beneath: rain, ocean, stream, wind, brown, drone, binaural, a music file, or off; "
        "'rain -24dB' sets its level.",
        rich_help_panel=CHOICES,
    ),
]
RoomToneOption = Annotated[
    str | None,
    typer.Option(
        help="Level of the faint room tone that keeps wireless earbuds awake: -62dB, or off.", rich_help_panel=CHOICES
    ),
]
StereoOption = Annotated[
    bool | None,
    typer.Option(
        "--stereo/--mono",
        help="Two channels: wide beds, and cues that name a side lean to that ear.",
        rich_help_panel=CHOICES,
    ),
]
ChaptersOption = Annotated[
    bool | None,
    typer.Option(
        "--chapters-spoken/--chapters-silent", help="Announce each section by its name.", rich_help_panel=CHOICES
    ),
]
