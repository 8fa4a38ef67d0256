"""
From when and until when something holds, as documents say it: `from:` and `until:`, half-open.

For every dated entry of the lawbook. `until: null` must be written: that no end is known is an
answer, a forgotten end is not. Entries that take turns (tariffs, serving units, years) are checked
for a day that nobody covers and for a day that two cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from donghanh.kernel.spans import NotASpan, Span, gaps, overlaps
from donghanh.lawbook.documents import At, Document, Problem


def span_of(entry: Mapping[str, Any]) -> Span[date]:
    """
    Read the days of an entry that has passed its check.

    >>> span_of({"from": date(2021, 12, 1), "until": date(2022, 2, 1)}).until
    datetime.date(2022, 2, 1)
    """
    return Span(entry["from"], entry["until"])


def check_span(*, document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    """Report `date-missing`, `not-a-day` and `span-empty` for the days of one entry."""
    for key in ("from", "until"):
        if key not in entry or (key == "from" and entry[key] is None):
            text = f"`{key}` is missing; write a day, or `until: null` while no end is known."
            yield document.problem("date-missing", text, *at)
        elif entry[key] is not None and not _is_day(entry[key]):
            text = f"`{key}` is {entry[key]!r}; expected a day, 2021-12-01."
            yield document.problem("not-a-day", text, *at, key)
    if readable_span(entry) is None and all(_is_day(entry.get(key)) for key in ("from", "until")):
        text = f"from {entry['from']} until {entry['until']} is empty; `until` is the first day outside."
        yield document.problem("span-empty", text, *at)


def check_turns(*, turns: Iterable[tuple[Document, At, Mapping[str, Any]]], what: str) -> Iterator[Problem]:
    """
    Report days that no entry covers (`gap`) and days that two entries cover (`overlap`).

    turns : the entries that take turns, each with its document and the way to it; those whose days
            cannot be read are left to `check_span`
    what  : what they are about, for the sentence: "the unit of commune 13708"
    """
    dated = [(readable_span(entry), document, at) for document, at, entry in turns]
    said = {span: (document, at) for span, document, at in dated if span is not None}
    spans = [span for span, _, _ in dated if span is not None]
    for gap in gaps(spans):
        document, at = next(place for span, place in said.items() if span.start == gap.until)
        text = f"{what}: nothing holds from {gap.start} until {gap.until}; let the entry before end later."
        yield document.problem("gap", text, *at)
    for span in overlaps(spans):
        document, at = said[span]
        text = f"{what}: another entry still holds on {span.start}; let it end on that day."
        yield document.problem("overlap", text, *at)


def readable_span(entry: Mapping[str, Any]) -> Span[date] | None:
    """Read the days of an entry, or answer None when they make no stretch."""
    start, until = entry.get("from"), entry.get("until")
    if not _is_day(start) or not (until is None or _is_day(until)):
        return None
    try:
        return Span(start, until)
    except NotASpan:
        return None


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
