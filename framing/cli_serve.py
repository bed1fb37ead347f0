"""``framing serve``: a page on which articles are pasted and read marked."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from framing.errors import FramingError


def serve(
    host: Annotated[str, typer.Option(help="Listen here; 0.0.0.0 is for a room.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8420,
    code: Annotated[str, typer.Option(help="The code of a room; by default one is made.")] = "",
) -> None:
    """Open a page on this machine on which one pastes an article and reads it marked.

    Nothing is kept and nothing leaves this machine. With `--host 0.0.0.0` a class can use it from
    its own devices; they enter the code that is printed here. Ctrl-C ends it.
    """
    try:
        from framing.serving import Room, make_app, new_code
    except ImportError as error:
        raise FramingError(
            f"framing serve needs {error.name}, which is not installed."
            ' Install it with: python -m pip install "media-framing[serve]"'
        ) from error
    room = Room(host, code.strip().lower())
    if room.is_open and not room.code:
        room = Room(host, new_code())
    listening = _listening(host, port)
    server = server_of(make_app(room))
    shown = _shown(host) if room.is_open else "127.0.0.1" if host == "localhost" else host
    typer.echo(f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/")
    if room.code:
        typer.echo(f"code: {room.code}")
    server.run(sockets=[listening])


def server_of(app: object) -> object:
    """What serves the reading room; connections that ask for nothing are closed.

    Parameters
    ----------
    app : ASGI application

    Returns
    -------
    uvicorn.Server
    """
    import uvicorn

    from framing.patience import Impatient

    config = uvicorn.Config(
        app,
        http=Impatient,
        log_level="warning",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
        server_header=False,
    )
    return uvicorn.Server(config)


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address; an error that says what to do where there can be none."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise FramingError(
            f"cannot listen on {host}, port {port}: {why.lower()}."
            " Give another --port, or --host 0.0.0.0 for a room."
        ) from error


def _shown(host: str) -> str:
    """The address that others type: this machine's own, where every one is listened on."""
    if host not in ("0.0.0.0", "::"):
        return host
    family, beyond = (
        (socket.AF_INET6, "2001:db8::1") if host == "::" else (socket.AF_INET, "192.0.2.1")
    )
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asked:
            asked.connect((beyond, 9))  # asks for the way there; nothing is sent
            return asked.getsockname()[0]
    except OSError:
        return host
