"""
What documents ask of others: who carries a message, what the document is for, whose certificate counts.

Nothing can be signed while nobody has plugged anything in: no code is sent, and no certificate is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.signatures.refusals import CannotCountersign, CannotSendCode


@dataclass(frozen=True)
class CodeMessage:
    """
    Words for the signer's telephone.

    kind   : code (of which nothing is ever shown to anybody else), or signature
    hidden : words of the text that only the signer may read
    key    : of the act; the same key twice is one message
    """

    phone: str
    text: str = field(repr=False)
    about: str
    key: str
    at: datetime
    unit_code: str = ""
    kind: str = "code"
    hidden: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class SealAsked:
    """
    The company's signature that is asked for.

    key_file : PKCS#12; None for the key that the settings name, in the demo the demo's own
    reason   : what is signed, in words; stands inside of the signed bytes
    """

    actor: Actor
    pdf: bytes = field(repr=False)
    key_file: bytes | None = field(repr=False)
    password: str = field(repr=False)
    reason: str
    at: datetime


@dataclass(frozen=True)
class Sealed:
    """The signed PDF, and the certificate that it was signed with."""

    pdf: bytes = field(repr=False)
    fingerprint: str
    subject: str
    issuer: str
    is_demo: bool


@dataclass(frozen=True)
class BothSigned:
    """A document that both have just signed and its number; what is raised undoes the signature."""

    document: str
    number: str
    actor: Actor
    at: datetime


def _nothing(*_: object) -> None:
    """Nobody has plugged anything."""


@dataclass(frozen=True)
class SubjectPort:
    """
    lock   : locks what the document is for, before the document; gets the name behind the colon
    check  : raises Refused, when it cannot be signed for any more
    signed : gets the name, and what both signed
    """

    lock: Callable[[str], None] = _nothing
    check: Callable[[str], None] = _nothing
    signed: Callable[[str, BothSigned], None] = _nothing


def _no_carrier(_: CodeMessage) -> str:
    raise CannotSendCode("no-carrier", "Nobody carries messages to telephones here. Nothing was sent.")


def _no_seal(_: SealAsked) -> Sealed:
    raise CannotCountersign("no-certificates", "Nobody knows the company's certificates here.")


def _no_certificates() -> tuple[bytes, ...]:
    return ()


@dataclass
class _Plugs:
    subjects: dict[str, SubjectPort] = field(default_factory=dict)
    send: Callable[[CodeMessage], str] = _no_carrier
    seal: Callable[[SealAsked], Sealed] = _no_seal
    pinned: Callable[[], Any] = _no_certificates


_PLUGS = _Plugs()


def plug_codes(*, send: Callable[[CodeMessage], str]) -> None:
    """Say who carries one-time codes; answers the message's code."""
    _PLUGS.send = send


def plug_seal(*, seal: Callable[[SealAsked], Sealed], pinned: Callable[[], Any]) -> None:
    """Say who signs for the company, and which certificates [PEM] count."""
    _PLUGS.seal, _PLUGS.pinned = seal, pinned


def plug_subject(*, prefix: str, port: SubjectPort) -> None:
    """Say what documents of a prefix are for."""
    _PLUGS.subjects[prefix] = port


def send_code(*, message: CodeMessage) -> str:
    """Hand words for a telephone on. raises : CannotSendCode"""
    return _PLUGS.send(message)


def seal(*, asked: SealAsked) -> Sealed:
    """Sign for the company. raises : CannotCountersign"""
    return _PLUGS.seal(asked)


def pinned() -> tuple[bytes, ...]:
    """The certificates whose signatures count."""
    return tuple(_PLUGS.pinned())


def subject_port(*, subject: str) -> SubjectPort:
    """The port of a subject such as `supply-contract:YC-21-000001`."""
    return _PLUGS.subjects.get(subject.partition(":")[0], SubjectPort())
