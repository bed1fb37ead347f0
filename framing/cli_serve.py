"""``framing serve``: a page on which articles are pasted and read marked."""

from __future__ import annotations

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
        import uvicorn

        from framing.serving import Room, make_app, new_code
    except ImportError as error:
        raise FramingError(
            f"framing serve needs {error.name}, which is not installed."
            ' Install it with: python -m pip install "media-framing[serve]"'
        ) from error
    room = Room(host, code.strip().lower())
    if room.is_open and not room.code:
        room = Room(host, new_code())
    server = uvicorn.Server(
        uvicorn.Config(
            make_app(room),
            host=host,
            port=port,
            log_level="warning",
            timeout_keep_alive=5,
            limit_concurrency=200,
            server_header=False,
        )
    )
    shown = "127.0.0.1" if not room.is_open else host
    typer.echo(f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/")
    if room.code:
        typer.echo(f"code: {room.code}")
    server.run()
