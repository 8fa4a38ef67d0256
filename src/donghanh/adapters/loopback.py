"""Ports of this machine's own address: who answers, which is free."""

from __future__ import annotations

import socket

LOOPBACK = "127.0.0.1"


def port_answers(*, port: int) -> bool:
    """Answer whether somebody takes connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def is_free(*, port: int) -> bool:
    """Answer whether a server may take the port; one that was just left counts as free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """Find a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
