"""A network between browser and test server that can be cut, or lose answers on their way back."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Network:
    """
    Passes bytes on between a port of its own and the server.

    is_cut       : nothing gets through; connections that stand are torn
    loses_answers: what is sent to one of these addresses reaches the server, whose answer never comes back
    """

    def __init__(self, server: str) -> None:
        place = urlsplit(server)
        self.server = (place.hostname, place.port)
        self.is_cut = False
        self.loses_answers: tuple[bytes, ...] = ()
        self.lost = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self.listener.getsockname()[1]}"
        self.open: set[socket.socket] = set()
        self.carrying: list[threading.Thread] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut the network, also for what is under way."""
        self.is_cut = True
        for one in list(self.open):
            _tear(one)

    def mend(self) -> None:
        """Let everything through again."""
        self.is_cut = False
        self.loses_answers = ()

    def close(self) -> None:
        """Stop listening, and wait until the server has let go of every connection and of its database."""
        self.listener.close()
        self.cut()
        for one in self.carrying:
            one.join(timeout=5)

    def _accept(self) -> None:
        while True:
            try:
                phone, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                _tear(phone)
            else:
                self._carry(phone)

    def _carry(self, phone: socket.socket) -> None:
        server = socket.create_connection(self.server)
        self.open.add(phone)
        swallow = threading.Event()
        for work in (self._asked, self._answers):
            thread = threading.Thread(target=work, args=(phone, server, swallow), daemon=True)
            self.carrying.append(thread)
            thread.start()

    def _asked(self, phone: socket.socket, server: socket.socket, swallow: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while said := phone.recv(65536):
                if any(said.startswith(b"POST " + place) for place in self.loses_answers):
                    swallow.set()
                server.sendall(said)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _answers(self, phone: socket.socket, server: socket.socket, swallow: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while said := server.recv(65536):
                if swallow.is_set():
                    self.lost += 1
                    _tear(phone)
                with contextlib.suppress(OSError):
                    phone.sendall(said)
        server.close()
        _tear(phone)
        self.open.discard(phone)


def _tear(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
