"""Makes an inspection: told beforehand if planned, begun on its day, answered item by item, finished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Answer, Finding, Inspection
from donghanh.apps.conduct.operations.telling import concerned, tell, tell_planned
from donghanh.apps.conduct.operations.writing import (
    locked_inspection,
    move_finding,
    move_inspection,
    next_code,
)
from donghanh.apps.conduct.permissions import check_inspect, own_units
from donghanh.apps.conduct.queries.answers import latest_answers
from donghanh.apps.conduct.refusals import CannotInspect
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct import ANSWERS, missing_items

Given = Mapping[str, tuple[str, str]]
"""Item -> (answer, note)."""


@transaction.atomic
def notify_inspection(*, actor: Actor, code: str, at: datetime) -> None:
    """
    Let the office or person see a planned inspection and its day.

    raises : Forbidden, NotFound; CannotInspect `surprise-is-not-told`; Refused `not-from-this-state`
    """
    check_inspect(actor=actor)
    inspection = locked_inspection(actor=actor, code=code)
    if inspection.round.is_surprise:
        raise CannotInspect("surprise-is-not-told", f"{code} is a surprise: nobody is told before it begins.")
    tell_planned(actor=actor, inspection=inspection, at=at)
    record_act(actor=actor, act="conduct.notify", subject=f"conduct:{code}", facts={}, at=at)


@transaction.atomic
def begin_inspection(*, actor: Actor, code: str, at: datetime, why: str = "") -> None:
    """
    Begin an inspection with the checklist of its day; from now on those concerned see it.

    why    : needed on another day than the one that was drawn, and for a planned one not told in time
    raises : Forbidden, NotFound; CannotInspect `own-inspection`, `own-unit`, `another-day`, `not-told`,
             `no-checklist`; Refused
    """
    check_inspect(actor=actor)
    inspection = locked_inspection(actor=actor, code=code)
    day = bridge.company_day(at=at)
    checklist = bridge.checklist_for(place=inspection.kind, on=day)
    if checklist is None:
        raise CannotInspect("no-checklist", f"No checklist for a {inspection.kind} holds on {day}.")
    if actor.staff_id is not None and actor.staff_id == inspection.staff_id:
        raise CannotInspect("own-inspection", f"{code} is of the person who acts. Another inspects.")
    if inspection.unit_id in own_units(actor=actor):
        raise CannotInspect("own-unit", f"{code} is of the unit of who acts. Another inspects.")
    if not inspection.round.is_surprise and not _was_told(inspection) and not why.strip():
        raise CannotInspect(
            "not-told", f"{code} is planned and its unit was not told. Tell it, or say why not."
        )
    if day != inspection.day and not why.strip():
        raise CannotInspect(
            "another-day",
            f"{code} was drawn for {inspection.day:%d/%m/%Y}. Say why it is made on {day:%d/%m/%Y}.",
            drawn=inspection.day.isoformat(),
            day=day.isoformat(),
        )
    inspection.checklist, inspection.frozen = checklist.code, bridge.frozen(checklist=checklist)
    inspection.inspector_id, inspection.begun_at = actor.staff_id, at
    move_inspection(actor=actor, inspection=inspection, move="begin", at=at, why=why)
    told = {"checklist": checklist.code, "digest": checklist.digest, "why": why.strip()}
    record_act(actor=actor, act="conduct.begin", subject=f"conduct:{code}", facts=told, at=at)


@transaction.atomic
def answer_items(*, actor: Actor, code: str, answers: Given, at: datetime) -> None:
    """
    Write answers down; what is said of an item later takes the place of what was said before.

    answers : item -> (met, not_met or not_applicable; note); a note is needed where an item is not met
    raises  : Forbidden, NotFound; CannotInspect `not-under-way`, `item-unknown`, `answer-unknown`,
              `note-missing`
    """
    check_inspect(actor=actor)
    inspection = locked_inspection(actor=actor, code=code)
    _check_under_way(inspection)
    _check_answers(inspection, answers)
    standing = latest_answers(inspection)
    new = {item: said for item, said in answers.items() if (said[0], said[1].strip()) != standing.get(item)}
    Answer.objects.bulk_create(
        Answer(
            inspection=inspection,
            item=item,
            answer=answer,
            note=note.strip(),
            by_id=actor.staff_id,
            product_at=at,
        )
        for item, (answer, note) in new.items()
    )
    told = {"items": sorted(new)}
    record_act(actor=actor, act="conduct.answer", subject=f"conduct:{code}", facts=told, at=at)


@transaction.atomic
def finish_inspection(*, actor: Actor, code: str, at: datetime) -> tuple[str, ...]:
    """
    End an inspection: its score is kept, and each item that was not met becomes a finding.

    returns : codes of the findings
    raises  : Forbidden, NotFound; CannotInspect `not-under-way`, `items-missing`
    """
    check_inspect(actor=actor)
    inspection = locked_inspection(actor=actor, code=code)
    _check_under_way(inspection)
    said = latest_answers(inspection)
    words = {item: one[0] for item, one in said.items()}
    _check_complete(inspection, words)
    score = bridge.score_of(kept=inspection.frozen, answers=words)
    inspection.points, inspection.possible = score.points, score.possible
    inspection.share_bp, inspection.verdict, inspection.finished_at = score.share_bp, score.verdict, at
    move_inspection(actor=actor, inspection=inspection, move="finish", at=at)
    raised = tuple(
        _raise(actor=actor, inspection=inspection, item=item, note=said[item[0]][1], at=at)
        for item in _not_met(inspection, score.not_met)
    )
    told = {
        "points": score.points,
        "possible": score.possible,
        "verdict": score.verdict,
        "findings": list(raised),
    }
    record_act(actor=actor, act="conduct.finish", subject=f"conduct:{code}", facts=told, at=at)
    return raised


@transaction.atomic
def cancel_inspection(*, actor: Actor, code: str, why: str, at: datetime) -> None:
    """
    Give up an inspection that was not begun.

    raises : Forbidden, NotFound; Refused `reason-missing`, `not-from-this-state`
    """
    check_inspect(actor=actor)
    inspection = locked_inspection(actor=actor, code=code)
    move_inspection(actor=actor, inspection=inspection, move="cancel", at=at, why=why)
    told = {"why": why.strip()}
    record_act(actor=actor, act="conduct.cancel", subject=f"conduct:{code}", facts=told, at=at)


def _was_told(inspection: Inspection) -> bool:
    """Told so many working days before as the checklist says."""
    told = inspection.moves.filter(move="notify").values_list("product_at", flat=True).first()
    return told is not None and bridge.company_day(at=told) <= bridge.tell_on(inspection=inspection)


def _check_under_way(inspection: Inspection) -> None:
    if inspection.state != "under_way":
        raise CannotInspect(
            "not-under-way",
            f"{inspection.code} is {inspection.state}; it is answered while it is made.",
            code=inspection.code,
            state=inspection.state,
        )


def _check_answers(inspection: Inspection, answers: Given) -> None:
    known = {one["code"] for one in inspection.frozen["items"]}
    for item, (answer, note) in answers.items():
        if item not in known:
            raise CannotInspect("item-unknown", f"The checklist has no item '{item}'.", item=item)
        if answer not in ANSWERS:
            raise CannotInspect("answer-unknown", f"'{answer}'; expected {', '.join(ANSWERS)}.", item=item)
        if answer == "not_met" and not note.strip():
            raise CannotInspect("note-missing", f"'{item}' is not met: say what was seen.", item=item)


def _check_complete(inspection: Inspection, answers: Mapping[str, str]) -> None:
    missing = missing_items(
        items=bridge.items_frame(kept=inspection.frozen), answers=bridge.answers_frame(answers=answers)
    )
    if missing:
        raise CannotInspect(
            "items-missing", f"{len(missing)} items have no answer: {', '.join(missing)}.", items=missing
        )


def _not_met(inspection: Inspection, codes: tuple[str, ...]) -> list[tuple[str, str, str, bool]]:
    return [
        (one["code"], one["vi"], one["en"], one["is_critical"])
        for one in inspection.frozen["items"]
        if one["code"] in codes
    ]


def _raise(
    *, actor: Actor, inspection: Inspection, item: tuple[str, str, str, bool], note: str, at: datetime
) -> str:
    day = bridge.company_day(at=at)
    finding = Finding(
        code=next_code(model=Finding, prefix="PH", year=day.year, digits=5),
        inspection=inspection,
        item=item[0],
        item_vi=item[1],
        item_en=item[2],
        is_critical=item[3],
        note=note,
        unit_id=inspection.unit_id,
        staff_id=inspection.staff_id,
        state="",
        raised_at=at,
        reply_due=bridge.due_on(day=day, working_days=inspection.frozen["reply_days"]),
    )
    move_finding(actor=actor, finding=finding, move="raise", at=at, why=note)
    tell(
        about=finding.code, kind="finding_raised", to=concerned(finding=finding), due=finding.reply_due, at=at
    )
    return finding.code
