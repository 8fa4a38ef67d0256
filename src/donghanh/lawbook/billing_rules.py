"""
The rules of a bill that are no prices: tenants, quotas, odd-length periods, roundings (`data/billing_rules`).

For rating and for the explanation of a bill. A rule says from when it holds and what is taken; one that is
not in force says why and is read by nobody but people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from donghanh.kernel.billing_tables import QUOTA_ROUNDINGS
from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys, readable_documents
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "billing_rules"
TENANTS_TIER = "tenants_tier"
CHOICES: Mapping[str, tuple[Any, ...]] = {
    TENANTS_TIER: tuple(range(1, 10)),
    "quota_step_quarters": (1,),
    "quota_rounding": QUOTA_ROUNDINGS,
    "limit_days": ("days_of_previous_month",),
    "price_change": ("by_reading_else_by_days",),
    "vat_rounding": ("half_up",),
    "relief_rounding": ("half_up_before_vat",),
    "relief_threshold": ("per_household",),
}
"""What rating can do for each rule: another value needs another engine, not another document."""
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "rules": [
        {"rule": TEXT, "vi": TEXT, "en": TEXT, "source": TEXT, "reason": {"vi": TEXT, "en": TEXT}, ANY: FREE}
    ],
    "examples": [{ANY: FREE}],
    ANY: FREE,
}
KEYS = {"rule", "is", "source", "vi", "en"}


@dataclass(frozen=True)
class BillingRule:
    """
    One rule, in force or waiting.

    value      : what rating takes
    from_on    : first day, or null while it is not known
    is_enabled : false for one that waits; `reason_vi` and `reason_en` say for what
    """

    rule: str
    value: Any
    from_on: date | None
    until_on: date | None
    is_enabled: bool
    reason_vi: str
    reason_en: str
    vi: str
    en: str
    source: Source


def rules_of(documents: Iterable[Document]) -> tuple[BillingRule, ...]:
    """Read the rules of documents that have passed their check."""
    return tuple(
        _rule(said, sources_of(document)) for document in documents for said in document.content["rules"]
    )


def tenants_rows(documents: Iterable[Document]) -> list[tuple[dict[str, Any], Source]]:
    """Write out the tiers of undeclared tenants that are in force, as rows of `billing_tables.TENANTS`."""
    return [
        (
            {
                "from_on": one.from_on,
                "until_on": one.until_on,
                "tier": one.value,
                "source": f"rules/{one.rule}/{one.from_on}",
            },
            one.source,
        )
        for one in rules_of(documents)
        if one.rule == TENANTS_TIER and one.is_enabled
    ]


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the rules.

    returns : problems of shape, sources, keys, dates and words; `rule-without-reason`, `rule-missing`,
              `gap`, `overlap`
    """
    documents, problems = readable_documents(folder=folder)
    return problems + check(documents)


def check(documents: Iterable[Document]) -> list[Problem]:
    """Check documents that could be read: of the lawbook, or of a release that is being proposed."""
    problems: list[Problem] = []
    turns: dict[str, list[tuple[Document, At, Mapping[str, Any]]]] = {rule: [] for rule in CHOICES}
    last = None
    for document in documents:
        found, last = list(check_shape(document=document, shape=SHAPE)), document
        problems += found or [*check_sources(document), *_check(document)]
        for at, entry in () if found else document.entries("rules"):
            if entry.get("is_enabled") is not False and entry.get("rule") in turns:
                turns[entry["rule"]].append((document, at, entry))
    for rule, placed in turns.items():
        problems += check_turns(turns=placed, what=f"rule {rule}")
        if last and not any(entry.get("until") is None for _, _, entry in placed):
            problems.append(
                last.problem("rule-missing", f"no `{rule}` holds today; write one without end.", "rules")
            )
    return problems


def _check(document: Document) -> Iterator[Problem]:
    for at, entry in document.entries("rules"):
        allowed = {"from", "until", "is_enabled", "reason"}
        yield from check_keys(document=document, at=at, entry=entry, needed=KEYS, allowed=allowed)
        if entry.get("rule") not in CHOICES:
            yield unknown_word(document, "rule", entry.get("rule"), tuple(CHOICES), *at, "rule")
        elif entry.get("is") not in CHOICES[entry["rule"]]:
            known = tuple(map(str, CHOICES[entry["rule"]]))
            yield unknown_word(document, "is", entry.get("is"), known, *at, "is")
        if entry.get("is_enabled") is not False:
            yield from check_span(document=document, at=at, entry=entry)
        elif not entry.get("reason"):
            text = "a rule that is not in force says why; write `reason:` with vi and en."
            yield document.problem("rule-without-reason", text, *at)


def _rule(said: Mapping[str, Any], sources: Mapping[str, Source]) -> BillingRule:
    reason = said.get("reason") or {}
    return BillingRule(
        rule=said["rule"],
        value=said["is"],
        from_on=said["from"],
        until_on=said["until"],
        is_enabled=said.get("is_enabled", True),
        reason_vi=reason.get("vi", ""),
        reason_en=reason.get("en", ""),
        vi=said["vi"],
        en=said["en"],
        source=sources[said["source"]],
    )
