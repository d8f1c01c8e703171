"""Starting the page: where it listens, the link that lets in whoever started it, how it ends."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
import time
import webbrowser
from collections.abc import Callable

from engine.problems import UnusableInput
from engine.web.app import create_app
from engine.web.config import Config
from engine.web.office import open_office
from engine.wording import say


def serve(config: Config, name: str, role: str, tell: Callable[[str], None], *, browser: bool = False) -> None:
    """Serve until stopped. ``tell`` is given the launch link. Raises UnusableInput where the port is taken."""
    import uvicorn

    from engine.web.connections import MOST, Punctual

    # A command ends before the cycles among its objects matter, and does not look for them; a server does not end.
    gc.set_threshold(2_000, 10, 10)
    _usable(config)
    taken = _listen(config)
    office = open_office(config)
    app = create_app(config, office)
    if config.loopback:
        link = f"{config.address}/vao/{office.sessions.launch(name, role)}"
        tell(link)
        if browser:
            threading.Thread(target=_open_soon, args=(link,), daemon=True).start()
    else:
        tell(config.address)
    server = uvicorn.Server(uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True, proxy_headers=False,
        ssl_certfile=config.certificate, ssl_keyfile=config.key, timeout_graceful_shutdown=5, ws="none",
        h11_max_incomplete_event_size=64 * 1024, limit_concurrency=MOST, http=Punctual,
    ))  # fmt: skip
    server.run(sockets=[taken])


def _listen(config: Config) -> socket.socket:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    # Only of a socket that says it is TCP does the loop send at once what is written: others wait 40 ms for each page.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((config.host, config.port))
    except OSError as error:
        found.close()
        raise UnusableInput(
            say("web.port_taken", host=config.host, port=config.port, why=error.strerror or error)
        ) from error
    return found


def _usable(config: Config) -> None:
    """Raises UnusableInput for a certificate that cannot be used."""
    if config.certificate is None or config.key is None:
        return

    def no_question() -> str:
        raise ValueError("passphrase")

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(config.certificate, config.key, no_question)
    except (OSError, ValueError) as error:
        why = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise UnusableInput(
            say("web.tls_unusable", certificate=config.certificate, private=config.key, why=why)
        ) from error


def _open_soon(link: str) -> None:
    time.sleep(0.7)
    webbrowser.open(link)
