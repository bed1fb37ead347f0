"""HTTP for a room: who connects and asks for nothing does not keep a place from others."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10
"""How long a connection may take to send the head of a request."""


class Impatient(H11Protocol):
    """uvicorn's own protocol, which waits for the head of a request for ever."""

    _watch: asyncio.TimerHandle | None = None
    _since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to watch."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop to watch."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        now, waits = self.loop.time(), self.conn.their_state is h11.IDLE
        self._since = self._since if waits else now
        if now - self._since > SECONDS:
            self.transport.close()
        else:
            self._watch = self.loop.call_later(SECONDS / 4, self._look)
