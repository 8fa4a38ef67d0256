"""Units merge and split: old codes resolve for ever, and figures keep their totals on any day's tree."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from donghanh.engines.organisation.restating import FigureUnknown, resolve, restate
from donghanh.engines.organisation.successions import (
    Succession,
    SuccessionsContradict,
    by_day,
    ended_on,
    founded_on,
)

D2021, D2022, D2023, D2024 = (date(year, 7, 1) for year in (2021, 2022, 2023, 2024))
MERGER = (Succession("A", "C", D2022, 300), Succession("B", "C", D2022, 200))
SPLIT = (Succession("C", "D", D2023, 100), Succession("C", "E", D2023, 300))
TAKE_OVER = (Succession("A", "B", D2022, 300), Succession("B", "B", D2022, 100))
SPLIT_OFF = (Succession("C", "C", D2022, 400), Succession("C", "D", D2022, 100))


def told(amounts, successions, from_day, to_day):
    figures = pl.DataFrame({"unit": list(amounts), "amount": list(amounts.values())})
    after = restate(figures=figures, successions=successions, from_day=from_day, to_day=to_day)
    return dict(after.rows())


def test_two_merged_units_are_one_on_the_later_tree():
    assert told({"A": 7, "B": 4, "Z": 1}, MERGER, D2021, D2024) == {"C": 11, "Z": 1}


def test_a_later_figure_is_divided_over_the_earlier_units_by_their_size():
    assert told({"C": 11}, MERGER, D2024, D2021) == {"A": 7, "B": 4}  # 6.6 and 4.4


def test_a_split_divides_forward_and_adds_up_backward():
    assert told({"C": 10}, SPLIT, D2022, D2024) == {"D": 3, "E": 7}  # 2.5 and 7.5, the tie to the earlier
    assert told({"D": 3, "E": 7}, SPLIT, D2024, D2022) == {"C": 10}


def test_a_chain_of_merger_and_split_is_followed_through():
    assert told({"A": 6, "B": 2}, MERGER + SPLIT, D2021, D2024) == {"D": 2, "E": 6}
    assert told({"D": 2, "E": 6}, MERGER + SPLIT, D2024, D2021) == {"A": 5, "B": 3}


def test_the_day_of_the_merger_already_has_the_new_unit():
    day_before = date(2022, 6, 30)

    assert told({"A": 1}, MERGER, D2021, day_before) == {"A": 1}
    assert told({"A": 1}, MERGER, D2021, D2022) == {"C": 1}
    assert told({"C": 5}, MERGER, D2022, day_before) == {"A": 3, "B": 2}


def test_a_unit_that_takes_another_over_goes_on_under_its_code():
    assert told({"A": 3, "B": 5}, TAKE_OVER, D2021, D2024) == {"B": 8}
    assert told({"B": 8}, TAKE_OVER, D2024, D2021) == {"A": 6, "B": 2}


def test_a_unit_that_gives_a_part_away_goes_on_smaller():
    assert told({"C": 10}, SPLIT_OFF, D2021, D2024) == {"C": 8, "D": 2}
    assert told({"C": 8, "D": 2}, SPLIT_OFF, D2024, D2021) == {"C": 10}


def test_two_units_may_exchange_parts_on_one_day():
    exchange = [
        Succession("A", "A", D2022, 3),
        Succession("A", "B", D2022, 1),
        Succession("B", "B", D2022, 1),
        Succession("B", "A", D2022, 1),
    ]

    assert told({"A": 4, "B": 2}, exchange, D2021, D2024) == {"A": 4, "B": 2}
    assert told({"A": 4}, exchange, D2021, D2024) == {"A": 3, "B": 1}


def test_a_report_that_still_uses_an_ended_code_is_understood():
    assert told({"A": 5, "C": 1}, MERGER, D2023, D2024) == {"C": 6}


def test_a_plan_that_already_uses_a_coming_code_is_understood():
    assert told({"C": 5}, MERGER, D2021, D2021) == {"A": 3, "B": 2}


def test_corrections_below_zero_are_divided_like_their_mirror_image():
    assert told({"C": -11}, MERGER, D2024, D2021) == {"A": -7, "B": -4}


def test_amounts_beyond_64_bits_in_between_stay_exact():
    amount = 9_000_000_000_000_000_001

    after = told({"C": amount}, MERGER, D2024, D2021)

    assert sum(after.values()) == amount
    assert after["A"] == amount * 3 // 5 + 1


def test_what_is_kept_apart_stays_apart():
    figures = pl.DataFrame(
        {"activity": ["masks", "masks", "gifts"], "unit": ["A", "B", "A"], "amount": [1, 2, 4]}
    )

    after = restate(figures=figures, successions=MERGER, from_day=D2021, to_day=D2024)

    assert after.rows() == [("gifts", "C", 4), ("masks", "C", 3)]


def test_a_missing_figure_is_not_taken_for_zero():
    figures = pl.DataFrame({"unit": ["A", "B"], "amount": [1, None]})

    with pytest.raises(FigureUnknown) as refusal:
        restate(figures=figures, successions=MERGER, from_day=D2021, to_day=D2024)

    assert refusal.value.units == ("B",)


def test_no_figures_are_no_figures():
    figures = pl.DataFrame(schema={"unit": pl.String, "amount": pl.Int64})

    assert restate(figures=figures, successions=MERGER, from_day=D2021, to_day=D2024).height == 0


@pytest.mark.parametrize(
    ("code", "day", "units"),
    [
        ("A", D2021, ("A",)),
        ("A", D2022, ("C",)),
        ("A", D2024, ("D", "E")),
        ("C", D2021, ("A", "B")),
        ("D", D2021, ("A", "B")),
        ("D", D2024, ("D",)),
        ("Z", D2024, ("Z",)),
    ],
)
def test_a_code_resolves_on_any_day(code, day, units):
    assert resolve(code=code, successions=MERGER + SPLIT, day=day) == units


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([Succession("A", "B", D2022, 1), Succession("B", "A", D2022, 1)], "code-comes-back"),
        ([Succession("A", "B", D2022, 1), Succession("B", "A", D2023, 1)], "code-comes-back"),
        (
            [Succession("A", "B", D2022, 1), Succession("B", "C", D2023, 1), Succession("C", "A", D2024, 1)],
            "code-comes-back",
        ),
        ([Succession("A", "B", D2022, 1), Succession("A", "C", D2023, 1)], "code-comes-back"),
        ([Succession("B", "C", D2022, 1), Succession("A", "B", D2023, 1)], "code-comes-back"),
        (
            [Succession("B", "B", D2022, 1), Succession("B", "C", D2022, 1), Succession("A", "B", D2023, 1)],
            "code-used-before-it-began",
        ),
        ([Succession("A", "C", D2022, 1), Succession("A", "C", D2022, 2)], "same-row-twice"),
        ([Succession("A", "C", D2022, -1)], "negative-weight"),
    ],
)
def test_rings_and_other_contradictions_are_refused(rows, rule):
    with pytest.raises(SuccessionsContradict) as refusal:
        by_day(successions=rows)

    assert refusal.value.rule == rule


def test_a_refused_ring_says_what_to_do():
    ring = [Succession("A", "B", D2022, 1), Succession("B", "A", D2023, 1)]

    with pytest.raises(SuccessionsContradict, match="Give the new unit a code of its own"):
        resolve(code="A", successions=ring, day=D2024)


def test_births_and_ends_are_read_from_the_rows():
    assert founded_on(successions=MERGER + SPLIT) == {"C": D2022, "D": D2023, "E": D2023}
    assert ended_on(successions=TAKE_OVER) == {"A": D2022}
    assert founded_on(successions=TAKE_OVER) == {}
    assert ended_on(successions=SPLIT_OFF) == {}


@some.composite
def histories(draw):
    """Three units that merge, take over, split and split off, once a year; no code is used again."""
    alive, rows, fresh = ["u1", "u2", "u3"], [], 4
    weight = some.integers(0, 1000)
    for year in range(2015, 2015 + draw(some.integers(0, 5))):
        day = date(year, 7, 1)
        unit = draw(some.sampled_from(alive))
        kind = draw(some.sampled_from(["merge", "take over", "split", "split off"]))
        others = [other for other in alive if other != unit]
        if kind in ("merge", "take over") and others:
            other = draw(some.sampled_from(others))
            successor = other if kind == "take over" else f"u{fresh}"
            rows += [
                Succession(unit, successor, day, draw(weight)),
                Succession(other, successor, day, draw(weight)),
            ]
            alive = [code for code in alive if code not in (unit, other)] + [successor]
        else:
            first = unit if kind == "split off" else f"u{fresh + 1}"
            rows += [
                Succession(unit, first, day, draw(weight)),
                Succession(unit, f"u{fresh}", day, draw(weight)),
            ]
            alive = [code for code in alive if code != unit] + [first, f"u{fresh}"]
        fresh += 2
    return rows


amount = some.integers(-(10**15), 10**15)
days = some.dates(min_value=date(2014, 1, 1), max_value=date(2021, 1, 1))


def tree_of(day, rows):
    """The codes alive on a day, by replaying the years one by one."""
    alive = {"u1", "u2", "u3"}
    for on_day in sorted({row.on_day for row in rows if row.on_day <= day}):
        alive -= {row.predecessor for row in rows if row.on_day == on_day}
        alive |= {row.successor for row in rows if row.on_day == on_day}
    return sorted(alive)


@given(rows=histories(), from_day=days, to_day=days, data=some.data())
@settings(max_examples=200, deadline=None)
def test_totals_are_preserved_between_the_trees_of_any_two_days(rows, from_day, to_day, data):
    figures = {unit: data.draw(amount) for unit in tree_of(from_day, rows)}

    there = told(figures, rows, from_day, to_day)
    back = told(there, rows, to_day, from_day)

    assert sum(there.values()) == sum(figures.values()) == sum(back.values())
    assert set(there) == set(tree_of(to_day, rows))
    assert set(back) == set(figures)


@given(rows=histories(), day=days, data=some.data())
@settings(deadline=None)
def test_figures_re_stated_on_their_own_tree_are_unchanged(rows, day, data):
    figures = {unit: data.draw(amount) for unit in tree_of(day, rows)}

    assert told(figures, rows, day, day) == figures


@given(total=some.integers(0, 10**12), first=some.integers(0, 1000), second=some.integers(0, 1000))
def test_what_a_split_divides_comes_together_again(total, first, second):
    split = [Succession("C", "A", D2022, first), Succession("C", "B", D2022, second)]

    assert told(told({"C": total}, split, D2021, D2024), split, D2024, D2021) == {"C": total}
