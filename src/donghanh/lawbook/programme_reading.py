"""
From a document of a campaign that has passed its check to the values of `programme_values`.

For `programmes`. What an activity names elsewhere in the document (its way, pace and variation) is
put into its terms here, so that nobody has to look names up later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.documents import Document
from donghanh.lawbook.programme_values import (
    Activity,
    BudgetLine,
    KnownShare,
    Named,
    Programme,
    StackingRule,
    Template,
)
from donghanh.lawbook.sources import Source, sources_of


def values_of(document: Document) -> Template:
    """Read a document that has passed its check."""
    content = document.content
    return Template(
        code=content["code"],
        previous_code=content["previous"],
        name_vi=content["name"]["vi"],
        name_en=content["name"]["en"],
        motto_vi=content["motto"]["vi"],
        motto_en=content["motto"]["en"],
        from_on=content["span"]["from"],
        until_on=content["span"]["until"],
        programmes=tuple(Programme(said["code"], **_names(said)) for said in content["programmes"]),
        activities=tuple(_activity(document, said) for said in content["activities"]),
        budget=tuple(_budget_line(said) for said in content["budget"]),
        stacking=_stacking(document),
        digest=digest_of_rows([content]),
        content=content,
    )


def _activity(document: Document, said: Mapping[str, Any]) -> Activity:
    content, sources = document.content, sources_of(document)
    source = sources[said.get("source") or content["source"]]
    return Activity(
        code=said["code"],
        row=said["row"],
        programme_code=said["programme"],
        **_names(said),
        short_vi=said["short"]["vi"],
        short_en=said["short"]["en"],
        method=said["method"],
        target=said.get("target"),
        unit_of_measure_vi=said["unit_of_measure"]["vi"],
        unit_of_measure_en=said["unit_of_measure"]["en"],
        starts_on=said.get("starts_on") or content["span"]["from"],
        due_on=said.get("due_on") or last_day_of(content),
        shares=tuple(_share(share, sources, content["source"]) for share in (said.get("shares") or ())),
        terms=_terms(content, said)
        | {
            "stacking": [
                one.terms for one in _stacking(document) if said["code"] in (one.activity_code, one.with_code)
            ],
            "is_confirmed": source.is_confirmed,
        },
        source=source,
    )


def last_day_of(content: Mapping[str, Any]) -> date:
    """Answer the last day of a campaign; `until` is the first day outside."""
    return date.fromordinal(content["span"]["until"].toordinal() - 1)


def _stacking(document: Document) -> tuple[StackingRule, ...]:
    sources, source = sources_of(document), document.content["source"]
    return tuple(
        StackingRule(
            rule=said["rule"],
            activity_code=said["activity"],
            with_code=said["with"],
            says=said["says"],
            why_vi=said["why"]["vi"],
            why_en=said["why"]["en"],
            source=sources[said.get("source") or source],
        )
        for said in document.content.get("stacking") or ()
    )


def _share(said: Mapping[str, Any], sources: Mapping[str, Source], source: str) -> KnownShare:
    note = said.get("note") or {"vi": "", "en": ""}
    named = tuple(Named(one["name"], one["commune"], one["address"]) for one in (said.get("named") or ()))
    communes = [*(said.get("communes") or ()), *(one.commune_code for one in named)]
    return KnownShare(
        unit_code=said["unit"],
        amount=said["amount"],
        note_vi=note["vi"],
        note_en=note["en"],
        commune_codes=tuple(dict.fromkeys(communes)),
        named=named,
        source=sources[said.get("source") or source],
    )


def _terms(content: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Gather an activity's own rule and what it names (way, pace, variation), as plain values."""
    fed_by = said.get("fed_by") or {"vi": "", "en": ""}
    way = content["ways"].get(said.get("way"), {})
    gathered = {
        "measure": said.get("measure") or "",
        "fed_by_vi": fed_by["vi"],
        "fed_by_en": fed_by["en"],
        "starts_on": said.get("starts_on") or content["span"]["from"],
        "rule": said.get("rule") or {},
        "roles": said.get("roles") or {},
        "methods_of_work": said.get("methods_of_work") or [],
        "way": said.get("way") or "",
        "safety": _without_source(way),
        "pace": _without_source(content["paces"].get(said.get("pace"), {})),
        "variation": _without_source(content["variations"].get(said.get("variation"), {})),
        "shares_bind": bool(said.get("shares_bind")),
        "item": said.get("item") or "",
        "stock": said.get("stock") or "",
        "allocate": said.get("allocate") or {},
    }
    return {key: _plain(value) for key, value in gathered.items()}


def _budget_line(said: Mapping[str, Any]) -> BudgetLine:
    return BudgetLine(
        said["code"], said["activity"], **_names(said), amount_dong=said["amount_dong"], status=said["status"]
    )


def _names(said: Mapping[str, Any]) -> dict[str, str]:
    return {"name_vi": said["name"]["vi"], "name_en": said["name"]["en"]}


def _without_source(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "source"}


def _plain(value: Any) -> Any:
    """Write days as text, so that terms can be kept as JSON."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
