"""
Looks for households that nobody nominated, and keeps what the committees say of them. A lead decides nothing.

Signs of arrears and damage are recorded from a named source; use of electricity is read where it stands. A
search adds who is new and changes nothing that was found before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from donghanh.apps.customers import bridge as customers
from donghanh.apps.organisation.operations import record_act, record_reading
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.programmes.bridge.leads import leads_frame
from donghanh.apps.programmes.models import Campaign, HouseholdSign, Lead, LeadAnswer, LeadRun
from donghanh.apps.programmes.models.leads import ANSWERS, RECORDED_SIGNS
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.permissions import check_act, may_see_benefit
from donghanh.apps.programmes.queries.leads import LeadPage, leads
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.household_signs import read_signs

SEARCHERS = ("business", "office", "unit_head", "unit_officer")
ANSWERERS = ("partner_officer", "unit_officer", "unit_head", "business", "office")


class CannotRecordSign(Refused):
    """The sign is not one that can be recorded as it is."""


class CannotAnswerLead(Refused):
    """The answer is not one that can be given."""


@dataclass(frozen=True)
class Recorded:
    """A sign as somebody hands it in: of which customer, what, on which day."""

    customer_code: str
    sign: str
    on: date


@transaction.atomic
def record_signs(*, actor: Actor, signs: Iterable[Recorded], source: str, at: datetime) -> int:
    """
    Record signs from a named source, all or none; answers how many were new.

    signs  : arrears, storm_damage; of customers that the actor sees
    source : where they come from: a list, a report, with its day
    raises : Forbidden; CannotRecordSign `source-missing`, `sign-unknown`, `day-to-come`, `customer-unknown`,
             with the row [from 1]
    """
    check_role(actor=actor, roles=SEARCHERS, act="record_signs")
    given = list(signs)
    if not source.strip():
        raise CannotRecordSign("source-missing", "Where do the signs come from? Name the list and its day.")
    units = _units_of({one.customer_code for one in given})
    for row, one in enumerate(given, start=1):
        _check_sign(actor=actor, row=row, one=one, unit=units.get(one.customer_code), at=at)
    before = HouseholdSign.objects.count()
    HouseholdSign.objects.bulk_create(
        (
            HouseholdSign(
                customer_code=one.customer_code, unit_id=units[one.customer_code], sign=one.sign, on=one.on,
                source=source.strip(), by_id=actor.staff_id, product_at=at,
            )
            for one in given
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    new = HouseholdSign.objects.count() - before
    told = {"source": source.strip(), "rows": len(given), "new": new}
    record_act(actor=actor, act="leads.record_signs", subject="household_signs", facts=told, at=at)
    return new


@transaction.atomic
def find_missed(*, actor: Actor, campaign_code: str, at: datetime) -> int:
    """
    Search the company's households by the signs in force, and keep who is new; answers the search's number.

    raises : Forbidden; NotFound; NoSignRule, when the lawbook names no signs for the day
    """
    check_role(actor=actor, roles=("business", "office"), act="find_leads")
    campaign = Campaign.objects.select_for_update().filter(code=campaign_code).first()
    if campaign is None:
        raise NotFound("campaign", campaign_code)
    day = at.astimezone(COMPANY_ZONE).date()
    rule = read_signs(day=day)
    found = leads_frame(campaign=campaign, rule=rule, as_of=day)
    known = set(campaign.leads.values_list("customer_code", flat=True))
    new = [row for row in found.iter_rows(named=True) if row["code"] not in known]
    run = LeadRun.objects.create(
        campaign=campaign,
        number=(campaign.lead_runs.aggregate(last=Max("number"))["last"] or 0) + 1,
        as_of=day,
        rule_digest=rule.digest,
        digest=digest_of_rows([_plain(row) for row in new]),
        row_count=len(new),
        by_id=actor.staff_id,
        product_at=at,
    )
    Lead.objects.bulk_create((_lead(run, row) for row in new), batch_size=2000)
    told = {"run": run.number, "found": found.height, "new": len(new), "digest": run.digest}
    record_act(actor=actor, act="leads.find", subject=f"leads:{campaign_code}", facts=told, at=at)
    return run.number


@transaction.atomic
def answer_lead(*, actor: Actor, number: int, answer: str, why: str = "", at: datetime) -> None:
    """
    Keep what the committee says of a household; a later answer counts instead, the earlier one stays.

    raises : NotFound, also out of sight; Forbidden; CannotAnswerLead `answer-unknown`, `reason-missing`
    """
    lead = Lead.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if lead is None or not may_see_benefit(
        actor=actor, unit_code=lead.unit_id, commune_code=lead.commune_code
    ):
        raise NotFound("lead", number)
    staff_id = check_act(actor=actor)
    check_role(actor=actor, roles=ANSWERERS, act="answer_lead")
    if answer not in ANSWERS:
        expected = ", ".join(ANSWERS)
        raise CannotAnswerLead("answer-unknown", f"'{answer}' is none of {expected}.", answer=answer)
    if answer != "will_nominate" and not why.strip():
        raise CannotAnswerLead("reason-missing", f"'{answer}' needs a written reason.", answer=answer)
    LeadAnswer.objects.create(lead=lead, answer=answer, why=why.strip(), by_id=staff_id, product_at=at)
    told = {"answer": answer, "why": why.strip()}
    record_act(actor=actor, act="leads.answer", subject=f"lead:{number}", facts=told, at=at)


@transaction.atomic
def read_leads(
    *, actor: Actor, campaign_code: str, at: datetime, standing: str = "", unit_code: str = "",
    commune_code: str = "", page: int = 1,
) -> LeadPage:  # fmt: skip
    """Give a page of leads in sight, with names and addresses, and record that they were read."""
    found = leads(
        actor=actor, campaign_code=campaign_code, standing=standing, unit_code=unit_code,
        commune_code=commune_code, page=page,
    )  # fmt: skip
    if found.lines:
        subject = f"leads:{campaign_code} ({len(found.lines)} rows)"
        record_reading(actor=actor, what="leads", subject=subject, at=at)
    return found


def _check_sign(*, actor: Actor, row: int, one: Recorded, unit: str | None, at: datetime) -> None:
    today = at.astimezone(COMPANY_ZONE).date()
    facts = {**asdict(one), "on": one.on.isoformat(), "row": row}
    if one.sign not in RECORDED_SIGNS:
        raise CannotRecordSign(
            "sign-unknown", f"Row {row}: '{one.sign}' is none of {', '.join(RECORDED_SIGNS)}.", **facts
        )
    if one.on > today:
        raise CannotRecordSign(
            "day-to-come", f"Row {row}: {one.on:%d/%m/%Y} has not come; today is {today:%d/%m/%Y}.", **facts
        )
    if unit is None or not (actor.sees_all or unit in (actor.unit_codes or ())):
        raise CannotRecordSign(
            "customer-unknown",
            f"Row {row}: there is no customer '{one.customer_code}' in your view.",
            **facts,
        )


def _units_of(codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    frame = customers.customers_frame(codes=sorted(codes), columns=("code", "unit_code"))
    return dict(frame.select("code", "unit_code").iter_rows())


def _lead(run: LeadRun, row: dict[str, Any]) -> Lead:
    plain = _plain(row)
    return Lead(
        campaign_id=run.campaign_id, run=run, customer_code=row["code"], unit_id=row["unit_code"],
        commune_code=row["commune_code"], weight=row["weight"], signs=row["signs"],
        facts={name: plain[name] for name in ("use_kwh", "recorded_on", "near_code")},
    )  # fmt: skip


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "recorded_on": row["recorded_on"] and row["recorded_on"].isoformat()}
