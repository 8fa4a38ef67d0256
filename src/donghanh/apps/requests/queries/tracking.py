"""What anybody with a tracking code may know of a request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from donghanh.apps.requests.bridge import tracking
from donghanh.apps.requests.bridge.wording import covered
from donghanh.apps.requests.models import Breach, Case
from donghanh.apps.requests.queries.parts import answers_of, documents_kept, documents_of, pauses_of
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import AnswerRow, DocumentRow, TrackPage, TrackStep
from donghanh.engines.requests.moves import moves_from

NEXT = {
    "received": "will_be_looked_at",
    "incomplete": "hand_in_documents",
    "accepted": "work_begins",
    "under_way": "work_goes_on",
    "waiting": "clock_stands",
    "answered": "say_whether_solved",
    "closed": "nothing_more",
    "reopened": "will_be_looked_at_again",
    "withdrawn": "nothing_more",
    "refused": "may_complain",
}
"""State -> stable word of what happens next; faces hold the sentence."""
AT_WORK = ("under_way", "waiting", "reopened")
TOLD = ("answer", "question", "incident", "apology")


def track(*, tracking_code: str, now: datetime) -> TrackPage:
    """
    The public page of a case; the code is looked up by its hash, so that its letters tell nothing.

    Neither the case's own code, which counts up, nor a name, place, telephone or file is told.

    tracking_code : as people write it: small letters, spaces, O for 0 and I or L for 1 are forgiven
    raises        : NotFound; how often somebody may guess is the faces' to count (`may_try`)
    """
    hashed = tracking.hash_of(code=tracking_code)
    case = with_counts(Case.objects.filter(tracking_sha256=hashed)).first()
    if case is None:
        raise NotFound("request", tracking_code[:20])
    (row,) = rows_of([case], now=now)
    pause = next((one for one in reversed(pauses_of(case=case, as_of=now)) if one.until_at is None), None)
    may = moves_from(state=case.state, roles={"customer"})
    return TrackPage(
        service_code=case.service_code, service_vi=row.service_vi, service_en=row.service_en,
        state=case.state, unit_code=row.unit_code, received_at=case.received_at, starts_at=case.starts_at,
        due_at=row.due_at, due_on=row.due_on, clock_kind=case.clock_kind, clock_amount=case.clock_amount,
        is_late=row.is_late, is_paused=row.is_paused, pause_reason_vi=pause.reason_vi if pause else "",
        pause_reason_en=pause.reason_en if pause else "", next_step=NEXT[case.state], steps=_steps(case),
        questions=_owed(case), answers=_told(case),
        apology=_apology(case), source=case.service["source"], is_confirmed=case.service["is_confirmed"],
        may_confirm="confirm_solved" in may, may_reopen="report_not_solved" in may,
        may_withdraw="withdraw" in may,
    )  # fmt: skip


def _told(case: Case) -> tuple[AnswerRow, ...]:
    """What the customer was told, without who told it and without what names the customer."""
    rows = (one for one in answers_of(case=case) if one.kind in TOLD)
    return tuple(replace(one, by="", text=covered(text=one.text, case=case)) for one in rows)


def _owed(case: Case) -> tuple[DocumentRow, ...]:
    """What the customer was last asked for, and for what of it a file is there."""
    if case.state != "incomplete":
        return ()
    asked = case.moves.filter(move="ask_for_documents").order_by("-id").first()
    named = frozenset(asked.facts.get("documents", ())) if asked else frozenset()
    rows = documents_of(case=case, there=documents_kept(case=case))
    return tuple(one for one in rows if one.code in named or (not named and one.is_required))


def _apology(case: Case) -> str:
    words = Breach.objects.filter(case=case).values_list("apology", flat=True).first() or ""
    return covered(text=words, case=case)


def _steps(case: Case) -> tuple[TrackStep, ...]:
    """How far it is: the first step is the customer's asking, the last the customer's word on the end."""
    steps = case.service["steps"]
    reached = _reached(case, len(steps))
    return tuple(
        TrackStep(one["code"], one["vi"], one["en"], _standing(place, reached))
        for place, one in enumerate(steps)
    )


def _reached(case: Case, count: int) -> int:
    """The number of the step that is being done; beyond the last when all is done."""
    if case.state in ("closed", "withdrawn", "refused"):
        return count
    if case.state == "answered":
        return count - 1
    if case.state == "incomplete":
        return 0
    return min(2 if case.state in AT_WORK else 1, count - 1)


def _standing(place: int, reached: int) -> str:
    if place == reached:
        return "current"
    return "done" if place < reached else "to_come"
