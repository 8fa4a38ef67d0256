"""
Questions about money: the entries of costs in sight, and what each activity and unit has spent of its budget.

The company sees all costs, a unit's head and officers their own unit's. An entry that was corrected stays in
the list and counts no more. Where nothing was entered the sum is None: not known, never zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from donghanh.apps.evidence.queries import EvidenceCard, evidence_counts, evidence_of
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Campaign, CostEntry
from donghanh.apps.programmes.permissions import units_whose_costs
from donghanh.apps.programmes.queries.frames import ZONE
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.apps.programmes.refusals import NotFound
from donghanh.kernel.digests import digest_of_rows
from donghanh.kernel.money import round_ratio
from donghanh.lawbook.programmes import parse_template


@dataclass(frozen=True)
class CostCard:
    """An entry as lists show it. corrected_by : the entry that replaced it; then it counts no more"""

    number: int
    activity_code: str
    activity_vi: str
    activity_en: str
    unit_code: str
    budget_line: str
    amount_dong: int
    vat_dong: int
    document_number: str
    document_on: date
    what: str
    why: str
    corrects: int | None
    corrected_by: int | None
    file_count: int
    by: str
    at: datetime

    @property
    def counts(self) -> bool:
        return self.corrected_by is None


@dataclass(frozen=True)
class BudgetLine:
    """A line of the template's budget; amount None: nobody has confirmed one."""

    code: str
    activity_code: str
    name_vi: str
    name_en: str
    amount_dong: int | None


def cost_entries(
    *, actor: Actor, campaign_code: str, activity_code: str = "", limit: int = 500
) -> tuple[CostCard, ...]:
    """The entries in sight, newest first. raises : NotFound, when there is no such campaign"""
    campaign = campaign_named(campaign_code)
    rows = _seen(actor).filter(activity__campaign=campaign).select_related("activity", "by", "corrected_by")
    if activity_code:
        rows = rows.filter(activity__code=activity_code)
    found = list(rows.order_by("-id")[:limit])
    files = evidence_counts(subjects=[f"cost:{row.pk}" for row in found])
    return tuple(_card(row, files.get((f"cost:{row.pk}", "receipt"), 0)) for row in found)


def cost_entry(*, actor: Actor, number: int) -> CostCard:
    """One entry. raises : NotFound, also for one out of sight"""
    row = cost_row(actor=actor, number=number)
    files = evidence_counts(subjects=[f"cost:{row.pk}"])
    return _card(row, files.get((f"cost:{row.pk}", "receipt"), 0))


def cost_files(*, actor: Actor, number: int) -> tuple[EvidenceCard, ...]:
    """The documents of an entry. raises : NotFound"""
    cost_row(actor=actor, number=number)
    return evidence_of(actor=actor, subject=f"cost:{number}")


def cost_row(*, actor: Actor, number: int) -> CostEntry:
    """The row of an entry in sight; within this app only. raises : NotFound"""
    rows = _seen(actor).select_related("activity__campaign", "by", "corrected_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("cost", number)
    return found


def may_see_cost(actor: Actor, number: str) -> bool:
    """Whether the actor sees an entry; the rule behind its evidence."""
    return number.isascii() and number.isdigit() and _seen(actor).filter(pk=int(number)).exists()


def budget_of(*, campaign_code: str) -> tuple[BudgetLine, ...]:
    """The budget of the campaign's template. raises : NotFound"""
    return _budget(campaign_named(campaign_code))


def money_facts(
    *, actor: Actor, campaign: Campaign, day: date, programmes: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """
    The money of a report as of the end of a day, for what is in sight.

    programmes : of the report's facts; their activities and units give names and what was delivered
    returns    : budget_dong, spent_dong, entry_count, digest, activities [with lines and units]; amounts are
                 whole đồng with VAT included, None where not known; cost_per_dong is spent over delivered,
                 rounded to whole đồng, where both are known
    """
    rows = _counted(actor, campaign, day)
    by_activity: dict[str, list[CostEntry]] = defaultdict(list)
    for row in rows:
        by_activity[row.activity.code].append(row)
    lines = _budget(campaign) if actor.sees_all else ()
    told = [
        _activity(
            one, by_activity[one["code"]], [line for line in lines if line.activity_code == one["code"]]
        )
        for programme in programmes
        for one in programme["activities"]
        if one["method"] != "measure"
    ]
    return {
        "budget_dong": _sum_if_all([one["budget_dong"] for one in told]),
        "spent_dong": _spent(rows),
        "entry_count": len(rows),
        "digest": _digest(rows),
        "activities": told,
    }


def _seen(actor: Actor) -> QuerySet[CostEntry]:
    units = units_whose_costs(actor=actor)
    return CostEntry.objects.all() if units is None else CostEntry.objects.filter(unit_id__in=units)


def _counted(actor: Actor, campaign: Campaign, day: date) -> list[CostEntry]:
    """The entries up to the end of a day that no entry up to then has corrected."""
    rows = _seen(actor).filter(Q(activity__campaign=campaign)).select_related("activity").order_by("id")
    known = [row for row in rows if row.product_at.astimezone(ZONE).date() <= day]
    replaced = {row.corrects_id for row in known}
    return [row for row in known if row.pk not in replaced]


def _activity(line: Mapping[str, Any], rows: list[CostEntry], lines: list[BudgetLine]) -> dict[str, Any]:
    by_unit: dict[str, list[CostEntry]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id or ""].append(row)
    delivered = {one["unit_code"]: one["delivered"] for one in line["units"]}
    names = {one["unit_code"]: one for one in line["units"]}
    return {
        "code": line["code"], "row": line["row"],
        "name_vi": line["short_vi"] or line["name_vi"], "name_en": line["short_en"] or line["name_en"],
        "measured_in_vi": line["measured_in_vi"], "measured_in_en": line["measured_in_en"],
        "budget_dong": _sum_if_all([one.amount_dong for one in lines]),
        "spent_dong": _spent(rows), "entry_count": len(rows), "delivered": line["delivered"],
        "cost_per_dong": _per(_spent(rows), line["delivered"]),
        "digest": _digest(rows),
        "units": [
            {
                "unit_code": code,
                "unit_name_vi": names.get(code, {}).get("unit_name_vi", "") or code,
                "unit_name_en": names.get(code, {}).get("unit_name_en", "") or code,
                "spent_dong": _spent(by_unit[code]), "entry_count": len(by_unit[code]),
                "delivered": delivered.get(code),
                "cost_per_dong": _per(_spent(by_unit[code]), delivered.get(code)),
            }
            for code in sorted(by_unit)
        ],
    }  # fmt: skip


def _spent(rows: list[CostEntry]) -> int | None:
    return sum(row.amount_dong for row in rows) if rows else None


def _per(spent: int | None, delivered: int | None) -> int | None:
    return round_ratio(numerator=spent, denominator=delivered) if spent and delivered else None


def _sum_if_all(amounts: list[int | None]) -> int | None:
    """The sum, where there is something and all of it is known."""
    known = [one for one in amounts if one is not None]
    return sum(known) if known and len(known) == len(amounts) else None


def _digest(rows: Iterable[CostEntry]) -> str:
    """Over number, activity, unit, line, amount, VAT, document, day of each entry that counts, by number."""
    return digest_of_rows(
        {
            "number": row.pk, "activity": row.activity.code, "unit": row.unit_id or "",
            "budget_line": row.budget_line, "amount_dong": row.amount_dong, "vat_dong": row.vat_dong,
            "document": row.document_number, "on": row.document_on,
        }
        for row in rows
    )  # fmt: skip


def _budget(campaign: Campaign) -> tuple[BudgetLine, ...]:
    return tuple(
        BudgetLine(one.code, one.activity_code, one.name_vi, one.name_en, one.amount_dong)
        for one in parse_template(text=campaign.template).budget
    )


def _card(row: CostEntry, file_count: int) -> CostCard:
    later = getattr(row, "corrected_by", None)
    return CostCard(
        number=row.pk,
        activity_code=row.activity.code,
        activity_vi=row.activity.short_vi or row.activity.name_vi,
        activity_en=row.activity.short_en or row.activity.name_en,
        unit_code=row.unit_id or "",
        budget_line=row.budget_line,
        amount_dong=row.amount_dong,
        vat_dong=row.vat_dong,
        document_number=row.document_number,
        document_on=row.document_on,
        what=row.what,
        why=row.why,
        corrects=row.corrects_id,
        corrected_by=later.pk if later else None,
        file_count=file_count,
        by=row.by.full_name,
        at=row.product_at,
    )
