"""From an entry of `data/services`, once it has passed its check, to the values of `service_values`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import Document
from donghanh.lawbook.service_values import (
    Choice,
    Fee,
    FeeAmount,
    FormField,
    NeededDocument,
    OuterLimit,
    Service,
    Step,
)
from donghanh.lawbook.sources import Source, sources_of

Said = Mapping[str, Any]
NOTHING: Said = {"vi": "", "en": ""}


def services_of(document: Document) -> Iterator[Service]:
    """Read each term of each service of a document."""
    sources = sources_of(document)
    default = document.content["source"]
    for _, entry in document.entries("services"):
        for term in entry["terms"]:
            yield _service(entry, term, sources, default)


def _service(entry: Said, term: Said, sources: Mapping[str, Source], default: str) -> Service:
    case, note = entry.get("case") or NOTHING, term.get("note") or NOTHING
    return Service(
        code=entry["code"],
        regime=term["regime"],
        vi=entry["vi"],
        en=entry["en"],
        case_vi=case["vi"],
        case_en=case["en"],
        clock=clock_of(term["clock"]),
        starts=term["starts"],
        span=span_of(term),
        group=entry["group"],
        documents=tuple(_document(one) for one in entry.get("documents") or ()),
        fee=_fee(entry.get("fee"), sources, default),
        responsible=entry["responsible"],
        fields=tuple(_field(one) for one in entry.get("fields") or ()),
        steps=tuple(Step(one["code"], one["vi"], one["en"], one["by"]) for one in entry.get("steps") or ()),
        channels=tuple(entry.get("channels") or ()),
        pause_reasons=tuple(entry.get("pause_reasons") or ()),
        is_public=entry["is_public"],
        target_percent=term.get("target_percent"),
        source=sources[term.get("source", default)],
        details_source=sources[entry.get("source", default)],
        takes_cases=entry["takes_cases"],
        counts=term.get("counts", "after"),
        outer=_outer(term.get("outer"), sources, default),
        note_vi=note["vi"],
        note_en=note["en"],
        digest=digest_of_rows([{**entry, "terms": [term]}]),
    )


def clock_of(said: Said) -> tuple[str, int]:
    """
    Read a clock: one kind and its amount.

    >>> clock_of({"working_days": 3})
    ('working_days', 3)
    """
    ((kind, amount),) = said.items()
    return kind, amount


def _document(said: Said) -> NeededDocument:
    return NeededDocument(said["code"], said["vi"], said["en"], said["required"])


def _field(said: Said) -> FormField:
    hint = said.get("hint") or NOTHING
    return FormField(
        code=said["code"],
        kind=said["kind"],
        vi=said["vi"],
        en=said["en"],
        is_required=said["required"],
        choices=tuple(Choice(one["code"], one["vi"], one["en"]) for one in said.get("choices") or ()),
        unit=said.get("unit", ""),
        hint_vi=hint["vi"],
        hint_en=hint["en"],
    )


def _fee(said: Said | None, sources: Mapping[str, Source], default: str) -> Fee | None:
    if said is None:
        return None
    amounts = (
        FeeAmount(one["vi"], one["en"], one["amount_dong"], one.get("most_dong"))
        for one in said.get("amounts") or ()
    )
    return Fee(said["vi"], said["en"], said["free"], tuple(amounts), sources[said.get("source", default)])


def _outer(said: Said | None, sources: Mapping[str, Source], default: str) -> OuterLimit | None:
    if said is None:
        return None
    return OuterLimit(clock_of(said["clock"]), said["service"], sources[said.get("source", default)])
