"""
What must hold of the documents of communes.

For `places`, which reads them: codes stand once, a name begins with its kind, and on each of its days
a commune is served by exactly one unit, which stands in the documents of units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from donghanh.kernel.identifiers import COMMUNE_CODE
from donghanh.kernel.spans import Span
from donghanh.lawbook.dates import check_span, check_turns, readable_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys, repeated_values

Entry = Mapping[str, Any]


def check_communes(
    documents: Sequence[Document], *, units: Mapping[str, Span[Any] | None], kinds: Sequence[str]
) -> list[Problem]:
    """
    Check the documents of kind `communes`.

    units   : the days of each unit, by code; None when its days cannot be read
    kinds   : the words with which the name of a commune may begin
    returns : problems of keys and days, and `code-repeated`, `commune-code`, `commune-name`,
              `unit-unknown`, `unit-not-standing`, `service-too-short`, `gap`, `overlap`
    """
    placed = [(document, at, entry) for document in documents for at, entry in document.entries("communes")]
    problems = [problem for document in documents for problem in _check_header(document)]
    for document, at, entry in placed:
        problems += _check_commune(document, at, entry, kinds)
        problems += _check_turns(document, at, entry)
    for document in documents:
        for at, service in _services(document):
            problems += _check_service(document, at, service, units)
    problems += repeated_values(placed=placed, value_of=lambda entry: entry.get("code"), rule="code-repeated")
    return problems


def _check_header(document: Document) -> Iterator[Problem]:
    content = document.content
    needed = {"kind", "source", "sources", "span", "district", "served_by", "communes"}
    yield from check_keys(document=document, at=(), entry=content, needed=needed, allowed=set())
    yield from check_span(document=document, at=("span",), entry=content.get("span") or {})
    district = content.get("district") or {}
    wanted = {"code", "vi", "en"}
    yield from check_keys(
        document=document, at=("district",), entry=district, needed=wanted, allowed={"source"}
    )


def _check_commune(document: Document, at: At, entry: Entry, kinds: Sequence[str]) -> Iterator[Problem]:
    allowed = {"span", "served_by", "source"}
    yield from check_keys(document=document, at=at, entry=entry, needed={"code", "name"}, allowed=allowed)
    if not COMMUNE_CODE.match(str(entry.get("code"))) or not isinstance(entry.get("code"), str):
        text = f'`code` is {entry.get("code")!r}; expected five digits between quotes, "13708".'
        yield document.problem("commune-code", text, *at)
    if not str(entry.get("name")).startswith(tuple(f"{kind} " for kind in kinds)):
        text = f"`name` is {entry.get('name')!r}; expected one that begins with {', '.join(kinds)}."
        yield document.problem("commune-name", text, *at)
    if "span" in entry:
        yield from check_span(document=document, at=(*at, "span"), entry=entry["span"])


def _services(document: Document) -> Iterator[tuple[At, Entry]]:
    """List who serves, where it is written: once for the district, and for each commune that differs."""
    yield from document.entries("served_by")
    for at, entry in document.entries("communes"):
        if "served_by" in entry:
            yield from document.entries(*at, "served_by")


def _check_service(
    document: Document, at: At, service: Entry, units: Mapping[str, Span[Any] | None]
) -> Iterator[Problem]:
    needed, allowed = {"unit", "from"}, {"until", "source"}
    yield from check_keys(document=document, at=at, entry=service, needed=needed, allowed=allowed)
    yield from check_span(document=document, at=at, entry=service)
    served, unit = readable_span(service), str(service.get("unit"))
    if unit not in units:
        yield document.problem("unit-unknown", f"unit `{unit}` is in no document of units; add it.", *at)
    elif served and units[unit] and not _covers(units[unit], served):
        text = f"unit `{unit}` does not stand on all days from {served.start} until {served.until}."
        yield document.problem("unit-not-standing", text, *at)


def _check_turns(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    """One unit on each day of the commune: no gap, no overlap, none missing at either end."""
    own = at if "served_by" in entry else ()
    services = document.entries(*own, "served_by")
    if own or at == ("communes", 0):  # the district's own list is looked at once, not for each commune
        turns = [(document, where, service) for where, service in services]
        yield from check_turns(turns=turns, what=f"the unit that serves {entry.get('name')}")
    spans = [span for _, service in services if (span := readable_span(service))]
    standing = readable_span(entry.get("span") or document.content.get("span") or {})
    if standing and spans and not _covers(_hull(spans), standing):
        text = f"nobody serves {entry.get('name')} on some days from {standing.start} until {standing.until}."
        yield document.problem("service-too-short", text, *at)


def _hull(spans: Sequence[Span[Any]]) -> Span[Any]:
    ends = [span.until for span in spans if span.until is not None]
    return Span(min(span.start for span in spans), max(ends) if len(ends) == len(spans) else None)


def _covers(outer: Span[Any] | None, inner: Span[Any]) -> bool:
    return outer is not None and outer.common(inner) == inner
