"""
How messages to customers go out, by channel and kind: night rest, length, tries: `data/notice_rules`.

For whoever queues and sends them; moments and parts are reckoned by `engines.notices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.engines.notices.timing import QuietHours
from donghanh.kernel.spans import Span
from donghanh.lawbook.dated_books import DatedBook, Listing, NothingHolds, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "notice_rules"
KIND = "notice_rules"
CHANNELS = ("sms", "email")
SECONDS = {"minutes": 60, "hours": 3_600}
MOST_PARTS, LONGEST_PAUSE, MOST_USEFUL = 10, 7 * 86_400, 1_000
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LISTING = Listing(
    kind=KIND,
    shape={
        "channels": [TEXT], "kinds": [TEXT], "rests": {"from": TEXT, "until": TEXT}, "useful": {ANY: FREE},
        "pauses": [FREE],
    },
    needed=frozenset({"channels", "useful", "pauses"}),
    allowed=frozenset({"kinds", "rests", "with_accents", "most_parts"}),
)  # fmt: skip


@dataclass(frozen=True)
class NoticeRule:
    """
    How messages of these channels and kinds go out.

    kinds          : empty for every kind
    quiet          : None when they go out by night too
    most_parts     : of an SMS; a longer text is cut
    useful_seconds : after which an unsent message is not sent
    pauses_seconds : before the second, third, … try
    """

    code: str
    vi: str
    en: str
    channels: frozenset[str]
    kinds: frozenset[str]
    quiet: QuietHours | None
    with_accents: bool
    most_parts: int
    useful_seconds: int
    pauses_seconds: tuple[int, ...]
    span: Span[date]
    source: Source


@cache
def read_notice_rules(*, folder: Path = FOLDER) -> DatedBook[NoticeRule]:
    """
    Read the rules, in the order in which they are tried.

    raises : DocumentRefused
    """
    return DatedBook("rule of messages", read_entries(folder=folder, kind=KIND, read=_rule))


def notice_rule(*, channel: str, kind: str, day: date, folder: Path = FOLDER) -> NoticeRule:
    """
    Answer the rule for a message.

    raises : NothingHolds

    >>> notice_rule(channel="sms", kind="code", day=date(2021, 12, 20)).quiet is None
    True
    """
    book = read_notice_rules(folder=folder)
    for rule in book.on(day=day):
        if channel in rule.channels and (not rule.kinds or kind in rule.kinds):
            return rule
    raise NothingHolds(what=book.what, code=f"{channel}/{kind}", day=day, spans=())


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the rules.

    returns : problems of `check_entries`; `word-unknown`, `not-a-clock`, `not-whole`, `pauses-shrink`
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _rule(said: Said, source: Source, _: Document) -> NoticeRule:
    ((unit, amount),) = said["useful"].items()
    rests = said.get("rests")
    return NoticeRule(
        code=said["code"], vi=said["vi"], en=said["en"],
        channels=frozenset(said["channels"]), kinds=frozenset(said.get("kinds") or ()),
        quiet=QuietHours(_minute(rests["from"]), _minute(rests["until"])) if rests else None,
        with_accents=bool(said.get("with_accents", True)), most_parts=said.get("most_parts", 1),
        useful_seconds=amount * SECONDS[unit], pauses_seconds=tuple(said["pauses"]),
        span=span_of(said), source=source,
    )  # fmt: skip


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    for channel in said.get("channels") or ():
        if channel not in CHANNELS:
            yield unknown_word(document, "channels", channel, CHANNELS, *at, "channels")
    yield from _check_useful(document, at, said.get("useful"))
    for key, clock in (said.get("rests") or {}).items():
        if not CLOCK.fullmatch(str(clock)):
            yield document.problem(
                "not-a-clock", f"`{key}` is {clock!r}; expected a time such as 21:00.", *at, "rests"
            )
    if "most_parts" in said and not is_whole(said["most_parts"], most=MOST_PARTS):
        text = f"`most_parts` is {said['most_parts']!r}; expected a whole number up to {MOST_PARTS}."
        yield document.problem("not-whole", text, *at, "most_parts")
    yield from _check_pauses(document, at, said.get("pauses") or [])


def _check_useful(document: Document, at: At, useful: Any) -> Iterator[Problem]:
    said = list((useful or {}).items())
    units = ", ".join(SECONDS)
    if len(said) != 1 or said[0][0] not in SECONDS or not is_whole(said[0][1], most=MOST_USEFUL):
        text = f"`useful` is {useful!r}; expected one of {units} with a whole number up to {MOST_USEFUL}."
        yield document.problem("not-whole", text, *at, "useful")


def _check_pauses(document: Document, at: At, pauses: list[Any]) -> Iterator[Problem]:
    if not all(is_whole(pause, most=LONGEST_PAUSE) for pause in pauses):
        yield document.problem("not-whole", f"`pauses` is {pauses!r}; expected seconds.", *at, "pauses")
    elif pauses != sorted(pauses):
        yield document.problem("pauses-shrink", "each pause is at least the one before.", *at, "pauses")
