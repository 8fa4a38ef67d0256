"""Parts of a case's story as plain values: documents, answers, moves, hand-overs, pauses, breach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from donghanh.apps.customers.queries import masks
from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.requests.bridge import clocks, services
from donghanh.apps.requests.models import Breach, Case, CaseMessage, CaseMove, CasePause, Escalation, HandOver
from donghanh.apps.requests.permissions import customer_at
from donghanh.apps.requests.values import (
    AnswerRow,
    BreachRow,
    DocumentRow,
    EscalationRow,
    FieldRow,
    HandOverRow,
    LinkRow,
    MessageRow,
    MoveRow,
    PauseRow,
)

STREET = "open311"
COVERS = {"address": masks.masked_address, "phone": masks.masked_phone}
"""How answers of a form are covered, by the kind of their field."""


def documents_of(*, case: Case, there: Iterable[str]) -> tuple[DocumentRow, ...]:
    """The documents of the case's service; `there` names those that are kept."""
    kept = frozenset(there)
    return tuple(
        DocumentRow(one["code"], one["vi"], one["en"], one["is_required"], one["code"] in kept)
        for one in case.service["documents"]
    )


def documents_kept(*, case: Case) -> frozenset[str]:
    """Codes of the documents of which the case has a file."""
    seer = customer_at(unit_code=case.unit_id or "")
    kept = evidence_of(actor=seer, subject=f"request:{case.code}")
    return frozenset(str(card.facts.get("document", "")) for card in kept)


def fields_of(*, case: Case, in_full: bool) -> tuple[FieldRow, ...]:
    """
    The answers of the form, in the form's order; one of a service before stands last, under its code.

    in_full : places and telephones without cover, as the contact of the case. A place in the street, as
              Open311 reports it, is nobody's address
    """
    known = {one["code"]: one for one in case.service["fields"]}
    said = sorted(case.fields, key=lambda code: (code not in known, [*known, code].index(code)))
    covers = {} if in_full else COVERS
    if case.channel == STREET:
        covers = {kind: cover for kind, cover in covers.items() if kind != "address"}
    return tuple(_field(known.get(code), code, case.fields[code], covers) for code in said)


def answers_of(*, case: Case) -> tuple[AnswerRow, ...]:
    """What the customer was told, oldest first."""
    rows = case.answers.select_related("by")
    return tuple(AnswerRow(one.product_at, one.kind, one.text, one.template, _name(one.by)) for one in rows)


def moves_of(*, case: Case) -> tuple[MoveRow, ...]:
    """Every move, oldest first."""
    return tuple(_move(one) for one in case.moves.select_related("by"))


def hand_overs_of(*, case: Case) -> tuple[HandOverRow, ...]:
    """Every hand-over, oldest first."""
    rows = case.hand_overs.select_related("from_staff", "to_staff", "by")
    return tuple(_hand_over(one) for one in rows)


def pauses_of(*, case: Case, as_of: datetime) -> tuple[PauseRow, ...]:
    """Every pause, oldest first."""
    codes = list(case.service["pause_reasons"])
    words = {one.code: one for one in services.reasons_on(codes=codes, day=clocks.local_day(as_of))}
    return tuple(_pause(one, words, as_of) for one in case.pauses.select_related("end", "by"))


def breach_of(*, case: Case) -> BreachRow | None:
    """The breach, when one is recorded."""
    found = Breach.objects.filter(case=case).select_related("by").first()
    if found is None:
        return None
    cause = services.cause_words(code=found.cause, day=clocks.local_day(found.product_at))
    return BreachRow(
        found.due_at, found.cause, *cause, found.told, found.apology, _name(found.by), found.product_at
    )


def escalations_of(*, case: Case) -> tuple[EscalationRow, ...]:
    """Every warning, oldest first."""
    rows = Escalation.objects.filter(case=case).select_related("to_staff").order_by("id")
    return tuple(EscalationRow(one.product_at, one.rule, one.to_role, _name(one.to_staff)) for one in rows)


def messages_of(*, case: Case) -> tuple[MessageRow, ...]:
    """What the customer wrote upon the case, oldest first."""
    rows = case.messages.select_related("read__by")
    return tuple(_message(one) for one in rows)


def links_of(*, case: Case, seen: QuerySet[Case]) -> tuple[LinkRow, ...]:
    """Cases in sight whose code this one's letter quoted, and those whose letters quoted this one's."""
    forth = case.links.filter(other__in=seen).values_list("other__code", "rule")
    back = case.linked_from.filter(case__in=seen).values_list("case__code", "rule")
    return (
        *(LinkRow(code, rule, False) for code, rule in forth),
        *(LinkRow(code, rule, True) for code, rule in back),
    )


def _message(one: CaseMessage) -> MessageRow:
    read = getattr(one, "read", None)
    return MessageRow(
        one.pk, one.product_at, one.channel, one.subject, one.text, tuple(one.files),
        (_name(read.by) or "job") if read else "", read.product_at if read else None,
    )  # fmt: skip


def _field(
    known: dict[str, Any] | None, code: str, value: str, covers: Mapping[str, Callable[[str], str | None]]
) -> FieldRow:
    if known is None:
        return FieldRow(code, code, code, value, value)
    if known["kind"] in covers:
        value = covers[known["kind"]](str(value)) or ""
    choice = next((one for one in known["choices"] if one["code"] == value), None)
    told = (choice["vi"], choice["en"]) if choice else (value, value)
    return FieldRow(code, known["vi"], known["en"], *told)


def _move(one: CaseMove) -> MoveRow:
    by = one.by.full_name if one.by else one.as_role
    return MoveRow(
        one.product_at, one.move, one.from_state, one.to_state, by, one.as_role, one.why, one.facts
    )


def _hand_over(one: HandOver) -> HandOverRow:
    return HandOverRow(
        one.product_at, one.from_unit, one.from_desk, _name(one.from_staff), one.to_unit, one.to_desk,
        _name(one.to_staff), one.why, _name(one.by),
    )  # fmt: skip


def _pause(one: CasePause, words: dict[str, Any], as_of: datetime) -> PauseRow:
    said = words.get(one.reason)
    return PauseRow(
        one.pk, one.reason, said.vi if said else one.reason, said.en if said else one.reason, one.from_at,
        clocks.until_of(pause=one, as_of=as_of), one.ends_by_at, tuple(one.evidence), one.why, _name(one.by),
    )  # fmt: skip


def _name(person: Any) -> str:
    return person.full_name if person else ""
