"""A server on this machine that sends files well and badly, and remembers what it was asked for."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from holdspace.speech.packs import Remote

DATA = bytes(range(256)) * 2000
"""Half a megabyte: several pieces."""
HALF = len(DATA) // 2


class Server(ThreadingHTTPServer):
    """Serves `DATA` in the manner that the path names."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ranges: list[str | None] = []
        """The `Range` of each request, in order."""
        self.routes: dict[str, str | bytes] = {}
        """What is sent for a path: a text, or `DATA` in the manner that is named."""
        self.enough = threading.Event()
        """Ends every wait."""

    def remote(self, manner: str, data: bytes = DATA, name: str = "voice.bin") -> Remote:
        """The file as our list would name it."""
        url = f"http://127.0.0.1:{self.server_port}/{manner}"
        return Remote(name, url, len(data), hashlib.sha256(data).hexdigest(), "computed")


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs while the block does."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.enough.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.ranges.append(asked)
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        route = self.server.routes.get(unquote(self.path), "gone" if self.path.count("/") > 1 else self.path.strip("/"))
        if isinstance(route, bytes):
            self._head(200, len(route))
            self.wfile.write(route)
        else:
            getattr(self, "_" + route.replace("-", "_"))(begin)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""

    def _head(self, status: int, length: int | None, begin: int = 0, total: int = len(DATA)) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if status == 206:
            self.send_header("Content-Range", f"bytes {begin}-{total - 1}/{total}")
        self.end_headers()

    def _well(self, begin: int) -> None:
        self._head(206 if begin else 200, len(DATA) - begin, begin)
        self.wfile.write(DATA[begin:])

    def _truncated(self, begin: int) -> None:
        """Each connection brings a quarter of the file."""
        self._head(206 if begin else 200, len(DATA) - begin, begin)
        self.wfile.write(DATA[begin : begin + HALF // 2])

    def _truncated_at_once(self, begin: int) -> None:
        self._head(206 if begin else 200, len(DATA) - begin, begin)

    def _stalls(self, begin: int) -> None:
        self._head(206 if begin else 200, len(DATA) - begin, begin)
        self.wfile.write(DATA[begin : max(begin, HALF)])
        self.wfile.flush()
        self.server.enough.wait(20)

    def _never_answers(self, _begin: int) -> None:
        self.server.enough.wait(20)

    def _announces_less(self, _begin: int) -> None:
        self._head(200, HALF)
        self.wfile.write(DATA)

    def _announces_more(self, _begin: int) -> None:
        self._head(200, 2 * len(DATA))
        self.wfile.write(DATA)

    def _announces_nonsense(self, _begin: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "plenty")
        self.end_headers()
        self.wfile.write(DATA)

    def _announces_nothing(self, _begin: int) -> None:
        self._head(200, None)
        self.wfile.write(DATA)

    def _never_ends(self, _begin: int) -> None:
        self._head(200, None)
        self.wfile.write(DATA * 3)

    def _ignores_range(self, _begin: int) -> None:
        self._head(200, len(DATA))
        self.wfile.write(DATA)

    def _another_range(self, begin: int) -> None:
        self._head(206, len(DATA) - begin - 10, begin + 10)
        self.wfile.write(DATA[begin + 10 :])

    def _another_total(self, begin: int) -> None:
        self._head(206 if begin else 200, len(DATA) - begin, begin, total=len(DATA) + 7)
        self.wfile.write(DATA[begin:])

    def _no_such_range(self, begin: int) -> None:
        if begin:
            self._head(416, 0)
        else:
            self._well(begin)

    def _wrong(self, begin: int) -> None:
        self._head(206 if begin else 200, len(DATA) - begin, begin)
        self.wfile.write(DATA[begin:-1] + b"!")

    def _login_page(self, _begin: int) -> None:
        page = b"<html>Welcome to the hotel</html>"
        self._head(200, len(page))
        self.wfile.write(page)

    def _gone(self, _begin: int) -> None:
        self._head(404, 0)

    def _elsewhere(self, _begin: int) -> None:
        self.send_response(302)
        self.send_header("Location", "/well")
        self.send_header("Content-Length", "0")
        self.end_headers()
