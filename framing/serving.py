"""A page in the browser on which one pastes an article and reads it marked; for one or for a room.

Nothing is kept: a text lives as long as its answer takes. Who may ask is checked by the Host and
Origin of a request, so that no other page can, and for a room by a code on the teacher's screen.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import os
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from urllib.parse import urlsplit

from pebble import ProcessExpired, ProcessPool
from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from framing.extractors import default_extractors
from framing.highlight import STYLE
from framing.reading_room import LARGEST, Pasted, Shown, code_page, read_marked, warm_up
from framing.rendering import script_hash, templates

COOKIE = "framing-room"
SECONDS = 30
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_BODY = 3 * LARGEST
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # under no-referrer a browser's own form has Origin: null
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else on a board


@dataclass(frozen=True)
class Room:
    """Who may read here.

    Attributes
    ----------
    host : str
        The address that is listened on: ``127.0.0.1`` is for this machine alone.
    code : str
        What one must enter first; empty for none.
    """

    host: str = "127.0.0.1"
    code: str = ""

    @property
    def is_open(self) -> bool:
        """Whether other machines can reach it."""
        return self.host not in _LOOPBACK

    def allows(self, host: str) -> bool:
        """Whether a request may name this host.

        A page elsewhere can point a name of its own at this machine, but not an address.
        """
        name = _name(host)
        return name in _LOOPBACK or (self.is_open and (name == self.host or _is_address(name)))

    def token(self, secret: bytes) -> str:
        """What a browser that knew the code is given to show."""
        return hmac.new(secret, self.code.encode(), hashlib.sha256).hexdigest()


def new_code() -> str:
    """A code for a room: eight letters and digits that can be read off a board."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


def make_app(room: Room | None = None, *, processes: int | None = None) -> Starlette:
    """The reading room as an ASGI application.

    Parameters
    ----------
    room : Room, optional
        Who may read; by default this machine alone, without a code.
    processes : int, optional
        How many articles are marked at the same time; by default one a core.

    Returns
    -------
    Starlette

    Notes
    -----
    A body of more than three megabytes is refused with 413, a file of more than one and a text of
    more than 100,000 characters with 400. A body that takes more than half a minute to arrive is
    given up with 408, an article that takes as long to read, waiting not counted, with 503.
    """
    room = room or Room()
    app = Starlette(
        routes=[
            Route("/", _form),
            Route("/read", _read, methods=["POST"], max_body_size=_BODY),
            Route("/join", _join, methods=["GET", "POST"], max_body_size=_BODY),
        ],
        exception_handlers={HTTPException: _refused},
        lifespan=_with_readers(processes or os.cpu_count() or 1),
    )
    app.state.room = room
    app.state.secret = secrets.token_bytes(32)
    app.add_middleware(_Door, room=room, token=room.token(app.state.secret))
    return app


class _Door:
    """Lets in requests that this machine's own pages make, from those who know the code."""

    def __init__(self, app, room: Room, token: str) -> None:
        self.app, self.room, self.token = app, room, token

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)

        async def with_headers(message) -> None:
            if message["type"] == "http.response.start":
                given = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items()]
                message["headers"] = [*message["headers"], *given]
            await send(message)

        await (refusal or self.app)(scope, receive, with_headers)

    def _refusal(self, request: Request) -> Response | None:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if not self.room.allows(host):
            return _page("This address is not known here.", 421)
        foreign = origin is not None and _place(origin) != host
        if foreign or request.headers.get("sec-fetch-site") == "cross-site":
            return _page("Only this page itself may ask.", 403)
        shown = request.cookies.get(COOKIE, "")
        known = not self.room.code or hmac.compare_digest(shown.encode(), self.token.encode())
        if not known and request.url.path != "/join":
            return RedirectResponse("/join", status_code=303)
        length = request.headers.get("content-length", "")
        if length.isdecimal() and float(length) > _BODY:
            return _page("This is more than three megabytes. Paste one article at a time.", 413)
        return None


def _with_readers(processes: int):
    """Processes that mark the articles, started with the application and ended with it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.readers = ProcessPool(
            max_workers=processes, initializer=warm_up, context=get_context("spawn")
        )
        app.state.running = {}
        app.state.readers.schedule(warm_up)  # starts them all; nobody waits for it
        try:
            yield
        finally:
            app.state.readers.stop()
            app.state.readers.join()

    return lifespan


async def _form(request: Request) -> Response:
    return HTMLResponse(_filled())


async def _read(request: Request) -> Response:
    async with _form_of(request, max_files=2) as form:
        pasted = [each for number in "12" if (each := await _pasted(form, number))]
        job = code_page if form.get("what") == "code" else read_marked
    if not pasted:
        raise HTTPException(400, "Nothing was pasted. Put an article into the box first.")
    return HTMLResponse(await _answer(request.app, job, pasted))


@asynccontextmanager
async def _form_of(request: Request, *, max_files: int) -> AsyncIterator[FormData]:
    """What was sent, if it came in time and whole."""
    try:
        sent = request.form(max_files=max_files, max_fields=8, max_part_size=_BODY)
        form = await asyncio.wait_for(sent, SECONDS)
    except TimeoutError as error:
        raise HTTPException(408, "The text took too long to arrive. Try again.") from error
    except ClientDisconnect as error:
        raise HTTPException(400, "The text broke off.") from error
    try:
        yield form
    finally:
        await form.close()


async def _pasted(form: FormData, number: str) -> Pasted | None:
    """What came in the box of this number: its file, or else its text."""
    file, text = form.get(f"file{number}"), form.get(f"text{number}")
    if isinstance(file, UploadFile) and file.filename:
        return Pasted(file.filename, await file.read())
    if isinstance(text, str) and text.strip():
        return Pasted("", text.encode("utf-8", "replace"))
    return None


async def _answer(app: Starlette, job, pasted: list[Pasted]) -> str:
    """The page of an answer; who pastes the same while it is read waits for the same one.

    A class is mostly given one article to paste. Nothing is kept when the answer is there.
    """
    asked, running = (job, tuple(pasted)), app.state.running
    if asked not in running:
        running[asked] = asyncio.ensure_future(_read_once(app, job, pasted))
        running[asked].add_done_callback(lambda _: running.pop(asked))
    return await asyncio.shield(running[asked])


async def _read_once(app: Starlette, job, pasted: list[Pasted]) -> str:
    """The answer of a reader, who is replaced if it takes too long or ends before its time."""
    try:
        reading = app.state.readers.schedule(job, args=[pasted], timeout=SECONDS)
        answer = await asyncio.wrap_future(reading)
    except TimeoutError as error:
        raise HTTPException(503, "This took too long. Try a shorter text.") from error
    except ProcessExpired as error:
        raise HTTPException(503, "Something broke off. Try again.") from error
    if isinstance(answer, str):
        return answer
    if answer.refusal:
        raise HTTPException(400, answer.refusal)
    return _filled(articles=answer.articles)


async def _join(request: Request) -> Response:
    room, wrong = request.app.state.room, False
    if request.method == "POST":
        async with _form_of(request, max_files=0) as form:
            given = str(form.get("code", "")).strip().lower()
        if hmac.compare_digest(given.encode(), room.code.encode()):
            answer = RedirectResponse("/", status_code=303)
            token = room.token(request.app.state.secret)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        await asyncio.sleep(1)  # guessing takes time
        wrong = True
    page = templates().get_template("serve_join.html.j2").render(wrong=wrong)
    return HTMLResponse(page, status_code=403 if wrong else 200)


async def _refused(request: Request, error: HTTPException) -> Response:
    unknown = error.status_code in (404, 405)
    return _page("There is no such page." if unknown else error.detail, error.status_code)


def _page(refusal: str, status: int) -> Response:
    return HTMLResponse(_filled(refusal=refusal), status_code=status)


def _filled(*, articles: Sequence[Shown] = (), refusal: str = "") -> str:
    """The page with the boxes to paste into, or with what was read."""
    environment = templates()
    script = environment.loader.get_source(environment, "serve.js")[0]
    return environment.get_template("serve.html.j2").render(
        articles=articles,
        refusal=refusal,
        off=[each.layer for each in default_extractors() if each.by_category],
        mark_style=STYLE,
        script=script,
        script_hash=script_hash(script),
    )


def _name(host: str) -> str:
    """The host without its port and brackets, in lower case."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _place(origin: str) -> str:
    """The host and port of an Origin; nothing if it is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
