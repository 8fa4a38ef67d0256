"""What a carrier of messages answers, whatever it is; and which of its addresses may be asked without TLS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class CarrierSettingsWrong(ValueError):
    """A mail server or gateway is set in a way that cannot be used; the text says how."""


@dataclass(frozen=True)
class Carried:
    """
    What came of handing a message over.

    result    : accepted; try_again (nothing was taken); refused (for good); uncertain (nobody knows)
    reference : the carrier's own name of the message
    why       : a stable word: `address-unknown`, `not-reachable`, `answer-lost`, `refuses-us`, `code-451`
    """

    result: str
    reference: str = ""
    why: str = ""


def check_tls(*, host: str, is_tls: bool, name: str) -> None:
    """Refuse to send customers' words over a line that anybody may read, but to this machine itself."""
    if not host:
        raise CarrierSettingsWrong(f"{name} names no host.")
    if not is_tls and host not in LOOPBACK:
        raise CarrierSettingsWrong(f"{name} is without TLS; only this machine's own address may be.")


def first_line(*, path: Path | None) -> str:
    """A password or key that stands in the first line of a file of its own; empty without one."""
    return path.read_text(encoding="utf-8").partition("\n")[0].strip() if path else ""
