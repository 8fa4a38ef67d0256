"""On time or not, the tail, what is open and late, who pauses how often, the electronic share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import polars as pl
from django.db.models import QuerySet

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks, columns, services, standing
from donghanh.apps.requests.bridge.clocks import end_of, start_of
from donghanh.apps.requests.models import Call, Case
from donghanh.apps.requests.permissions import check_see_requests, desk_units, may_see_persons
from donghanh.apps.requests.queries.figure_values import (
    CallsAnswered,
    ElectronicShare,
    Indicators,
    OnTime,
    Pausing,
    Worst,
)
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.engines.requests import figures as engine
from donghanh.engines.requests import habits

__all__ = [
    "CallsAnswered", "ElectronicShare", "Indicators", "OnTime", "Pausing", "Worst", "electronic_share",
    "indicators",
]  # fmt: skip
PERMILLE = 100
"""From thousandths, as the engine counts, to hundred-thousandths, as pages are told."""
Words = Callable[[str], tuple[str, str]]


def indicators(*, actor: Actor, on: date, from_on: date, until_on: date, unit_code: str = "") -> Indicators:
    """
    The figures of the requests, as they stood at the end of a day; persons only for who may see them.

    raises : Forbidden
    """
    check_see_requests(actor=actor)
    as_of = end_of(on)
    cases = _received(cases_seen(actor=actor), from_on, until_on, unit_code)
    facts = of_unit(columns.facts_frame(cases=cases, as_of=as_of), unit_code)
    words = _words(on)
    targets = services.targets_on(day=on)
    complaints = facts.filter(pl.col("service").is_in(list(services.complaint_targets(day=on))))
    reopened = cases.filter(moves__move="report_not_solved", moves__product_at__lte=as_of)
    return Indicators(
        on=on, from_on=from_on, until_on=until_on, whole=_on_time(facts, "", words, {}, as_of)[0],
        by_service=_on_time(facts, "service", words, targets, as_of),
        by_unit=_on_time(facts, "unit", words, {}, as_of),
        by_channel=_on_time(facts, "channel", words, {}, as_of),
        complaints=_complaints(complaints, words, targets, as_of),
        worst=_worst(facts, words, as_of), pausing=_pausing(actor, cases, facts, as_of),
        reopened_count=len(set(reopened.values_list("pk", flat=True)) & set(facts["case"])),
        calls=_calls(actor, from_on, until_on, unit_code, as_of, on),
    )  # fmt: skip


def electronic_share(*, actor: Actor, from_on: date, until_on: date) -> tuple[ElectronicShare, ...]:
    """
    The share of electronic requests by unit and month, of units in sight; `unit_code` "" is the whole.

    raises : Forbidden
    """
    check_see_requests(actor=actor)
    cases = _received(cases_seen(actor=actor), from_on, until_on, "")
    as_of = start_of(until_on)
    facts = columns.facts_frame(cases=cases, as_of=as_of)
    by_unit = habits.electronic_share(facts=facts.filter(pl.col("unit").is_not_null()), as_of=as_of)
    whole = habits.electronic_share(facts=facts.with_columns(unit=pl.lit("")), as_of=as_of)
    return tuple(
        ElectronicShare(unit, month, count, electronic, _share(permille))
        for unit, month, count, electronic, permille in [*whole.rows(), *by_unit.rows()]
    )


def _received(cases: QuerySet[Case], from_on: date, until_on: date, unit_code: str) -> QuerySet[Case]:
    found = cases.filter(received_at__gte=start_of(from_on), received_at__lt=start_of(until_on))
    return found.filter(standing.in_unit(unit_code=unit_code)) if unit_code else found


def of_unit(facts: pl.DataFrame, unit_code: str) -> pl.DataFrame:
    """Facts of the cases that were a unit's at the moment; of all for an empty code."""
    return facts.filter(pl.col("unit") == unit_code) if unit_code else facts


def _words(on: date) -> dict[str, Words]:
    """How the keys of each grouping read."""
    units = {row.code: (row.name_vi, row.name_en) for row in organisation.nodes_on(day=on)}
    return {
        "": lambda _: ("Tất cả", "All"),
        "service": services.words_of,
        "unit": lambda code: units.get(code, (code or "Công ty", code or "Company")),
        "channel": services.channel_words,
    }


def _on_time(
    facts: pl.DataFrame, by: str, words: Mapping[str, Words], targets: Mapping[str, int], as_of: datetime
) -> tuple[OnTime, ...]:
    told = engine.in_time(facts=facts, by=(by,) if by else (), as_of=as_of)
    return tuple(_row(one, by, words[by], targets) for one in told.iter_rows(named=True))


def _row(one: Mapping[str, object], by: str, words: Words, targets: Mapping[str, int]) -> OnTime:
    key = str((one[by] if by else "") or "")
    count = {name: int(one[name]) for name in ("in_time", "late", "open", "open_late", "left")}  # type: ignore[call-overload]
    return OnTime(
        key, *words(key), received_count=sum(count.values()), ended_count=count["in_time"] + count["late"],
        on_time_count=count["in_time"], late_count=count["late"],
        open_count=count["open"] + count["open_late"], open_late_count=count["open_late"],
        share=_share(one["in_time_permille"]), p95_seconds=one["tail_seconds"],  # type: ignore[arg-type]
        target=targets.get(key),
    )  # fmt: skip


def _complaints(
    facts: pl.DataFrame, words: Mapping[str, Words], targets: Mapping[str, int], as_of: datetime
) -> OnTime:
    (whole,) = _on_time(facts, "", words, {}, as_of)
    known = sorted(services.complaint_targets(day=clocks.local_day(as_of)))
    return OnTime(
        **{**whole.__dict__, "key": ", ".join(known), "target": targets.get(known[0]) if known else None}
    )


def _worst(facts: pl.DataFrame, words: Mapping[str, Words], as_of: datetime) -> tuple[Worst, ...]:
    told = list(engine.worst(facts=facts, as_of=as_of).iter_rows(named=True))
    codes = dict(Case.objects.filter(pk__in=[one["case"] for one in told]).values_list("pk", "code"))
    return tuple(
        Worst(
            codes[one["case"]], *words["service"](one["service"]), one["unit"] or "", one["due_at"],
            one["late_seconds"], one["outcome"] == "open_late",
        )
        for one in told
    )  # fmt: skip


def _pausing(
    actor: Actor, cases: QuerySet[Case], facts: pl.DataFrame, as_of: datetime
) -> tuple[Pausing, ...]:
    """Figures of persons: of everybody in sight for who may judge, else one's own alone."""
    paused = columns.paused_frame(cases=cases, as_of=as_of).filter(
        pl.col("case").is_in(facts["case"].to_list())
    )
    told = habits.pausing(facts=facts, paused=paused, as_of=as_of).iter_rows(named=True)
    names = {row.username: row for row in organisation.staff(actor=actor, day=clocks.local_day(as_of))}
    rows = (
        Pausing(
            one["clerk"], names[one["clerk"]].full_name if one["clerk"] in names else one["clerk"],
            next((grant.unit_code or "" for grant in names[one["clerk"]].grants), "")
            if one["clerk"] in names else "",
            one["cases"], one["paused_cases"], _share(one["paused_permille"]), one["paused_seconds"],
        )
        for one in told
    )  # fmt: skip
    return tuple(row for row in rows if may_see_persons(actor=actor) or row.username == actor.username)


def _calls(
    actor: Actor, from_on: date, until_on: date, unit_code: str, as_of: datetime, on: date
) -> CallsAnswered | None:
    term = services.call_term(day=on)
    found = Call.objects.filter(rang_at__gte=start_of(from_on), rang_at__lt=start_of(until_on))
    seen = desk_units(actor=actor)
    found = found if seen is None else found.filter(unit_id__in=sorted(seen))
    found = found.filter(unit_id=unit_code) if unit_code else found
    if term is None:
        return None
    frame = columns.calls_frame(calls=found).with_columns(unit=pl.lit(""))
    told = habits.calls_answered(
        calls=frame, limit_seconds=term[0], target_percent=term[1], as_of=as_of
    ).to_dicts()
    one = told[0] if told else {"base": 0, "kept": 0, "kept_permille": None, "is_met": None}
    return CallsAnswered(
        term[0], term[1], one["base"], one["kept"], _share(one["kept_permille"]), one["is_met"]
    )


def _share(permille: object) -> int | None:
    return None if permille is None else int(permille) * PERMILLE  # type: ignore[call-overload]
