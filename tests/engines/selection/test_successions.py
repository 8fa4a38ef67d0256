"""Energy follows whoever moves or changes unit, from the old code to the new, and counts once."""

from datetime import date

import pytest
from tests.engines.selection.small_world import MONTHS, each_month, enterprise, facts_of, names_of, select

from donghanh.engines.selection.successions import CannotFollow

OLD, NEW, NEWER = "PA01XT0000001", "PA01ND0000002", "PA01ND0000003"
DAY = date(2021, 6, 10)
JUNE = date(2021, 6, 1)


def mill_that_moved(**changes):
    return [enterprise(OLD, contract_until=DAY), enterprise(NEW, contract_from=DAY, **changes)]


def until_and_from(energy_kwh):
    """June on both codes, a part of the month each; before it the old, after it the new."""
    old = [row for row in each_month(OLD, energy_kwh) if row["month"] <= JUNE]
    return old + [row for row in each_month(NEW, energy_kwh) if row["month"] >= JUNE]


def test_energy_of_both_codes_counts_and_the_month_of_the_move_is_the_sum_of_its_parts():
    selection = select(mill_that_moved(), until_and_from(160_000), moves=[(OLD, NEW, DAY)])

    assert selection.why(code=NEW).measure == 13 * 160_000
    assert selection.why(code=NEW).verdict == "chosen"
    assert names_of(selection, NEW) == {"above_threshold", "moved", "unit_changed", "within_quota"}


def test_the_old_code_gets_nothing_and_says_which_code_goes_on():
    selection = select(mill_that_moved(), until_and_from(160_000), moves=[(OLD, NEW, DAY)])

    assert selection.why(code=OLD).verdict == "not_eligible"
    assert facts_of(selection, OLD, "continued_under_new_code") == {"new_code": NEW, "moved_on": DAY}


def test_where_the_customer_was_before_is_told():
    selection = select(mill_that_moved(), until_and_from(160_000), moves=[(OLD, NEW, DAY)])

    assert facts_of(selection, NEW, "moved") == {"moved_on": DAY, "previous_codes": [OLD]}
    assert facts_of(selection, NEW, "unit_changed") == {"previous_codes": [OLD], "previous_units": ["PA01XT"]}
    assert selection.verdicts.filter(code=NEW)["unit_code"].to_list() == ["PA01ND"]


def test_a_move_inside_the_unit_changes_no_unit():
    selection = select(mill_that_moved(unit_code="PA01XT"), until_and_from(160_000), moves=[(OLD, NEW, DAY)])

    assert "moved" in names_of(selection, NEW)
    assert "unit_changed" not in names_of(selection, NEW)


def test_a_history_that_was_copied_to_the_new_code_counts_once():
    copied = each_month(OLD, 100_000) + each_month(NEW, 100_000)

    selection = select(mill_that_moved(), copied, moves=[(OLD, NEW, DAY)])

    assert selection.why(code=NEW).measure == 13 * 100_000


def test_a_move_on_the_first_of_a_month_splits_no_month():
    copied = each_month(OLD, 100_000) + each_month(NEW, 100_000)
    people = [enterprise(OLD, contract_until=JUNE), enterprise(NEW, contract_from=JUNE)]

    selection = select(people, copied, moves=[(OLD, NEW, JUNE)])

    assert selection.why(code=NEW).measure == 12 * 100_000


def test_the_contract_counts_from_the_first_code():
    selection = select(mill_that_moved(), until_and_from(160_000), moves=[(OLD, NEW, DAY)])

    assert selection.verdicts.filter(code=NEW)["contract_from"].to_list() == [date(2011, 1, 1)]
    assert "contract_shorter_than_window" not in names_of(selection, NEW)


def test_a_part_of_the_month_of_the_move_that_is_missing_makes_the_month_missing():
    readings = [row for row in until_and_from(100_000) if (row["code"], row["month"]) != (OLD, JUNE)]

    selection = select(mill_that_moved(), readings, moves=[(OLD, NEW, DAY)])

    assert selection.why(code=NEW).verdict == "unknown"
    assert facts_of(selection, NEW, "energy_unknown")["missing_months"] == [JUNE]


def test_a_chain_of_moves_is_followed_to_its_end():
    people = [
        enterprise(OLD, contract_until=date(2021, 3, 1)),
        enterprise(NEW, contract_from=date(2021, 3, 1), contract_until=date(2021, 9, 1)),
        enterprise(NEWER, contract_from=date(2021, 9, 1)),
    ]
    everything = [row for code in (OLD, NEW, NEWER) for row in each_month(code, 200_000)]
    moves = [(NEW, NEWER, date(2021, 9, 1)), (OLD, NEW, date(2021, 3, 1))]

    selection = select(people, everything, moves=moves)

    assert selection.why(code=NEWER).measure == len(MONTHS) * 200_000
    assert facts_of(selection, NEWER, "moved")["previous_codes"] == [OLD, NEW]
    assert [facts_of(selection, code, "continued_under_new_code")["new_code"] for code in (OLD, NEW)] == [
        NEWER,
        NEWER,
    ]


def test_a_move_after_the_day_asked_about_has_not_happened_yet():
    people = [enterprise(OLD), enterprise(NEW, contract_from=date(2022, 1, 5))]

    selection = select(people, each_month(OLD, 200_000), moves=[(OLD, NEW, date(2022, 1, 5))])

    assert selection.why(code=OLD).verdict == "chosen"
    assert "contract_not_begun" in names_of(selection, NEW)


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        ([(OLD, NEW, DAY), (OLD, NEWER, DAY)], f"{OLD} has more than one of successors"),
        ([(OLD, NEWER, DAY), (NEW, NEWER, DAY)], f"{NEWER} has more than one of predecessors"),
        ([(OLD, NEW, DAY), (NEW, OLD, DAY)], "turn back upon themselves"),
        ([(OLD, OLD, DAY)], "turn back upon themselves"),
        ([("PA01XT8888888", NEW, DAY)], "PA01XT8888888 moved, but is not among the customers"),
    ],
)
def test_moves_that_lead_nowhere_single_are_refused_with_the_first_that_does_not_fit(moves, says):
    people = [enterprise(OLD), enterprise(NEW), enterprise(NEWER)]

    with pytest.raises(CannotFollow, match=says):
        select(people, each_month(NEW, 1), moves=moves)
