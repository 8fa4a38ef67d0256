"""
The rounds of price reductions: who is named, what is taken off, in which bill months: `data/reliefs/*.yaml`.

For rating, which reads what a group takes off; for `engines/reliefs`, which reads on what condition; and for
who enters a round. A group whose rate nobody has confirmed stands here with its reason and is not in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.engines.rating.law import LawSource
from donghanh.kernel.billing_tables import RELIEFS
from donghanh.lawbook.documents import DATA, Document, Problem, read_documents, readable_documents
from donghanh.lawbook.relief_checks import KIND, check, hundredths
from donghanh.lawbook.sources import Source, sources_of

__all__ = [
    "check",
    "check_documents",
    "condition_rows",
    "frame_of_documents",
    "read_relief_frame",
    "read_relief_groups",
    "relief_rows",
]

FOLDER = DATA / "reliefs"


@dataclass(frozen=True)
class ReliefGroup:
    """
    One group of customers whom a round names, and on what condition.

    relief       : "covid-4/households"
    from_month   : first day of the first bill month; `until_month` is the first one outside
    precedence   : of two groups that both name a customer the smaller one is given
    uses         : a use of the site that the customer must have in the month; empty when none is asked
    directive    : an order that must have held on `in_force_on` over the whole of a place of a level; or ""
    most_kwh     : consumption of the month up to which it is given, or null
    reason_vi    : why a group is not in force; empty for one that is
    doubt_vi     : what is not clear, to be shown wherever the group is; or empty
    source       : where it comes from
    """

    relief: str
    round: str
    round_vi: str
    round_en: str
    name_vi: str
    name_en: str
    categories: tuple[str, ...]
    from_month: date
    until_month: date
    effect: str
    percent_hundredths: int | None
    threshold_kwh: int | None
    percent_hundredths_above: int | None
    precedence: int
    uses: tuple[str, ...]
    directive: str
    in_force_on: date | None
    levels: tuple[str, ...]
    most_kwh: int | None
    is_enabled: bool
    reason_vi: str
    reason_en: str
    doubt_vi: str
    doubt_en: str
    source: Source


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the rounds; problems as `relief_checks.check` reports them."""
    documents, problems = readable_documents(folder=folder)
    return problems + check(documents)


@cache
def read_relief_groups(*, folder: Path = FOLDER) -> tuple[ReliefGroup, ...]:
    """
    Read the groups of all rounds with their conditions.

    raises : DocumentRefused

    >>> [group.relief for group in read_relief_groups() if not group.is_enabled]
    ['covid-5/enterprises']
    """
    return relief_groups(read_documents(folder=folder, kind=KIND))


def relief_groups(documents: Iterable[Document]) -> tuple[ReliefGroup, ...]:
    """Read the groups of documents that have passed their check."""
    return tuple(
        _group(document.content, said, sources_of(document))
        for document in documents
        for said in document.content["groups"]
    )


def read_relief_frame(*, folder: Path = FOLDER) -> tuple[pl.DataFrame, dict[str, LawSource]]:
    """
    Read what the groups take off, as rating wants it.

    returns : a frame of RELIEFS, one row for each group and category; the sources by the frame's keys
    raises  : DocumentRefused
    """
    return frame_of_documents(read_documents(folder=folder, kind=KIND))


def frame_of_documents(documents: Iterable[Document]) -> tuple[pl.DataFrame, dict[str, LawSource]]:
    """Read what the groups of documents that have passed their check take off, as `read_relief_frame`."""
    written = relief_rows(documents)
    frame = pl.DataFrame([row for row, _ in written], schema=RELIEFS.schema, orient="row")
    sources = {
        row["source"]: LawSource(source.text, source.clause, source.confidence, source.is_confirmed)
        for row, source in written
    }
    return frame, sources


def relief_rows(documents: Iterable[Document]) -> list[tuple[dict[str, Any], Source]]:
    """Write out the groups of documents that have passed their check, as rows of `billing_tables.RELIEFS`."""
    return [row for document in documents for row in _rows(document)]


def _rows(document: Document) -> Iterator[tuple[dict[str, Any], Source]]:
    sources, content = sources_of(document), document.content
    for said in content["groups"]:
        relief = f"{content['round']}/{said['group']}"
        row = {
            "relief": relief, "round": content["round"], "from_month": said["from"],
            "until_month": said["until"], "effect": said["effect"],
            "percent_hundredths": hundredths(said.get("percent")),
            "threshold_kwh": said.get("threshold_kwh"),
            "percent_hundredths_above": hundredths(said.get("percent_above")),
            "upto_tier": said.get("upto_tier"), "as_category": said.get("as_category"),
            "is_enabled": said.get("is_enabled", True), "source": f"reliefs/{relief}",
        }  # fmt: skip
        source = sources[said.get("source") or content["source"]]
        yield from (({**row, "category": category}, source) for category in said["categories"])


def _group(content: Mapping[str, Any], said: Mapping[str, Any], sources: Mapping[str, Source]) -> ReliefGroup:
    condition, reason, doubt = (said.get(key) or {} for key in ("condition", "reason", "doubt"))
    return ReliefGroup(
        relief=f"{content['round']}/{said['group']}",
        round=content["round"],
        round_vi=content["name"]["vi"],
        round_en=content["name"]["en"],
        name_vi=said["name"]["vi"],
        name_en=said["name"]["en"],
        categories=tuple(said["categories"]),
        from_month=said["from"],
        until_month=said["until"],
        effect=said["effect"],
        percent_hundredths=hundredths(said.get("percent")),
        threshold_kwh=said.get("threshold_kwh"),
        percent_hundredths_above=hundredths(said.get("percent_above")),
        precedence=said["precedence"],
        uses=tuple(condition.get("uses") or ()),
        directive=condition.get("directive") or "",
        in_force_on=condition.get("in_force_on"),
        levels=tuple(condition.get("whole") or ()),
        most_kwh=condition.get("most_kwh"),
        is_enabled=said.get("is_enabled", True),
        reason_vi=reason.get("vi", ""),
        reason_en=reason.get("en", ""),
        doubt_vi=doubt.get("vi", ""),
        doubt_en=doubt.get("en", ""),
        source=sources[said.get("source") or content["source"]],
    )


def condition_rows(groups: Iterable[ReliefGroup]) -> list[dict[str, Any]]:
    """Write out the conditions as rows of `engines.reliefs.GROUPS`, one for each group and price group."""
    return [
        {
            "relief": one.relief, "category": category, "from_month": one.from_month,
            "until_month": one.until_month, "precedence": one.precedence, "is_enabled": one.is_enabled,
            "uses": list(one.uses), "directive": one.directive, "in_force_on": one.in_force_on,
            "levels": list(one.levels), "most_kwh": one.most_kwh,
        }
        for one in groups
        for category in one.categories
    ]  # fmt: skip
