"""Where a campaign stands on a day: stages, quantities, lateness, risk, and the order of the board."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.oracles import standing_twin

from donghanh.engines.programmes.standing import EXITS, STAGES, activity_totals, standing, states_as_of
from donghanh.engines.programmes.timeline import timeline

BEGIN = date(2021, 12, 1)
LAST_DAY = date(2022, 1, 31)
BENEFIT_TYPES = {
    "benefit": pl.Int64,
    "activity": pl.String,
    "unit": pl.String,
    "quantity": pl.Int64,
    "due_on": pl.Date,
}
MOVE_TYPES = {"benefit": pl.Int64, "number": pl.Int64, "to_state": pl.String, "on": pl.Date}
TARGET_TYPES = {
    "activity": pl.String,
    "unit": pl.String,
    "target": pl.Int64,
    "starts_on": pl.Date,
    "due_on": pl.Date,
    "slack_percent": pl.Int64,
    "approval_lead_days": pl.Int64,
}


def target_of(
    target, *, activity="repairs", unit="PA01ND", due_on=LAST_DAY, slack=25, lead=10, starts_on=BEGIN
):
    return (activity, unit, target, starts_on, due_on, slack, lead)


def walked(benefit, *days, states=STAGES):
    """Moves of one benefit: the n-th state on the n-th day."""
    return [(benefit, n, state, on) for n, (state, on) in enumerate(zip(states, days, strict=False), start=1)]


def board(*, benefits=(), moves=(), targets=(), as_of):
    return standing(
        benefits=pl.DataFrame(list(benefits), schema=BENEFIT_TYPES, orient="row"),
        moves=pl.DataFrame(list(moves), schema=MOVE_TYPES, orient="row"),
        targets=pl.DataFrame(list(targets), schema=TARGET_TYPES, orient="row"),
        as_of=as_of,
    )


def line(frame, unit="PA01ND"):
    return frame.filter(pl.col("unit") == unit).to_dicts()[0]


def test_a_delivered_benefit_counts_for_every_stage_up_to_delivered():
    days = [BEGIN] * 7
    row = line(
        board(
            benefits=[(1, "repairs", "PA01ND", 1, None)],
            moves=walked(1, *days),
            targets=[target_of(5)],
            as_of=BEGIN,
        )
    )

    assert [row[f"{stage}_count"] for stage in STAGES] == [1, 1, 1, 1, 1, 1, 1, 0, 0]
    assert row["missing_quantity"] == 4
    assert row["open_percent"] == 80


def test_masks_are_added_up_and_not_counted():
    row = line(
        board(
            benefits=[(1, "masks", "PA01ND", 1500, None), (2, "masks", "PA01ND", 500, None)],
            moves=walked(1, *[BEGIN] * 7) + walked(2, *[BEGIN] * 4),
            targets=[target_of(4000, activity="masks")],
            as_of=BEGIN,
        )
    )

    assert (row["approved_count"], row["approved_quantity"]) == (2, 2000)
    assert (row["delivered_count"], row["delivered_quantity"]) == (1, 1500)


@pytest.mark.parametrize("exit_", EXITS)
def test_what_left_the_path_counts_only_as_itself(exit_):
    row = line(
        board(
            benefits=[(1, "repairs", "PA01ND", 1, None)],
            moves=walked(1, BEGIN, BEGIN, states=["nominated", exit_]),
            targets=[target_of(5)],
            as_of=BEGIN,
        )
    )

    assert row["nominated_count"] == 0
    assert row[f"{exit_}_count"] == 1
    assert sum(row[f"{other}_count"] for other in EXITS) == 1


def test_the_board_of_yesterday_can_be_seen_again():
    moves = walked(1, date(2021, 12, 3), date(2021, 12, 5), date(2021, 12, 9))
    known = {"benefits": [(1, "repairs", "PA01ND", 1, None)], "moves": moves, "targets": [target_of(5)]}

    assert line(board(**known, as_of=date(2021, 12, 2)))["nominated_count"] == 0
    assert line(board(**known, as_of=date(2021, 12, 3)))["nominated_count"] == 1
    assert line(board(**known, as_of=date(2021, 12, 8)))["verified_count"] == 0
    assert line(board(**known, as_of=date(2021, 12, 9)))["verified_count"] == 1


def test_of_two_moves_on_one_day_the_later_number_stands_whatever_their_order():
    moves = pl.DataFrame(
        [(1, 2, "checked", BEGIN), (1, 1, "nominated", BEGIN)], schema=MOVE_TYPES, orient="row"
    )

    assert states_as_of(moves=moves, as_of=BEGIN).rows() == [(1, "checked", BEGIN)]


def test_a_delivery_sent_back_is_no_longer_delivered():
    moves = [*walked(1, *([BEGIN] * 7)), (1, 8, "scheduled", date(2021, 12, 4))]
    known = {"benefits": [(1, "repairs", "PA01ND", 1, None)], "moves": moves, "targets": [target_of(5)]}

    assert line(board(**known, as_of=date(2021, 12, 3)))["delivered_count"] == 1
    assert line(board(**known, as_of=date(2021, 12, 4)))["delivered_count"] == 0


def test_a_target_is_late_on_the_day_after_its_last_day_and_not_on_it():
    on_the_day = line(board(targets=[target_of(5)], as_of=LAST_DAY))
    day_after = line(board(targets=[target_of(5)], as_of=LAST_DAY + timedelta(days=1)))

    assert (on_the_day["is_late"], on_the_day["is_at_risk"], on_the_day["days_left"]) == (False, True, 1)
    assert (day_after["status"], day_after["why"], day_after["days_left"]) == ("late", "due-passed", 0)


def test_one_benefit_past_its_own_last_day_makes_its_unit_late():
    early = date(2021, 12, 10)
    row = line(
        board(
            benefits=[(1, "repairs", "PA01ND", 1, early)],
            moves=walked(1, BEGIN),
            targets=[target_of(1)],
            as_of=early + timedelta(days=1),
        )
    )

    assert (row["late_count"], row["why"]) == (1, "benefit-overdue")


def test_a_withdrawn_benefit_is_never_late():
    early = date(2021, 12, 10)
    row = line(
        board(
            benefits=[(1, "repairs", "PA01ND", 1, early)],
            moves=walked(1, BEGIN, BEGIN, states=["nominated", "withdrawn"]),
            targets=[target_of(1)],
            as_of=early + timedelta(days=1),
        )
    )

    assert row["late_count"] == 0


@pytest.mark.parametrize(
    ("target", "last_day", "slack", "as_of", "why"),
    [
        # 10 days for 10: on the sixth day five days are left and ten missing, twice the even pace.
        (10, date(2021, 12, 10), 100, date(2021, 12, 6), None),
        (10, date(2021, 12, 10), 99, date(2021, 12, 6), "pace"),
        (10, date(2021, 12, 10), 100, date(2021, 12, 7), "pace"),
        (10, date(2021, 12, 10), 0, date(2021, 12, 1), None),
        (10, date(2021, 12, 10), 0, date(2021, 12, 2), "pace"),
    ],
)
def test_at_risk_begins_where_the_needed_pace_passes_the_slack(target, last_day, slack, as_of, why):
    row = line(board(targets=[target_of(target, due_on=last_day, slack=slack, lead=0)], as_of=as_of))

    assert row["why"] == why
    assert row["is_at_risk"] is (why is not None)


@pytest.mark.parametrize(("days_left", "why"), [(11, None), (10, "approvals")])
def test_too_few_approvals_shortly_before_the_end_are_a_risk(days_left, why):
    as_of = LAST_DAY - timedelta(days=days_left - 1)
    row = line(board(targets=[target_of(1, slack=10_000, lead=10)], as_of=as_of))

    assert (row["days_left"], row["why"]) == (days_left, why)


def test_approved_in_time_is_no_risk_by_approvals():
    row = line(
        board(
            benefits=[(1, "repairs", "PA01ND", 1, None)],
            moves=walked(1, *[BEGIN] * 4),
            targets=[target_of(1, slack=10_000, lead=10)],
            as_of=LAST_DAY,
        )
    )

    assert row["status"] == "on_course"


def test_statuses_without_trouble_say_what_they_are():
    rows = board(
        benefits=[(1, "repairs", "done", 1, None)],
        moves=walked(1, *[BEGIN] * 7),
        targets=[
            target_of(1, unit="done"),
            target_of(0, unit="nothing asked"),
            target_of(3, unit="later", starts_on=date(2022, 1, 5)),
            target_of(None, unit="measured", activity="outage-days", due_on=None),
        ],
        as_of=BEGIN,
    )

    assert line(rows, "done")["status"] == "reached"
    assert line(rows, "nothing asked")["status"] == "reached"
    assert line(rows, "later")["status"] == "not_begun"
    assert line(rows, "measured")["status"] == "no_target"
    assert line(rows, "measured")["open_percent"] is None


def test_benefits_of_a_unit_without_a_target_are_still_on_the_board():
    rows = board(benefits=[(1, "repairs", "PA01XT", 1, None)], moves=walked(1, BEGIN), as_of=BEGIN)

    row = line(rows, "PA01XT")
    assert (row["target"], row["nominated_count"], row["status"]) == (None, 1, "no_target")


def test_late_comes_first_then_at_risk_then_what_is_most_open_then_the_order_of_the_plan():
    soon, as_of = date(2021, 12, 5), date(2021, 12, 6)
    rows = board(
        benefits=[(1, "repairs", "half done", 1, None)],
        moves=walked(1, *[BEGIN] * 7),
        targets=[
            target_of(2, unit="half done", slack=500),
            target_of(2, unit="untouched", slack=500),
            target_of(2, unit="untouched too", slack=500),
            target_of(2, unit="risky", slack=0),
            target_of(2, unit="late", due_on=soon),
        ],
        as_of=as_of,
    )

    assert rows["unit"].to_list() == ["late", "risky", "untouched", "untouched too", "half done"]


def test_the_company_line_adds_its_units_up_and_is_judged_as_one():
    rows = board(
        benefits=[(n, "repairs", "PA01ND", 1, None) for n in range(6)],
        moves=[move for n in range(6) for move in walked(n, *[BEGIN] * 7)],
        targets=[target_of(6), target_of(4, unit="PA01XT")],
        as_of=date(2021, 12, 20),
    )

    total = activity_totals(rows=rows, as_of=date(2021, 12, 20)).to_dicts()

    assert len(total) == 1
    assert (total[0]["target"], total[0]["delivered_quantity"], total[0]["missing_quantity"]) == (10, 6, 4)
    assert line(rows, "PA01XT")["status"] == "at_risk"
    assert total[0]["status"] == "on_course"


def test_an_activity_without_targets_has_no_total_target():
    rows = board(targets=[target_of(None), target_of(None, unit="PA01XT")], as_of=BEGIN)

    total = activity_totals(rows=rows, as_of=BEGIN).to_dicts()[0]

    assert (total["target"], total["status"]) == (None, "no_target")


def test_an_empty_plan_is_an_empty_board():
    assert board(as_of=BEGIN).height == 0


days = some.dates(min_value=date(2021, 11, 25), max_value=date(2022, 2, 5))
units = some.sampled_from(["PA01ND", "PA01XT"])
activities = some.sampled_from(["masks", "repairs"])


@some.composite
def campaigns(draw):
    benefits, moves = [], []
    for benefit in range(draw(some.integers(0, 8))):
        due_on = draw(some.none() | days)
        benefits.append((benefit, draw(activities), draw(units), draw(some.integers(1, 900)), due_on))
        states = draw(some.lists(some.sampled_from(STAGES + EXITS), max_size=9))
        moves += walked(benefit, *sorted(draw(some.lists(days, min_size=9, max_size=9))), states=states)
    targets = [
        target_of(
            draw(some.integers(0, 2000)),
            activity=activity,
            unit=unit,
            starts_on=BEGIN,
            due_on=draw(some.dates(min_value=BEGIN, max_value=LAST_DAY)),
            slack=draw(some.integers(0, 200)),
            lead=draw(some.integers(0, 20)),
        )
        for activity in ("masks", "repairs")
        for unit in ("PA01ND", "PA01XT")
        if draw(some.booleans())
    ]
    return benefits, draw(some.permutations(moves)), targets


@given(campaign=campaigns(), as_of=days)
@settings(max_examples=150, deadline=None)
def test_columns_say_what_the_slow_twin_says(campaign, as_of):
    benefits, moves, targets = campaign
    fast = board(benefits=benefits, moves=moves, targets=targets, as_of=as_of)
    slow = standing_twin.stands(
        [dict(zip(BENEFIT_TYPES, row, strict=True)) for row in benefits],
        [dict(zip(MOVE_TYPES, row, strict=True)) for row in moves],
        [dict(zip(TARGET_TYPES, row, strict=True)) for row in targets],
        as_of,
    )

    said = {(row["activity"], row["unit"]): row for row in fast.to_dicts()}
    assert said.keys() == slow.keys()
    for key, expected in slow.items():
        assert {name: said[key][name] for name in expected} == expected


@given(campaign=campaigns(), as_of=days)
@settings(max_examples=100, deadline=None)
def test_the_time_line_ends_each_day_where_the_board_of_that_day_stands(campaign, as_of):
    benefits, moves, targets = campaign
    shown = timeline(
        benefits=pl.DataFrame(benefits, schema=BENEFIT_TYPES, orient="row"),
        moves=pl.DataFrame(list(moves), schema=MOVE_TYPES, orient="row"),
    )
    until = shown.filter(pl.col("on") <= as_of).group_by("activity", "unit", maintain_order=True).last()
    on_the_line = {(row["activity"], row["unit"]): row for row in until.to_dicts()}

    for row in board(benefits=benefits, moves=moves, targets=targets, as_of=as_of).to_dicts():
        point = on_the_line.get((row["activity"], row["unit"]))
        for stage in ("nominated", "approved", "delivered", "received"):
            name = f"{stage}_quantity"
            assert (point[name] if point else 0) == row[name]
