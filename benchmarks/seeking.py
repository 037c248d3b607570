# ruff: noqa: INP001 -- a script, not a package
"""Where a browser's audio element lands when it jumps into a session: `python benchmarks/seeking.py [SESSION.mp3]`.

A headless Chromium plays the file from twenty random places and sends back what it hears there; the first thing heard
is looked for in the decoded file. Without a Chromium the same is asked of `ffmpeg -ss`.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.score.model import Choices
from holdspace.session.making import Workshop
from holdspace.timebase import SAMPLE_RATE_HZ

PLACES = 20
HEARD_SECONDS = 1.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SECONDS_A_PLACE = 15
Sound = npt.NDArray[np.float64]

PAGE = """<!doctype html><script type="module">
const places = %PLACES%, samples = %SAMPLES%;
const context = new AudioContext({sampleRate: %RATE%});
const audio = new Audio("session.mp3");
const recorder = context.createScriptProcessor(1024, 1, 1);
let taken = null;
recorder.onaudioprocess = event => { if (taken) taken.push(event.inputBuffer.getChannelData(0).slice()); };
context.createMediaElementSource(audio).connect(recorder);
recorder.connect(context.destination);
await context.resume();
for (const place of places) {
  audio.currentTime = place;
  await new Promise(done => audio.addEventListener("seeked", done, {once: true}));
  taken = [];
  await audio.play();
  while (taken.length * 1024 < samples) await new Promise(done => setTimeout(done, 50));
  audio.pause();
  const heard = new Float32Array(taken.length * 1024);
  taken.forEach((block, index) => heard.set(block, index * 1024));
  taken = null;
  await fetch(`heard?place=${place}`, {method: "POST", body: heard});
  await new Promise(done => setTimeout(done, 200));
}
await fetch("done", {method: "POST", body: ""});
</script>"""


def main() -> None:
    """Print the errors in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("session", nargs="?", type=Path, help="an .mp3; a routine of twenty minutes without it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        session = chosen.session or _made(Path(folder))
        whole = _decoded(["-i", file_url(session)])
        last = len(whole) / SAMPLE_RATE_HZ - 5
        places = [round(place, 3) for place in np.random.default_rng(20).uniform(1, last, PLACES).tolist()]
        browser = next((found for name in NAMES if (found := shutil.which(name))), None)
        heard = dict(in_browser(browser, session, places, Path(folder)) if browser else with_ffmpeg(session, places))
    errors = [1000 * error_seconds(whole, place, heard[place]) for place in places]
    for place, error in zip(places, errors, strict=True):
        print(f"{place:9.3f} s  {error:+7.1f} ms")
    print(f"{browser or 'ffmpeg -ss'}: {PLACES} places, at most {max(map(abs, errors)):.1f} ms off")


def error_seconds(whole: Sound, place: float, heard: Sound) -> float:
    """By how much later than `place` the first thing heard lies in the session."""
    first = int(np.flatnonzero(np.abs(heard) > 0)[0])
    piece = heard[first : first + int(0.6 * SAMPLE_RATE_HZ)]
    reach = SAMPLE_RATE_HZ
    begin = max(0, round(place * SAMPLE_RATE_HZ) - reach)
    around = whole[begin : begin + 2 * reach + len(piece)]
    size = 1 << (len(around) + len(piece)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(piece, size)), size)
    energies = _energies(around, len(piece))
    likeness = alike[: len(energies)] / np.sqrt(energies * (piece @ piece) + 1e-12)
    at = int(np.argmax(likeness))
    if likeness[at] < 0.5:
        raise SystemExit(f"what is heard at {place} s is nowhere near it (likeness {likeness[at]:.2f})")
    return (begin + at) / SAMPLE_RATE_HZ - place


def _energies(sound: Sound, length: int) -> Sound:
    sums = np.concatenate([[0.0], np.cumsum(sound**2)])
    return sums[length:] - sums[:-length]


def in_browser(browser: str, session: Path, places: list[float], folder: Path) -> dict[float, Sound]:
    """What `browser` hears at each place."""
    page = PAGE.replace("%PLACES%", str(places)).replace("%RATE%", str(SAMPLE_RATE_HZ))
    page = page.replace("%SAMPLES%", str(int(HEARD_SECONDS * SAMPLE_RATE_HZ)))
    with served(page.encode(), session.read_bytes()) as (port, heard, done):
        switches = ["--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio"]
        switches += ["--autoplay-policy=no-user-gesture-required", f"--user-data-dir={folder / 'browser'}"]
        command = [browser, *switches, f"http://127.0.0.1:{port}/"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            finished = done.wait(_SECONDS_A_PLACE * len(places))
            running.terminate()
    if not finished:
        raise SystemExit(f"{browser} did not get through: {len(heard)} of {len(places)} places")
    return heard


@contextmanager
def served(page: bytes, session: bytes) -> Iterator[tuple[int, dict[float, Sound], threading.Event]]:
    """A page and a session on a port of this machine, what was heard, and whether all is."""
    heard: dict[float, Sound] = {}
    done = threading.Event()
    handler = functools.partial(_Handler, page, session, heard, done)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port, heard, done
        finally:
            server.shutdown()


class _Handler(http.server.BaseHTTPRequestHandler):
    """Gives the page and any range of the session, as a web server does; takes what was heard."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, page: bytes, session: bytes, heard: dict[float, Sound], done: threading.Event, *more: object
    ) -> None:
        self._page, self._session, self._heard, self._done = page, session, heard, done
        super().__init__(*more)  # type: ignore[arg-type]  # what every handler is given

    def do_GET(self) -> None:
        """The page, or the asked part of the session."""
        if not self.path.startswith("/session"):
            self._answer(200, self._page, "text/html")
            return
        wanted = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")
        first, last = int(wanted[0]), int(wanted[1] or len(self._session) - 1)
        span = f"bytes {first}-{last}/{len(self._session)}"
        self._answer(206, self._session[first : last + 1], "audio/mpeg", {"Content-Range": span})

    def do_POST(self) -> None:
        """What was heard."""
        data = self.rfile.read(int(self.headers["Content-Length"]))
        asked = urlsplit(self.path)
        if asked.path == "/done":
            self._done.set()
        else:
            self._heard[float(parse_qs(asked.query)["place"][0])] = np.frombuffer(data, "<f4").astype(float)
        self._answer(200, b"", "text/plain")

    def _answer(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        heads = {"Content-Type": kind, "Content-Length": str(len(body)), "Accept-Ranges": "bytes", **(more or {})}
        for name, value in heads.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):  # a browser that jumps elsewhere hangs up
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def with_ffmpeg(session: Path, places: list[float]) -> dict[float, Sound]:
    """What ffmpeg decodes from each place on."""
    return {place: _decoded(["-ss", str(place), "-i", file_url(session), "-t", str(HEARD_SECONDS)]) for place in places}


def _decoded(source: list[str]) -> Sound:
    raw = ("-f", "s16le", "-ac", "1", "-ar", str(SAMPLE_RATE_HZ), "-")
    done = subprocess.run(
        [str(ffmpeg_path()), "-v", "error", "-nostdin", *source, *raw], capture_output=True, check=True
    )
    return np.frombuffer(done.stdout, dtype="<i2") / 32_768


def _made(folder: Path) -> Path:
    """A session of twenty minutes with a sentence every ten seconds, in the usual room tone."""
    parts = ("neck", "back", "hips", "knees", "feet", "hands")
    lines = [f"Let your {a} and your {b} soften. [pause 7s]" for a in parts for b in parts] * 4
    script = folder / "routine.md"
    script.write_text("\n".join(lines), encoding="utf-8")
    with Workshop() as workshop:
        return workshop.render(script, Choices(), Choices(), folder / "session.mp3").file


if __name__ == "__main__":
    main()
