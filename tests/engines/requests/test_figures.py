"""The figures of requests against their slow twins, and what may not be hidden behind an average."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.requests_slowly import (
    electronic_slowly,
    in_time_slowly,
    outcome_slowly,
    pausing_slowly,
    worst_slowly,
)

from donghanh.engines.requests.figures import against_targets, in_time, open_and_late, worst
from donghanh.engines.requests.habits import calls_answered, electronic_share, pausing
from donghanh.engines.requests.outcomes import outcomes
from donghanh.kernel.request_tables import CALLS, FACTS, PAUSED, TARGETS

VIETNAM = timezone(timedelta(hours=7))
START = datetime(2021, 11, 29, 17, tzinfo=UTC)
AS_OF = datetime(2021, 12, 20, 9, tzinfo=VIETNAM)
MINUTES = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def case(number: int, **more: Any) -> dict[str, Any]:
    """Received on 1 December at 8:00, due on the 6th at 17:00, not answered."""
    plain = {
        "case": number, "service": "METER_CHECK", "unit": "PA01HH", "channel": "portal",
        "is_electronic": True, "clerk": "lan", "received_at": datetime(2021, 12, 1, 8, tzinfo=VIETNAM),
        "due_at": datetime(2021, 12, 6, 17, tzinfo=VIETNAM), "answered_at": None, "left_at": None,
    }  # fmt: skip
    return plain | more


def facts(*cases: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(cases), schema=FACTS.schema)


def on(day: int, hour: int = 9) -> datetime:
    return datetime(2021, 12, day, hour, tzinfo=VIETNAM)


def stood(*cases: dict[str, Any], as_of: datetime = AS_OF) -> list[str]:
    return outcomes(facts=facts(*cases), as_of=as_of)["outcome"].to_list()


def test_an_answer_on_the_very_moment_is_in_time_and_a_second_later_it_is_late():
    due = on(6, 17)

    assert stood(case(1, answered_at=due), case(2, answered_at=due + timedelta(seconds=1))) == [
        "in_time", "late",
    ]  # fmt: skip


def test_what_happened_after_the_day_is_not_known_on_the_day():
    answered_later = case(1, answered_at=on(10))

    assert stood(answered_later, as_of=on(3)) == ["open"]
    assert stood(answered_later, as_of=on(8)) == ["open_late"]
    assert stood(answered_later, as_of=on(11)) == ["late"]
    assert stood(answered_later, as_of=datetime(2021, 11, 30, tzinfo=UTC)) == []


def test_leaving_cases_open_makes_no_share_better():
    answered, left_lying = case(1, answered_at=on(2)), case(2)

    told = in_time(facts=facts(answered, left_lying), as_of=AS_OF).row(0, named=True)

    assert (told["decided"], told["in_time_permille"]) == (2, 500)
    assert told["tail_seconds"] == int((AS_OF - on(1, 8)).total_seconds())


def test_a_share_is_rounded_down_and_the_target_is_judged_in_whole_cases():
    kept = [case(number, service="WRITTEN_COMPLAINT", answered_at=on(2)) for number in range(19)]
    missed = case(99, service="WRITTEN_COMPLAINT", answered_at=on(9))
    targets = pl.DataFrame(
        {"service": ["WRITTEN_COMPLAINT", "UNUSED"], "target_percent": [95, 95]}, schema=TARGETS.schema
    )

    exactly = against_targets(facts=facts(*kept, missed), targets=targets, as_of=AS_OF).to_dicts()
    above = against_targets(facts=facts(*kept), targets=targets, as_of=AS_OF).to_dicts()

    assert exactly[1] | {"kept_permille": 950, "is_met": False} == exactly[1]  # "more than 95 %"
    assert above[1]["is_met"] is True
    assert exactly[0] | {"base": 0, "kept_permille": None, "is_met": None} == exactly[0]


def test_the_ten_worst_are_the_latest_and_those_still_open_stand_first():
    late = [case(number, answered_at=on(7, 9) + timedelta(hours=number)) for number in range(12)]

    rows = worst(facts=facts(case(100), *late), as_of=AS_OF)["case"].to_list()

    assert rows == [100, 11, 10, 9, 8, 7, 6, 5, 4, 3]
    assert open_and_late(facts=facts(case(100), *late), as_of=AS_OF)["case"].to_list() == [100]


def test_what_was_withdrawn_is_counted_apart():
    told = in_time(facts=facts(case(1, left_at=on(2))), by=("unit",), as_of=AS_OF).row(0, named=True)

    assert (told["left"], told["decided"], told["in_time_permille"]) == (1, 0, None)
    assert told["median_seconds"] is None


def test_nothing_asked_is_no_figure_and_no_fault():
    told = in_time(facts=FACTS.empty(), as_of=AS_OF).row(0, named=True)

    assert (told["decided"], told["in_time_permille"], told["tail_seconds"]) == (0, None, None)


def test_a_call_is_kept_within_thirty_seconds_and_an_unanswered_one_counts():
    rang = on(6)
    seconds = (0, 30, 31, None)
    calls = pl.DataFrame(
        [
            (number, None, rang, None if after is None else rang + timedelta(seconds=after))
            for number, after in enumerate(seconds)
        ],
        schema=CALLS.schema, orient="row",
    )  # fmt: skip

    told = calls_answered(calls=calls, limit_seconds=30, target_percent=80, as_of=AS_OF).row(0, named=True)
    ringing = calls_answered(calls=calls, limit_seconds=30, target_percent=80, as_of=rang)

    assert (told["kept"], told["base"], told["kept_permille"], told["is_met"]) == (2, 4, 500, False)
    assert ringing["base"].sum() == 1  # the others still ring


def test_the_clerk_who_pauses_most_stands_first_with_the_base_beside():
    cases = facts(*(case(number) for number in range(4)), case(9, clerk="binh"))
    pauses = [(9, "binh", on(2), None), (0, "lan", on(2), on(3)), (0, "lan", on(4), on(5))]
    paused = pl.DataFrame(pauses, schema=PAUSED.schema, orient="row")

    told = pausing(facts=cases, paused=paused, as_of=on(6)).rows()

    day = 24 * 3600
    assert told == [("binh", 1, 1, 1, 1000, 4 * day), ("lan", 4, 1, 2, 250, 2 * day)]


def test_a_request_after_midnight_of_hanoi_belongs_to_the_new_month():
    first_hour = case(1, received_at=datetime(2021, 11, 30, 17, 30, tzinfo=UTC))

    told = electronic_share(facts=facts(first_hour), as_of=AS_OF)

    assert told["month_on"].to_list() == [date(2021, 12, 1)]


MAYBE = st.none() | MINUTES
CASES = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]), st.sampled_from(["PA01HH", None]), st.booleans(),
        st.sampled_from(["lan", "binh", None]), MINUTES, MAYBE, MAYBE, MAYBE,
    ),
    max_size=12,
)  # fmt: skip


def made(drawn: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    found = []
    for number, (service, unit, electronic, clerk, received, *ends) in enumerate(drawn):
        came = START + received
        due, answered, left = (None if end is None else came + end for end in ends)
        found.append(
            case(
                number,
                service=service,
                unit=unit,
                is_electronic=electronic,
                clerk=clerk,
                received_at=came,
                due_at=due,
                answered_at=answered,
                left_at=left,
            )
        )
    return found


@settings(max_examples=60)
@given(drawn=CASES, now=MINUTES)
def test_figures_agree_with_their_slow_twins_as_of_any_moment(drawn, now):
    cases, as_of = made(drawn), START + now
    frame = facts(*cases)

    told = {row["unit"]: row for row in in_time(facts=frame, by=("unit",), as_of=as_of).to_dicts()}
    slow = in_time_slowly(cases, "unit", as_of)

    assert {unit: {key: row[key] for key in slow[unit]} for unit, row in told.items()} == slow
    known = [one for one in cases if one["received_at"] <= as_of]
    assert stood(*cases, as_of=as_of) == [outcome_slowly(one, as_of) for one in known]
    late = worst(facts=frame, as_of=as_of, count=3).select("case", "late_seconds").rows()
    assert late == worst_slowly(cases, as_of, 3)
    share = electronic_share(facts=frame, as_of=as_of).drop("electronic_permille").rows()
    assert {(unit, month): (all_of, some) for unit, month, all_of, some in share} == (
        electronic_slowly(cases, as_of)
    )


@settings(max_examples=40)
@given(
    drawn=CASES,
    pauses=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["lan", "binh"]), MINUTES, MAYBE), max_size=8
    ),
    now=MINUTES,
)
def test_pausing_agrees_with_its_slow_twin(drawn, pauses, now):
    rows = [
        {"case": number, "clerk": clerk, "from_at": START + begun,
         "until_at": None if lasts is None else START + begun + lasts}
        for number, clerk, begun, lasts in pauses
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=PAUSED.schema)

    told = pausing(facts=facts(*made(drawn)), paused=frame, as_of=START + now)

    columns = ("cases", "paused_cases", "pauses", "paused_seconds")
    assert {row["clerk"]: tuple(row[name] for name in columns) for row in told.to_dicts()} == (
        pausing_slowly(made(drawn), rows, START + now)
    )


@pytest.mark.parametrize("by", [(), ("service",), ("unit", "channel")])
def test_every_grouping_counts_each_case_once(by):
    cases = facts(case(1), case(2, unit=None), case(3, service="B", answered_at=on(2)))

    told = in_time(facts=cases, by=by, as_of=AS_OF)

    assert told.select(pl.sum_horizontal("in_time", "late", "open", "open_late", "left")).sum().item() == 3
