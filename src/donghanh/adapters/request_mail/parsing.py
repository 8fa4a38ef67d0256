"""Reads one message: its headers by hand, the words of its readable parts, its files; nothing is followed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime

from donghanh.adapters.request_mail.machines import machine_sign
from donghanh.adapters.request_mail.texts import decoded, header, lines_of_page

MOST_BYTES = 30 * 1024 * 1024
MOST_PARTS = 100
MOST_FILES = 10
LONGEST_TEXT = 3800
CUT = " […]"
ADDRESS = re.compile(r"^[^\s@<>\"']{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


class _AsWritten(Compat32):
    """Headers as they were written, bare bytes too: the library would put a mark in place of each."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


class CannotReadMail(ValueError):
    """The bytes are no message: a stable `rule` (`mail-too-large`, `mail-unreadable`, `sender-missing`)."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


@dataclass(frozen=True)
class MailFile:
    """A file of a message, as it came; whether it can be kept is for whoever keeps files."""

    name: str
    content: bytes


@dataclass(frozen=True)
class RequestMail:
    """
    A message.

    key         : by which the same message is known again: of its Message-ID and sender, else of its bytes
    received_at : when the last server took it, None when it does not say; the sender's own date is not asked
    text        : the words, cut where they are too long; `is_cut` says so
    machine     : the sign by which it is no person's message, see `machine_sign`; empty for a person's
    left_out    : names of files beyond the most that are taken
    """

    key: str
    sender: str
    sender_name: str
    subject: str
    text: str
    is_cut: bool
    received_at: datetime | None
    files: tuple[MailFile, ...]
    left_out: tuple[str, ...]
    machine: str


def parse_request_mail(content: bytes, *, own_addresses: Collection[str] = ()) -> RequestMail:
    """
    Read a message.

    own_addresses : the company's own, in small letters; what comes from them is no request
    raises        : CannotReadMail
    """
    message = _message(content)
    name, address = parseaddr(_flat(message.get("From") or message.get("Sender")))
    address = header(address)
    if not ADDRESS.match(address):
        raise CannotReadMail(
            "sender-missing", f"'{address[:60]}' in From is no address that can be answered."
        )
    words, files = _content(message)
    kept = files[:MOST_FILES]
    return RequestMail(
        key=_key(message, address, content),
        sender=address,
        sender_name=header(name)[:200],
        subject=header(message.get("Subject"))[:300],
        text=words if len(words) <= LONGEST_TEXT else words[:LONGEST_TEXT] + CUT,
        is_cut=len(words) > LONGEST_TEXT,
        received_at=_received_at(message),
        files=kept,
        left_out=tuple(one.name for one in files[MOST_FILES:]),
        machine=machine_sign(message, sender=address, own_addresses=own_addresses),
    )


def _message(content: bytes) -> Message:
    if len(content) > MOST_BYTES:
        text = f"{len(content):,} bytes; at most {MOST_BYTES:,} are read."
        raise CannotReadMail("mail-too-large", text)
    try:
        message = BytesParser(policy=_AsWritten()).parsebytes(content)
    except (RecursionError, ValueError, LookupError, AttributeError) as reason:
        raise CannotReadMail(
            "mail-unreadable", f"The parts of the message cannot be told: {reason}"
        ) from reason
    if not message.keys():
        raise CannotReadMail("mail-unreadable", "No header was found; expected a message of RFC 5322.")
    return message


def _flat(value: object) -> str:
    """A header on one line: what stands behind a line break is no header of its own."""
    return " ".join(str(value or "").split())


def _content(message: Message) -> tuple[str, tuple[MailFile, ...]]:
    """The words of the plain parts, else of the pages; and the files in their order."""
    plain: list[str] = []
    pages: list[str] = []
    files: list[MailFile] = []
    for place, part in enumerate(_parts(message)):
        kind = part.get_content_type()
        payload = _payload(part)
        if kind in ("text/plain", "text/html") and not _is_file(part):
            text = decoded(payload, charset=part.get_content_charset())
            (plain if kind == "text/plain" else pages).append(text)
        elif payload:
            files.append(MailFile(_name(part, place), payload))
    words = "\n".join(plain) if any(one.strip() for one in plain) else "\n".join(map(lines_of_page, pages))
    return words.strip(), tuple(files)


def _parts(message: Message) -> Iterator[Message]:
    """Leaves of a message, not those of messages within it; at most so many."""
    waiting, count = [message], 0
    while waiting and count < MOST_PARTS:
        part = waiting.pop(0)
        below = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(below, list):
            waiting = [one for one in below if isinstance(one, Message)] + waiting
        else:
            count += 1
            yield part


def _payload(part: Message) -> bytes:
    """The bytes of a part; a message within the message as it was written."""
    if part.get_content_maintype() == "message":
        below = part.get_payload()
        inner = below[0] if isinstance(below, list) and below else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return found if isinstance(found, bytes) else b""


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _name(part: Message, place: int) -> str:
    ending = ENDINGS.get(part.get_content_type(), "bin")
    return header(part.get_filename() or "")[:120] or f"part-{place + 1}.{ending}"


def _key(message: Message, sender: str, content: bytes) -> str:
    """Known by its Message-ID, which stays when a message is delivered twice; without one, by its bytes."""
    named = _flat(message.get("Message-ID")).encode("utf-8", "surrogateescape")
    what = named + b"\0" + sender.lower().encode() if named else content
    return hashlib.sha256(what).hexdigest()


def _received_at(message: Message) -> datetime | None:
    """The moment in the topmost Received: our own server wrote it, below it anybody may have written."""
    lines = message.get_all("Received") or ()
    text = _flat(lines[0]).rpartition(";")[2].strip() if lines else ""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
