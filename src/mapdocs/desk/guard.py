"""Who may ask: this machine's own browser, by an address that holds a secret, and for writing from our own page alone."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field

from mapdocs.desk.asking import NOTHING, REFUSED, Answer

#: As the ASGI specification types them.
Scope = MutableMapping[str, object]
Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 32_000_000  # of a file that is dropped on the page; what is larger, pull refuses too
_TOO_LARGE = Answer(b"This is too large.\n", "text/plain; charset=utf-8", 413)
_ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(slots=True)
class Door:
    """``token`` stands in every address, ``sign`` in a header of all that writes, so that no form of a stranger's page can
    send it. ``hosts`` are the names by which the browser may call this machine, with the port."""

    read_only: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    sign: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    hosts: frozenset[str] = frozenset()


class Guard:
    """Stands before ``app`` and takes the token off the path. Who does not know it is told nothing."""

    def __init__(self, app: App, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = _headers(scope)
        token, slash, place = str(scope["path"]).removeprefix("/").partition("/")
        door = self._door
        known = bool(slash) and headers.get("host") in door.hosts
        if not known or not hmac.compare_digest(token.encode("utf-8", "replace"), door.token.encode()):
            await _send(send, NOTHING)
            return
        if scope["method"] not in ("GET", "HEAD"):
            if scope["method"] != "POST" or not self._may_write(headers):
                await _send(send, REFUSED)
                return
            length = headers.get("content-length", "")
            if not length.isdecimal() or int(length) > MOST_BYTES:
                await _send(send, _TOO_LARGE)
                return
        inner = {**scope, "path": f"/{place}", "raw_path": f"/{place}".encode(), "root_path": ""}
        await self._app(inner, receive, _with_headers(send))

    def _may_write(self, headers: dict[str, str]) -> bool:
        door = self._door
        ours = {f"http://{host}" for host in door.hosts}
        return (
            not door.read_only
            and headers.get("origin") in ours
            and headers.get("sec-fetch-site", "same-origin") == "same-origin"
            and hmac.compare_digest(headers.get("x-mapdocs", "").encode(), door.sign.encode())
        )


def _headers(scope: Scope) -> dict[str, str]:
    pairs = scope["headers"]
    assert isinstance(pairs, list | tuple)
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = message["headers"]
            assert isinstance(said, list | tuple)
            more = [(name.lower().encode(), value.encode()) for name, value in _ALWAYS.items()]
            message = {**message, "headers": [*said, *more]}
        await send(message)

    return sending


async def _send(send: Send, answer: Answer) -> None:
    headers = {**_ALWAYS, "Content-Type": answer.kind, "Content-Length": str(len(answer.body))}
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
    await send({"type": "http.response.body", "body": answer.body})
