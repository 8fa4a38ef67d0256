"""
Enters what an activity really cost, document by document, and corrects an entry by one that points back.

Amounts are whole đồng with VAT included, and say how much of it is VAT. A unit enters its own costs, the
company's departments any. The document itself is kept as evidence of the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.evidence.operations import CannotKeep, keep_evidence
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, CostEntry
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.permissions import check_spend
from donghanh.apps.programmes.queries.costs import cost_row
from donghanh.apps.programmes.refusals import CannotSpend, NotFound
from donghanh.lawbook.programmes import parse_template

MOST_DONG = 1_000_000_000_000


@dataclass(frozen=True)
class Document:
    """
    What was paid, as its document says.

    amount_dong : [đồng] VAT included; vat_dong : of it VAT, 0 where there is none
    file_name, file : the document itself, PDF or picture; without one the entry says that it has none
    """

    amount_dong: int
    vat_dong: int
    number: str
    on: date
    what: str = ""
    file_name: str = ""
    file: bytes = b""


@transaction.atomic
def enter_cost(
    *, actor: Actor, campaign_code: str, activity_code: str, unit_code: str, budget_line: str,
    document: Document, at: datetime,
) -> int:  # fmt: skip
    """
    Enter one paid document; answers the number of the entry.

    unit_code   : whose cost it is; "" for the company's own
    budget_line : code of one of the activity's budget lines; "" when none fits
    raises      : Forbidden; NotFound; CannotSpend (amounts, VAT, day to come, number missing, line or unit
                  unknown, entered already, file not fit)
    """
    staff_id = check_spend(actor=actor, unit_code=unit_code)
    activity = _locked(campaign_code=campaign_code, activity_code=activity_code)
    _check_document(document=document, at=at)
    _check_place(activity=activity, unit_code=unit_code, budget_line=budget_line, day=at.date())
    _check_new(activity=activity, unit_code=unit_code, budget_line=budget_line, document=document)
    row = CostEntry.objects.create(
        activity=activity, unit_id=unit_code or None, budget_line=budget_line, by_id=staff_id, product_at=at,
        **_values(document),
    )  # fmt: skip
    _keep_file(actor=actor, row=row, document=document, at=at)
    told = {"activity": activity_code, "unit": unit_code, **_told(document)}
    record_act(actor=actor, act="cost.enter", subject=f"cost:{row.pk}", facts=told, at=at)
    return int(row.pk)


@transaction.atomic
def correct_cost(*, actor: Actor, number: int, document: Document, why: str, at: datetime) -> int:
    """
    Put the right amount in place of an entry's, which counts no more; 0 đồng takes it out altogether.

    raises : as `enter_cost`; CannotSpend `reason-missing`, `corrected-already` with the entry that did
    """
    row = cost_row(actor=actor, number=number)
    staff_id = check_spend(actor=actor, unit_code=row.unit_id or "")
    _locked(campaign_code=row.activity.campaign.code, activity_code=row.activity.code)
    _check_document(document=document, at=at, may_be_nothing=True)
    if not why.strip():
        raise CannotSpend("reason-missing", "A correction needs a written reason.", number=number)
    later = CostEntry.objects.filter(corrects=row).values_list("pk", flat=True).first()
    if later is not None:
        raise CannotSpend(
            "corrected-already", f"Entry {number} was corrected by entry {later}. Correct that one.",
            number=number, later=later,
        )  # fmt: skip
    made = CostEntry.objects.create(
        activity=row.activity, unit_id=row.unit_id, budget_line=row.budget_line, corrects=row,
        why=why.strip(), by_id=staff_id, product_at=at, **_values(document),
    )  # fmt: skip
    _keep_file(actor=actor, row=made, document=document, at=at)
    told = {"corrects": number, "why": why.strip(), **_told(document)}
    record_act(actor=actor, act="cost.correct", subject=f"cost:{made.pk}", facts=told, at=at)
    return int(made.pk)


def _locked(*, campaign_code: str, activity_code: str) -> Activity:
    """The activity, entered by one at a time: a double click meets its first entry."""
    found = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(campaign__code=campaign_code, code=activity_code)
        .first()
    )
    if found is None:
        raise NotFound("activity", activity_code)
    return found


def _check_document(*, document: Document, at: datetime, may_be_nothing: bool = False) -> None:
    amount, vat = document.amount_dong, document.vat_dong
    if not (0 if may_be_nothing else 1) <= amount <= MOST_DONG:
        raise CannotSpend(
            "amount-not-possible", f"{amount} đồng cannot be a cost; write whole đồng above 0.", amount=amount
        )
    if not 0 <= vat <= amount:
        raise CannotSpend(
            "vat-not-possible", f"VAT of {vat} đồng is not within {amount} đồng.", vat=vat, amount=amount
        )
    if not document.number.strip():
        raise CannotSpend("document-number-missing", "A cost needs the number of its document.")
    if document.on > at.astimezone(COMPANY_ZONE).date():
        raise CannotSpend(
            "day-to-come", f"{document.on:%d/%m/%Y} has not come yet.", on=document.on.isoformat()
        )


def _check_place(*, activity: Activity, unit_code: str, budget_line: str, day: date) -> None:
    if activity.method == "measure":
        raise CannotSpend("activity-is-a-measure", f"'{activity.code}' is a measure; it has no costs.")
    lines = [
        one.code
        for one in parse_template(text=activity.campaign.template).budget
        if one.activity_code == activity.code
    ]
    if budget_line and budget_line not in lines:
        raise CannotSpend(
            "budget-line-unknown", f"'{budget_line}' is no budget line of it; there are {', '.join(lines)}.",
            line=budget_line, known=", ".join(lines),
        )  # fmt: skip
    if unit_code and unit_code not in {one.code for one in organisation.units_on(day=day)}:
        raise CannotSpend("unit-unknown", f"There is no unit '{unit_code}' on that day.", unit=unit_code)


def _check_new(*, activity: Activity, unit_code: str, budget_line: str, document: Document) -> None:
    same = CostEntry.objects.filter(
        activity=activity, unit_id=unit_code or None, budget_line=budget_line, corrects=None,
        document_number=document.number.strip(), document_on=document.on, amount_dong=document.amount_dong,
    ).values_list("pk", flat=True).first()  # fmt: skip
    if same is not None:
        raise CannotSpend(
            "entered-already", f"Document {document.number} stands in entry {same} already.",
            number=document.number, entry=same,
        )  # fmt: skip


def _values(document: Document) -> dict[str, object]:
    return {
        "amount_dong": document.amount_dong,
        "vat_dong": document.vat_dong,
        "document_number": document.number.strip(),
        "document_on": document.on,
        "what": document.what.strip(),
    }


def _told(document: Document) -> dict[str, object]:
    return {
        "amount_dong": document.amount_dong,
        "vat_dong": document.vat_dong,
        "document": document.number.strip(),
        "on": document.on.isoformat(),
    }


def _keep_file(*, actor: Actor, row: CostEntry, document: Document, at: datetime) -> None:
    if not document.file:
        return
    try:
        keep_evidence(
            actor=actor, subject=f"cost:{row.pk}", kind="receipt", name=document.file_name,
            content=document.file, at=at,
        )  # fmt: skip
    except CannotKeep as reason:
        raise CannotSpend("file-not-fit", str(reason), why=reason.rule) from reason
