"""Connections that ask in time: who opens many and says nothing must not keep others out."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from engine.web.addresses import network

MOST, MOST_OF_ONE = 1000, 150
"""Connections at a time, of everybody and of one address: an office behind one address has twenty browsers."""
HEAD_SECONDS = 15.0  # for the first lines of a request, all of them


class Punctual(H11Protocol):
    """Uvicorn's own, which waits for ever where a request begins and does not end."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        mine = network(self.client[0]) if self.client else ""
        clients = [getattr(connection, "client", None) for connection in self.connections]  # this one among them
        if sum(1 for client in clients if client and network(client[0]) == mine) > MOST_OF_ONE:
            transport.abort()
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._answering():
            self._enough()
        elif self._late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._enough()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self._end)

    def _enough(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _end(self) -> None:
        self._late = None
        if not self._answering() and not self.transport.is_closing():
            self.transport.abort()

    def _answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None until the first request is there
        return cycle is not None and not cycle.response_complete
