"""One answer for many cases: seen first, then done exactly as it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.wording import filled
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.answering import answer_locked, check_text
from donghanh.apps.requests.permissions import check_act, may_handle
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.refusals import CannotMoveCase, Refused
from donghanh.apps.requests.values import BulkDone, BulkPreview, BulkRow, NotAnswered
from donghanh.engines.requests.moves import MOVES
from donghanh.kernel.digests import digest_of_rows

MOST = 200


def preview_bulk_answer(
    *, actor: Actor, codes: Sequence[str], text: str, now: datetime, template: str = ""
) -> BulkPreview:
    """
    Say for each case what would be answered, or why it would not; writes nothing.

    text   : may hold the blanks of a template: {code}, {service}, {unit}, {received}, {due}
    raises : Forbidden; Refused `too-many`, `text-missing`
    """
    _check(actor, codes, text)
    found = {
        case.code: case for case in cases_seen(actor=actor).filter(code__in=codes).select_related("unit")
    }
    rows = tuple(_row(actor, code, found.get(code), text) for code in dict.fromkeys(codes))
    return BulkPreview(rows, sum(not row.problem for row in rows), _digest(rows, template))


@transaction.atomic
def bulk_answer(
    *, actor: Actor, codes: Sequence[str], text: str, digest: str, now: datetime, template: str = ""
) -> BulkDone:
    """
    Answer the cases of a preview; each is a move of its own, and one row tells the whole act.

    digest : of the preview; another one means that something changed meanwhile
    raises : Forbidden; Refused `preview-changed` and those of the preview
    """
    _check(actor, codes, text)
    seen = cases_seen(actor=actor).filter(code__in=codes).select_related("unit")
    found = {case.code: case for case in seen.select_for_update(of=("self",)).order_by("code")}
    rows = tuple(_row(actor, code, found.get(code), text) for code in dict.fromkeys(codes))
    if _digest(rows, template) != digest:
        told = "Something of these cases changed since you looked. Next: look at the preview again."
        raise Refused("preview-changed", told)
    for row in rows:
        if not row.problem:
            answer_locked(actor=actor, case=found[row.code], text=row.text, at=now, template=template)
    done = BulkDone(
        tuple(row.code for row in rows if not row.problem),
        tuple(NotAnswered(row.code, row.problem) for row in rows if row.problem),
    )
    facts = {"answered": list(done.answered), "refused": [[one.code, one.problem] for one in done.refused]}
    record_act(actor=actor, act="request.bulk_answer", subject=f"requests:{digest[:12]}", facts=facts, at=now)
    return done


def _check(actor: Actor, codes: Sequence[str], text: str) -> None:
    check_act(actor=actor)
    if len(codes) > MOST:
        raise Refused("too-many", f"{len(codes)} cases; at most {MOST} at once.", expected=MOST)
    try:
        check_text(text=text)
    except CannotMoveCase as reason:
        raise Refused(reason.rule, str(reason), **reason.facts) from reason


def _row(actor: Actor, code: str, case: Case | None, text: str) -> BulkRow:
    if case is None:
        return BulkRow(code, "", "", "", "", "not-found")
    problem = ""
    if not may_handle(actor=actor, unit_code=case.unit_id or ""):
        problem = "not-for-this-role"
    elif case.state not in MOVES["answer"].from_states:
        problem = "not-from-this-state"
    told = filled(text=text, case=case)
    return BulkRow(code, case.contact_name, case.service["vi"], case.state, told, problem)


def _digest(rows: Sequence[BulkRow], template: str) -> str:
    seen = [{"code": row.code, "text": row.text, "problem": row.problem} for row in rows]
    return digest_of_rows([*seen, {"template": template}])
