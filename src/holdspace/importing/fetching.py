"""A page from the web, only when somebody asks for it: little time, little size, no private places.

The name is resolved once, its addresses are looked at, and the connection goes to just that address, so that a name
cannot point elsewhere a moment later. The same holds for each redirect.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from urllib.parse import SplitResult, urljoin, urlsplit

from holdspace.errors import BadChoice, ScriptError
from holdspace.importing.sources import Source, from_bytes

LONGEST_SECONDS = 10.0
LONGEST_BYTES = 10_000_000
MOST_REDIRECTS = 5
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": "holdspace (personal import of one page)",
    "Accept": "text/html,text/*;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


def from_url(url: str, *, allow_private: bool = False) -> Source:
    """The text of the page at `url`. Raises `BadChoice` for an address that is not fetched, `ScriptError` otherwise."""
    deadline = time.monotonic() + LONGEST_SECONDS
    address = url
    for _ in range(MOST_REDIRECTS + 1):
        body, onward = _get(_checked(address), deadline, allow_private=allow_private)
        if onward is None:
            return from_bytes(body, _name(address))
        address = urljoin(address, onward)
    raise _failed(url, f"it redirects more than {MOST_REDIRECTS} times")


def _name(address: str) -> str:
    """What a page without a title is called: the last part of its path, or its host."""
    parts = urlsplit(address)
    return parts.path.rstrip("/").rsplit("/", 1)[-1] or parts.hostname or ""


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise BadChoice("--url", f"{address!r} is no web address.", "Give one that begins with https://") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise BadChoice("--url", f"{address!r} is no web address.", "Give one that begins with https:// or http://")
    if parts.username or parts.password:
        raise BadChoice(
            "--url", "an address with a name or password in it is not fetched.", "Save the page and import the file."
        )
    return parts


def _get(parts: SplitResult, deadline: float, *, allow_private: bool) -> tuple[bytes, str | None]:
    """The body at an address, or where it redirects to."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    shown = parts.geturl()
    try:
        with _connected(host, port, deadline, allow_private=allow_private) as plain:
            stream = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host)
                if parts.scheme == "https"
                else plain
            )
            return _exchange(stream, parts, deadline)
    except (OSError, http.client.HTTPException) as error:
        reason = (
            "it took too long"
            if isinstance(error, TimeoutError)
            else str(getattr(error, "strerror", None) or error).lower()
        )
        raise _failed(shown, reason) from None


def _connected(host: str, port: int, deadline: float, *, allow_private: bool) -> socket.socket:
    """A connection to one of the addresses of `host` that may be reached."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, address in found:
        if not allow_private and not _is_public(str(address[0])):
            what = f"{host} is a private address ({address[0]})."
            raise BadChoice("--url", what, "If you mean it, add --allow-private.")
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(_left(deadline))
            connection.connect(address)
        except OSError:
            connection.close()
            if (family, kind, protocol, _, address) == found[-1]:
                raise
            continue
        return connection
    raise OSError("it has no address")


def _is_public(address: str) -> bool:
    """Whether `address` is on the open internet: no private, loopback, link-local or reserved one."""
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return bool((mapped or parsed).is_global and not parsed.is_multicast)


def _exchange(stream: socket.socket, parts: SplitResult, deadline: float) -> tuple[bytes, str | None]:
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.sock = stream
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers=_HEADERS)
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and (onward := response.getheader("Location")):
            return b"", onward
        if response.status != http.HTTPStatus.OK:
            raise _failed(parts.geturl(), f"it answers with {response.status} {response.reason}")
        body = _body(response, stream, parts, deadline)
        return _unpacked(body, response.getheader("Content-Encoding") or "", parts), None
    finally:
        connection.close()


def _body(response: http.client.HTTPResponse, stream: socket.socket, parts: SplitResult, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        stream.settimeout(_left(deadline))
        piece = response.read1(_CHUNK)
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > LONGEST_BYTES:
            raise _failed(parts.geturl(), f"it is larger than {LONGEST_BYTES // 1_000_000} MB")
        pieces.append(piece)


def _unpacked(body: bytes, encoding: str, parts: SplitResult) -> bytes:
    """`body` as it was before a server packed it, though nobody asked it to; no more than may be fetched."""
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        return body
    try:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
        unpacked = unpacking.decompress(body, LONGEST_BYTES + 1)
    except zlib.error:
        raise _failed(parts.geturl(), "it is packed in a way that cannot be undone") from None
    if len(unpacked) > LONGEST_BYTES:
        raise _failed(parts.geturl(), f"it is larger than {LONGEST_BYTES // 1_000_000} MB")
    return unpacked


def _left(deadline: float) -> float:
    """Seconds that are left. Raises `TimeoutError` when none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _failed(url: str, reason: str) -> ScriptError:
    return ScriptError(
        f"{url} cannot be fetched: {reason.rstrip('.')}.", "Open it in a browser, save the page and import the file."
    )
