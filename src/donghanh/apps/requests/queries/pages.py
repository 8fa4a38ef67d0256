"""One case with its whole story, and how its due time came about."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.customers.permissions import may_reveal
from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks, services
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.permissions import handling_roles
from donghanh.apps.requests.queries import parts
from donghanh.apps.requests.queries.likely import likely_of
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import BreachRow, CasePage, CaseRow, DueExplained, NamedChoice, PauseRow
from donghanh.engines.requests.moves import moves_from


def case_page(*, actor: Actor, code: str, now: datetime, in_full: bool = False) -> CasePage:
    """
    One case.

    in_full : contact without cover; only through `operations.read_case`, which records the reading
    raises  : NotFound
    """
    case = seen_case(actor=actor, code=code)
    (row,) = rows_of([case], now=now)
    pauses = parts.pauses_of(case=case, as_of=now)
    roles = handling_roles(actor=actor, unit_code=case.unit_id or "") if actor.may_change else frozenset()
    breach = parts.breach_of(case=case)
    cover = _as_it_is if in_full else _masked
    return CasePage(
        row=row, service=case.service, customer_code=case.customer_code, contact_name=case.contact_name,
        phone=cover(masks.masked_phone, case.phone), email=cover(masks.masked_email, case.email),
        address=cover(masks.masked_address, case.address), commune_code=case.commune_code,
        commune=organisation.commune_names().get(case.commune_code, ""),
        latitude_microdegrees=case.latitude_microdegrees, longitude_microdegrees=case.longitude_microdegrees,
        fields=parts.fields_of(case=case, in_full=in_full),
        documents=parts.documents_of(case=case, there=parts.documents_kept(case=case)),
        starts_at=case.starts_at, answered_at=case.answered_at, closed_at=case.closed_at,
        is_electronic=case.is_electronic, due=_explained(case, now, pauses), moves=parts.moves_of(case=case),
        hand_overs=parts.hand_overs_of(case=case), pauses=pauses, answers=parts.answers_of(case=case),
        breach=breach, needs_breach=_needs_breach(row, breach), escalations=parts.escalations_of(case=case),
        likely=likely_of(actor=actor, case=case), pause_reasons=_reasons(case, now),
        moves_allowed=frozenset(moves_from(state=case.state, roles=roles)),
        may_reveal=may_reveal(actor=actor), is_in_full=in_full, compensation=_compensation(case, row),
        may_handle=bool(roles), messages=parts.messages_of(case=case),
        links=parts.links_of(case=case, seen=cases_seen(actor=actor).order_by().values("pk")),
    )  # fmt: skip


def due_explained(*, actor: Actor, code: str, now: datetime) -> DueExplained:
    """
    How the due time of a case follows from its promise, day by day.

    raises : NotFound
    """
    case = seen_case(actor=actor, code=code)
    return _explained(case, now, parts.pauses_of(case=case, as_of=now))


def seen_case(*, actor: Actor, code: str) -> Case:
    """A case in sight, with what lists need of it; raises NotFound."""
    found = with_counts(cases_seen(actor=actor).filter(code=code)).first()
    if found is None:
        raise NotFound("request", code)
    return found


def _explained(case: Case, now: datetime, pauses: tuple[PauseRow, ...]) -> DueExplained:
    stands = tuple(clocks.Pause(one.from_at, one.until_at, one.reason) for one in pauses)
    due = clocks.due_of(case=case, pauses=stands, as_of=now)
    return DueExplained(
        clock_kind=case.clock_kind, clock_amount=case.clock_amount, starts=case.service["starts"],
        received_at=case.received_at, starts_at=case.starts_at, due_at=due.due_at if due else None,
        due_on=due.due_on if due else None, counted=due.counted if due else (),
        skipped=clocks.skipped_of(due) if due else (), paused_seconds=due.paused_seconds if due else 0,
        is_paused=any(one.until_at is None for one in pauses), pauses=pauses, source=case.service["source"],
        is_confirmed=case.service["is_confirmed"],
    )  # fmt: skip


def _needs_breach(row: CaseRow, breach: BreachRow | None) -> bool:
    return row.is_late and not row.is_paused and breach is None and row.state not in ("withdrawn", "refused")


def _compensation(case: Case, row: CaseRow) -> tuple[NamedChoice, ...]:
    if not row.is_late or row.is_paused or case.due_on is None:
        return ()
    known = services.compensations_for(service=case.service_code, group=case.group, day=case.due_on)
    return tuple(NamedChoice(one.code, one.vi, one.en) for one in known)


def _reasons(case: Case, now: datetime) -> tuple[NamedChoice, ...]:
    known = services.reasons_on(codes=list(case.service["pause_reasons"]), day=clocks.local_day(now))
    return tuple(
        NamedChoice(
            one.code, one.vi, one.en, bool(one.evidence),
            tuple(NamedChoice(word.code, word.vi, word.en) for word in one.evidence),
        )
        for one in known
    )  # fmt: skip


def _masked(mask, value: str) -> str:  # type: ignore[no-untyped-def]
    return mask(value) or ""


def _as_it_is(_: object, value: str) -> str:
    return value
