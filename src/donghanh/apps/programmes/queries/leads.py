"""
Questions about leads: whom a committee may look at and why, what it answered, and what came of it.

Committees see name, street and the signs in words; kilowatt-hours and debts stay with the company. The
telephone is shown to nobody here. Out of sight is as if it were not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from donghanh.apps.customers import bridge as customers
from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit, Lead, LeadAnswer, LeadRun
from donghanh.apps.programmes.queries.frames import in_sight

PAGE_SIZE = 50
OPEN, ANSWERED, NOMINATED = "open", "answered", "nominated"


@dataclass(frozen=True)
class LeadLine:
    """
    One household to look at.

    facts    : the measured facts of the signs; empty for a committee
    standing : open, answered, nominated
    """

    number: int
    customer_code: str
    name: str
    address: str
    commune_code: str
    commune: str
    unit_code: str
    weight: int
    signs: tuple[str, ...]
    facts: Mapping[str, object]
    found_on: date
    standing: str
    answer: str
    why: str
    answered_at: datetime | None
    reference: str


@dataclass(frozen=True)
class LeadPage:
    """Some leads, and how many there are in all."""

    lines: tuple[LeadLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class LeadOutcome:
    """Of how many leads with a sign what became; a lead with two signs counts for both. `sign` "" is all."""

    sign: str
    found: int
    answered: int
    will_nominate: int
    nominated: int
    approved: int


def leads(
    *, actor: Actor, campaign_code: str, commune_code: str = "", unit_code: str = "", standing: str = "",
    page: int = 1,
) -> LeadPage:  # fmt: skip
    """
    Households to look at, the heaviest signs first.

    standing : open, answered, nominated; empty for all
    """
    rows = _seen(actor=actor, campaign_code=campaign_code)
    if commune_code:
        rows = rows.filter(commune_code=commune_code)
    if unit_code:
        rows = rows.filter(unit_id=unit_code)
    rows = _at(rows, standing)
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = list(rows.select_related("run")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return LeadPage(_lines(actor, shown), total, page, pages)


def lead(*, actor: Actor, campaign_code: str, number: int) -> LeadLine | None:
    """One lead; None when there is none of that number in the actor's sight."""
    row = _seen(actor=actor, campaign_code=campaign_code).select_related("run").filter(pk=number).first()
    return _lines(actor, [row])[0] if row else None


def lead_outcomes(*, actor: Actor, campaign_code: str) -> tuple[LeadOutcome, ...]:
    """What became of the leads in sight, in all and by sign: how many were taken up is tracked here."""
    rows = list(_seen(actor=actor, campaign_code=campaign_code).values_list(
        "signs", "last_answer", "reference", "benefit_state"
    ))  # fmt: skip
    counts: dict[str, Counter[str]] = {"": Counter()}
    for signs, answer, reference, state in rows:
        for sign in ("", *signs):
            tally = counts.setdefault(sign, Counter())
            tally["found"] += 1
            tally["answered"] += bool(answer)
            tally["will_nominate"] += answer == "will_nominate"
            tally["nominated"] += bool(reference)
            tally["approved"] += state in PROMISED
    names = ("found", "answered", "will_nominate", "nominated", "approved")
    return tuple(LeadOutcome(sign, **{name: counts[sign][name] for name in names}) for sign in sorted(counts))


def last_search(*, campaign_code: str) -> tuple[int, date] | None:
    """Number and day of the last search; None before the first."""
    row = LeadRun.objects.filter(campaign__code=campaign_code).order_by("-number").first()
    return (row.number, row.as_of) if row else None


PROMISED = frozenset({"approved", "allotted", "scheduled", "delivered", "received", "feedback"})


def _seen(*, actor: Actor, campaign_code: str) -> QuerySet[Lead]:
    """Leads in sight with their last answer and the benefit that was named for the household since."""
    answers = LeadAnswer.objects.filter(lead=OuterRef("pk")).order_by("-id")
    named = Benefit.objects.filter(
        customer_code=OuterRef("customer_code"), activity__campaign=OuterRef("campaign")
    ).exclude(state="").order_by("id")  # fmt: skip
    return (
        Lead.objects.filter(in_sight(actor=actor), campaign__code=campaign_code)
        .annotate(
            last_answer=Subquery(answers.values("answer")[:1]),
            last_why=Subquery(answers.values("why")[:1]),
            last_at=Subquery(answers.values("product_at")[:1]),
            reference=Subquery(named.values("reference")[:1]),
            benefit_state=Subquery(named.values("state")[:1]),
        )
        .order_by("-weight", "customer_code")
    )


def _at(rows: QuerySet[Lead], standing: str) -> QuerySet[Lead]:
    if standing == NOMINATED:
        return rows.filter(reference__isnull=False)
    if standing == ANSWERED:
        return rows.filter(reference__isnull=True, last_answer__isnull=False)
    if standing == OPEN:
        return rows.filter(reference__isnull=True, last_answer__isnull=True)
    return rows


def _lines(actor: Actor, rows: list[Lead]) -> tuple[LeadLine, ...]:
    codes = [row.customer_code for row in rows]
    found = customers.customers_frame(codes=codes, columns=("code", "name", "address")) if codes else None
    people = (
        {code: (name, address) for _, code, name, address in found.iter_rows()} if found is not None else {}
    )
    communes = organisation.commune_names()
    of_company = actor.sees_all or bool(actor.unit_codes)
    return tuple(_line(row, people, communes, of_company) for row in rows)


def _line(
    row: Lead, people: Mapping[str, tuple[str, str]], communes: Mapping[str, str], of_company: bool
) -> LeadLine:
    name, address = people.get(row.customer_code, ("", ""))
    reference = row.reference or ""  # type: ignore[attr-defined]
    answer = row.last_answer or ""  # type: ignore[attr-defined]
    return LeadLine(
        number=row.pk,
        customer_code=row.customer_code,
        name=name,
        address=masks.masked_address(address) if of_company else address,
        commune_code=row.commune_code,
        commune=communes.get(row.commune_code, ""),
        unit_code=row.unit_id,
        weight=row.weight,
        signs=tuple(row.signs),
        facts=dict(row.facts) if of_company else {},
        found_on=row.run.as_of,
        standing=NOMINATED if reference else ANSWERED if answer else OPEN,
        answer=answer,
        why=row.last_why or "",  # type: ignore[attr-defined]
        answered_at=row.last_at,  # type: ignore[attr-defined]
        reference=reference,
    )
