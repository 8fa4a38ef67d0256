"""
How cases stood at a past moment: service, unit, who had them, clock; what happened later is undone.

For figures "as of any day". A case keeps what is; what was is told by its moves and hand-overs, which are
written once. Only cases to which something happened after the moment are looked at, so that figures of
yesterday cost what those of today do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from donghanh.apps.requests.bridge import clocks, services
from donghanh.apps.requests.models import Case, CaseMove, HandOver
from donghanh.apps.requests.refusals import CannotOpenCase

GIVES = ("take", "accept", "start", "answer", "hand_over")
"""Moves by which a case may get, or change, who has it."""
STARTS = ("complete", "ask_for_documents")
"""Moves by which a clock may begin, or turn out not to have begun."""
WAITS_FOR_PAPERS = "complete_application"


@dataclass(frozen=True)
class Was:
    """What of a case was otherwise at the moment; None where it was as it is."""

    service: str | None = None
    unit: str | None = None
    clerk: str | None = None
    has_other_place: bool = False
    has_other_clerk: bool = False


def stood(*, cases: QuerySet[Case], as_of: datetime) -> dict[int, Was]:
    """By numbers of cases, what was otherwise at a moment; `unit` "" stands for the company."""
    later = CaseMove.objects.filter(case__in=cases, product_at__gt=as_of)
    services_then = _first(later.filter(move="reclassify"), lambda move: str(move.facts["from"]))
    over = HandOver.objects.filter(case__in=cases, product_at__gt=as_of)
    units = _first(over, lambda row: row.from_unit)
    clerks = _clerks(later.filter(move__in=GIVES).values("case"), as_of)
    return {
        case: Was(services_then.get(case), units.get(case), clerks.get(case), case in units, case in clerks)
        for case in {*services_then, *units, *clerks}
    }


def in_unit(*, unit_code: str) -> Q:
    """Cases that are, or were, a unit's: what was asked for is among them."""
    return Q(unit_id=unit_code) | Q(pk__in=HandOver.objects.filter(from_unit=unit_code).values("case"))


def with_clocks_then(*, cases: QuerySet[Case], as_of: datetime) -> list[Case]:
    """Cases whose clock was set otherwise after the moment, each with the clock it had; not to be saved."""
    changed = CaseMove.objects.filter(case__in=cases, product_at__gt=as_of, move__in=("reclassify", *STARTS))
    found = Case.objects.filter(pk__in=changed.values("case")).defer("fields")
    moves: dict[int, list[CaseMove]] = {case.pk: [] for case in found}
    told = CaseMove.objects.filter(case__in=list(moves), move__in=("accept", "reclassify", *STARTS))
    for move in told.order_by("id"):
        moves[move.case_id].append(move)
    return [_then(case, moves[case.pk], as_of) for case in found]


def _then(case: Case, moves: list[CaseMove], as_of: datetime) -> Case:
    case.starts_at = _start(case, moves, as_of)
    after = next((one for one in moves if one.move == "reclassify" and one.product_at > as_of), None)
    if after is not None:
        case.clock_kind, case.clock_amount = _clock_before(case, after)
    return case


def _start(case: Case, moves: list[CaseMove], as_of: datetime) -> datetime | None:
    """When the clock had begun, as the acts of `accepting` say it, move by move."""
    start: datetime | None = case.received_at
    is_settled = False  # accepted, or complete once: asking for papers stops nothing any more
    for place, move in enumerate(moves):
        if move.product_at > as_of:
            break
        if move.move == "ask_for_documents" and not is_settled and move.from_state == "received":
            start = None if _starts(case, moves[place:]) == WAITS_FOR_PAPERS else start
        elif move.move == "complete":
            start, is_settled = start or move.product_at, True
        elif move.move == "accept":
            is_settled = True
    return start


def _starts(case: Case, moves: list[CaseMove]) -> str:
    """By what the clock of the service that the case had began."""
    after = next((one for one in moves if one.move == "reclassify"), None)
    found = after.facts.get("starts_before") if after is not None else None
    return str(found or case.service["starts"])


def _clock_before(case: Case, move: CaseMove) -> tuple[str, int]:
    """The promise before another service was chosen; older moves do not tell it, and the catalogue does."""
    if (told := move.facts.get("clock_before")) is not None:
        return str(told[0]), int(told[1])
    try:
        day = clocks.local_day(case.received_at)
        return services.service_on(code=str(move.facts["from"]), day=day).clock
    except CannotOpenCase:
        return case.clock_kind, case.clock_amount


def _clerks(changed: QuerySet[CaseMove], as_of: datetime) -> dict[int, str | None]:
    """Who had the cases at the moment: replayed from the moves up to it."""
    had: dict[int, str | None] = {row["case"]: None for row in changed}
    over = HandOver.objects.filter(case__in=list(had)).order_by("id").select_related("to_staff")
    to: dict[int, list[str | None]] = {}
    for row in over:
        to.setdefault(row.case_id, []).append(row.to_staff.username if row.to_staff else None)
    known = CaseMove.objects.filter(case__in=list(had), move__in=GIVES, product_at__lte=as_of)
    for move in known.order_by("id").select_related("by"):
        who = move.by.username if move.by else None
        if move.move == "hand_over":
            had[move.case_id] = to[move.case_id].pop(0)
        elif move.move == "take":
            had[move.case_id] = who
        else:
            had[move.case_id] = had[move.case_id] or who
    return had


def _first(rows: QuerySet, told) -> dict[int, str]:  # type: ignore[no-untyped-def, type-arg]
    """What the earliest of the rows of each case tells."""
    found: dict[int, str] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.case_id, told(row))
    return found
