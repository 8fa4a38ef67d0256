"""Saying in which state an area is. Nothing is overwritten: a correction is a new row that points back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.models import AreaStatus, Commune
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import Actor, check_set_area_status
from donghanh.apps.organisation.queries.places import unit_of_commune

STATUSES = ("normal", "locked_down", "quarantined")


class CannotSetAreaStatus(Exception):
    """The state cannot be written; `rule` is a stable name, the text says what to do next."""

    def __init__(self, rule: str, sentence: str) -> None:
        self.rule = rule
        super().__init__(sentence)


def set_area_status(
    *,
    actor: Actor,
    commune_code: str,
    status: str,
    from_on: date,
    until_on: date | None,
    source: str,
    at: datetime,
    corrects: int | None = None,
) -> int:
    """
    Write the state of a commune from a day until (not including) another.

    status   : normal | locked_down | quarantined
    source   : who announced it: document and number
    corrects : the row of the same commune that this one replaces; each row is corrected once
    returns  : number of the new row
    raises   : Forbidden; CannotSetAreaStatus
    """
    unit_code = unit_of_commune(commune_code=commune_code, day=from_on)
    check_set_area_status(actor=actor, commune_code=commune_code, unit_code=unit_code)
    _check_words(commune_code, status, from_on, until_on, source)
    with transaction.atomic():
        Commune.objects.select_for_update().get(pk=commune_code)
        _check_correction(commune_code, corrects)
        row = AreaStatus.objects.create(
            commune_id=commune_code,
            status=status,
            from_on=from_on,
            until_on=until_on,
            source=source.strip(),
            corrects_id=corrects,
            recorded_by_id=actor.staff_id,
            product_at=at,
        )
        facts = {"status": status, "from_on": from_on, "until_on": until_on, "corrects": corrects}
        told = {name: str(value) if isinstance(value, date) else value for name, value in facts.items()}
        record_act(actor=actor, act="set_area_status", subject=f"commune:{commune_code}", facts=told, at=at)
    return int(row.pk)


def _check_words(commune_code: str, status: str, from_on: date, until_on: date | None, source: str) -> None:
    if not Commune.objects.filter(pk=commune_code).exists():
        raise CannotSetAreaStatus("unknown_commune", f"There is no commune {commune_code!r}.")
    if status not in STATUSES:
        raise CannotSetAreaStatus(
            "unknown_status", f"{status!r} is no state; expected one of {', '.join(STATUSES)}."
        )
    if until_on is not None and until_on <= from_on:
        raise CannotSetAreaStatus("ends_before", f"It would end on {until_on}, not after {from_on}.")
    if not source.strip():
        raise CannotSetAreaStatus("no_source", "Name the document that announced it.")


def _check_correction(commune_code: str, corrects: int | None) -> None:
    if corrects is None:
        return
    old = AreaStatus.objects.filter(pk=corrects, commune_id=commune_code).first()
    if old is None:
        raise CannotSetAreaStatus(
            "unknown_row", f"{commune_code} has no row {corrects} that could be corrected."
        )
    if AreaStatus.objects.filter(corrects_id=corrects).exists():
        raise CannotSetAreaStatus(
            "corrected_before", f"Row {corrects} was corrected before. Next: correct the row that did so."
        )
