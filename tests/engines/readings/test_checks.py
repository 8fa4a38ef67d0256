"""Which bills are looked at before they go out, and which are not for all their change."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import polars as pl

from donghanh.engines.readings import PERIODS, TRAITS, check
from donghanh.kernel.months import months_back, next_month
from donghanh.lawbook.reading_checks import read_terms

NOVEMBER = date(2021, 11, 1)
TERMS = read_terms(day=NOVEMBER)
NEIGHBOURS = 30


def traits(count: int = NEIGHBOURS + 1, **of_first) -> pl.DataFrame:
    """Point 0, whom the tests are about, and its neighbours."""
    rows = [
        {
            "point": number, "category": "residential", "like": "residential/13651", "reading_day": 15,
            "contract_from": date(2010, 1, 1), "contract_until": None,
        }
        for number in range(count)
    ]  # fmt: skip
    rows[0] |= of_first
    return pl.DataFrame(rows, schema=TRAITS.schema)


def bills(of_first: list[int | None], *, neighbours: list[int] | None = None, **more) -> pl.DataFrame:
    """Bills of the months that end with November; None: not read."""
    rows = []
    usual = neighbours or [200] * len(of_first)
    for number in range(NEIGHBOURS + 1):
        used = of_first if number == 0 else [kwh + number % 7 for kwh in usual]
        for back, kwh in enumerate(reversed(used)):
            month = months_back(month=NOVEMBER, count=back)
            if kwh is not None:
                rows.append(_bill(number, month, kwh) | (more if number == 0 and back == 0 else {}))
    return pl.DataFrame(rows, schema=PERIODS.schema)


def _bill(point: int, month: date, kwh: int) -> dict:
    before = months_back(month=month, count=1)
    return {
        "point": point, "month": month, "from_on": before.replace(day=16), "until_on": month.replace(day=16),
        "read_on": month.replace(day=15), "kwh": kwh, "is_estimated": False, "is_negative": False,
        "is_rolled_over": False,
    }  # fmt: skip


def found(of_first: list[int | None], *, terms=TERMS, neighbours=None, **more) -> dict[str, str]:
    """Rules that name point 0, with their severity."""
    _, findings = check(
        periods=bills(of_first, neighbours=neighbours, **more), traits=traits(), month=NOVEMBER, terms=terms
    )
    rows = findings.filter(pl.col("point") == 0).select("rule", "severity").rows()
    return dict(rows)


def test_an_ordinary_month_is_neither_held_nor_noted():
    assert found([210, 190, 205, 200]) == {}


def test_three_times_the_month_before_is_held():
    assert found([200, 200, 200, 600]) == {"jump": "hold"}


def test_thirty_per_cent_above_the_month_before_is_checked_and_cleared_when_it_is_small():
    # 31 days after 30: 1.3 times the month before, day by day, are 268.7 kWh.
    assert found([200, 200, 200, 269]) == {"jump-cleared": "note"}
    assert found([200, 200, 200, 268]) == {}


def test_a_jump_that_all_like_customers_made_holds_nobody():
    assert found([200, 200, 200, 420], neighbours=[200, 200, 200, 400]) == {"jump-cleared": "note"}


def test_who_did_not_rise_with_the_others_is_unlike_them():
    assert found([200, 200, 200, 60], neighbours=[200, 200, 200, 400]) == {"unlike-households": "hold"}


def test_the_same_energy_three_months_long_is_held_but_not_where_it_is_small():
    assert found([190, 200, 200, 200]) == {"sameness": "hold"}
    assert found([19, 20, 20, 20], neighbours=[20] * 4) == {}


def test_a_month_without_a_reading_is_missing_and_cannot_be_released():
    _, findings = check(periods=bills([200, 200, 200, None]), traits=traits(), month=NOVEMBER, terms=TERMS)

    (row,) = findings.filter(pl.col("point") == 0).to_dicts()
    assert (row["rule"], row["is_releasable"], row["kwh"]) == ("missing", False, None)


def test_a_contract_that_began_after_the_books_day_is_not_due_yet():
    late = traits(contract_from=date(2021, 11, 20))

    checked, findings = check(periods=bills([None]), traits=late, month=NOVEMBER, terms=TERMS)

    assert checked.filter(pl.col("point") == 0)["is_due"].to_list() == [False]
    assert findings.filter(pl.col("point") == 0).height == 0


def test_a_contract_that_ended_in_the_month_is_due_though_the_books_day_never_came():
    ended = traits(contract_until=date(2021, 11, 5))

    checked, _ = check(periods=bills([None]), traits=ended, month=NOVEMBER, terms=TERMS)

    assert checked.filter(pl.col("point") == 0)["is_due"].to_list() == [True]


def test_a_register_that_went_back_is_held():
    assert found([200, 200, 200, 1], is_negative=True)["negative"] == "hold"


def test_a_finding_carries_the_numbers_that_repeat_the_check():
    _, findings = check(periods=bills([200, 200, 200, 600]), traits=traits(), month=NOVEMBER, terms=TERMS)

    facts = json.loads(findings.filter(pl.col("point") == 0)["facts"][0])
    assert (facts["kwh"], facts["before_kwh"], facts["like_count"]) == (600, 200, NEIGHBOURS + 1)
    assert 190 <= facts["expected_kwh"] <= 210


def test_a_longer_period_is_no_jump_by_itself():
    longer = bills([200, 200, 200, 262], until_on=date(2021, 11, 25), read_on=date(2021, 11, 24))

    _, findings = check(periods=longer, traits=traits(), month=NOVEMBER, terms=TERMS)

    assert findings.filter((pl.col("point") == 0) & pl.col("rule").str.contains("jump")).height == 0


def test_whether_a_rule_holds_or_notes_is_the_lawbooks_word():
    rules = dict(TERMS.rules) | {"jump": replace(TERMS.rules["jump"], severity="note")}

    assert found([200, 200, 200, 600], terms=replace(TERMS, rules=rules)) == {"jump": "note"}


def test_the_months_beyond_do_not_count():
    checked, _ = check(periods=bills([200]), traits=traits(), month=next_month(NOVEMBER), terms=TERMS)

    assert checked["is_read"].sum() == 0
