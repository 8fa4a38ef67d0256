"""Gifts to customers above 2 million kWh a year: the article's figures, and what must not be guessed."""

from datetime import date

import polars as pl
import pytest
from tests.engines.selection.small_world import (
    AS_OF,
    LARGE,
    MONTHS,
    TWO_MILLION,
    customers_of,
    each_month,
    enterprise,
    facts_of,
    in_all,
    names_of,
    select,
)

from donghanh.engines.selection.high_consumption import (
    REASONS,
    HighConsumptionRule,
    WindowNotOfRule,
    select_high_consumption,
)
from donghanh.engines.selection.selections import UnknownCode
from donghanh.engines.selection.windows import EnergyWindow, lay_out, window_before

MILL = "PA01XT0000001"


def verdict(selection, code=MILL):
    return selection.why(code=code).verdict


def test_eighty_customers_above_two_million_are_chosen_and_the_next_one_is_told_why_not():
    people = [enterprise(f"PA01ND{number:07d}") for number in range(1, 82)]
    readings = [row for number, one in enumerate(people) for row in in_all(one["code"], 9_000_000 - number)]

    selection = select(people, readings)

    assert selection.count_by_verdict() == {
        "chosen": 80,
        "eligible_not_chosen": 1,
        "not_eligible": 0,
        "unknown": 0,
    }
    assert selection.chosen["rank"].to_list() == list(range(1, 81))
    assert names_of(selection, "PA01ND0000081") == {"above_threshold", "quota_full"}
    assert facts_of(selection, "PA01ND0000081", "quota_full") == {
        "rank": 81,
        "quota": 80,
        "taken": 80,
        "last_energy_kwh": 8_999_921,
        "last_contract_from": date(2011, 1, 1),
        "last_code": "PA01ND0000080",
    }


@pytest.mark.parametrize(
    ("energy_kwh", "comparison", "expected"),
    [
        (2_000_000, "above", "not_eligible"),
        (2_000_001, "above", "chosen"),
        (2_000_000, "at_least", "chosen"),
        (1_999_999, "at_least", "not_eligible"),
    ],
)
def test_exactly_two_million_is_not_above(energy_kwh, comparison, expected):
    selection = select([enterprise()], in_all(MILL, energy_kwh), comparison=comparison)

    assert verdict(selection) == expected
    assert selection.why(code=MILL).measure == energy_kwh


def test_the_window_is_the_twelve_whole_months_before_the_day():
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == (date(2020, 12, 1), date(2021, 11, 1), 12)
    assert window_before(as_of=date(2021, 12, 1))[-1] == date(2021, 11, 1)
    assert window_before(as_of=date(2021, 11, 30))[-1] == date(2021, 10, 1)


def test_energy_outside_the_window_does_not_count():
    outside = [
        {"code": MILL, "month": month, "energy_kwh": 5_000_000}
        for month in (date(2020, 11, 1), date(2021, 12, 1))
    ]

    selection = select([enterprise()], in_all(MILL, 12) + outside)

    assert selection.why(code=MILL).measure == 12


def test_a_missing_month_makes_unknown_and_is_named_never_zero():
    readings = each_month(MILL, 100_000, m2021_03=None)[:-1]

    selection = select([enterprise()], readings)

    assert verdict(selection) == "unknown"
    assert names_of(selection, MILL) == {"energy_unknown"}
    assert facts_of(selection, MILL, "energy_unknown")["missing_months"] == [
        date(2021, 3, 1),
        date(2021, 11, 1),
    ]


def test_known_months_above_the_threshold_are_certain_whatever_the_missing_one_was():
    selection = select([enterprise()], each_month(MILL, 200_000, m2021_03=None))

    assert verdict(selection) == "chosen"
    assert names_of(selection, MILL) == {"above_threshold", "known_months_suffice", "within_quota"}
    assert facts_of(selection, MILL, "known_months_suffice")["missing_months"] == [date(2021, 3, 1)]


def test_a_contract_younger_than_the_window_is_said_and_misses_nothing():
    young = enterprise(contract_from=date(2021, 7, 15))
    readings = [row for row in each_month(MILL, 100_000) if row["month"] >= date(2021, 7, 1)]

    selection = select([young], readings)

    assert verdict(selection) == "not_eligible"
    assert names_of(selection, MILL) == {"below_threshold", "contract_shorter_than_window"}
    assert facts_of(selection, MILL, "contract_shorter_than_window") == {
        "contract_from": date(2021, 7, 15),
        "window_start": date(2020, 12, 1),
    }


def test_a_young_contract_with_a_gap_of_its_own_is_unknown():
    young = enterprise(contract_from=date(2021, 7, 15))
    readings = [row for row in each_month(MILL, 100_000) if row["month"] >= date(2021, 8, 1)]

    selection = select([young], readings)

    assert verdict(selection) == "unknown"
    assert facts_of(selection, MILL, "energy_unknown")["missing_months"] == [date(2021, 7, 1)]


@pytest.mark.parametrize(
    ("changes", "reason", "facts"),
    [
        ({"kind": "household"}, "kind_not_included", {"kind": "household"}),
        ({"unit_code": "PB02AA"}, "other_company", {"unit_code": "PB02AA"}),
        ({"contract_until": AS_OF}, "contract_ended", {"contract_until": AS_OF}),
        ({"contract_from": date(2021, 12, 21)}, "contract_not_begun", {"contract_from": date(2021, 12, 21)}),
    ],
)
def test_what_excludes_a_large_customer_is_named_with_its_fact(changes, reason, facts):
    selection = select([enterprise(**changes)], in_all(MILL, 3_000_000))

    assert verdict(selection) == "not_eligible"
    assert reason in names_of(selection, MILL)
    assert facts_of(selection, MILL, reason) == facts
    assert "above_threshold" in names_of(selection, MILL)


def test_a_contract_that_ends_tomorrow_still_runs_today():
    selection = select([enterprise(contract_until=date(2021, 12, 21))], in_all(MILL, 3_000_000))

    assert verdict(selection) == "chosen"


def test_only_an_activity_that_excludes_this_one_excludes():
    served = pl.DataFrame({"code": [MILL, MILL], "activity": ["masks", "substation-cleaning"]})
    apart = type(LARGE)(kinds=LARGE.kinds, not_with=("substation-cleaning",))

    free = select([enterprise()], in_all(MILL, 3_000_000), served=served)
    barred = select([enterprise()], in_all(MILL, 3_000_000), served=served, standing=apart)

    assert verdict(free) == "chosen"
    assert verdict(barred) == "not_eligible"
    assert facts_of(barred, MILL, "already_served") == {"activity": "substation-cleaning"}


def test_an_exclusion_by_hand_keeps_its_written_reason_and_may_name_strangers():
    listed = pl.DataFrame({"code": ["PA01XT9999999", MILL], "because": ["x", "in dispute"]})

    selection = select([enterprise()], in_all(MILL, 3_000_000), exclusions=listed)

    assert verdict(selection) == "not_eligible"
    assert facts_of(selection, MILL, "excluded_by_list") == {"because": "in dispute"}


def test_a_tie_at_the_end_of_the_quota_goes_to_the_earlier_contract_and_is_told_to_both():
    older = enterprise("PA01XT0000002", contract_from=date(2005, 1, 1))
    readings = in_all(MILL, 3_000_000) + in_all("PA01XT0000002", 3_000_000)

    selection = select([enterprise(), older], readings, quota=1)

    assert verdict(selection, "PA01XT0000002") == "chosen"
    assert verdict(selection) == "eligible_not_chosen"
    for code in (MILL, "PA01XT0000002"):
        assert facts_of(selection, code, "tie_at_the_cut")["decided_by"] == "contract_from"


def test_a_tie_in_energy_and_contract_goes_to_the_lower_code():
    readings = in_all(MILL, 3_000_000) + in_all("PA01XT0000002", 3_000_000)

    selection = select([enterprise("PA01XT0000002"), enterprise()], readings, quota=1)

    assert selection.chosen["code"].to_list() == [MILL]
    assert facts_of(selection, MILL, "tie_at_the_cut")["decided_by"] == "code"


def test_equal_customers_within_the_quota_are_no_tie_at_the_cut():
    people = [enterprise(f"PA01XT000000{number}") for number in (1, 2, 3)]
    readings = [row for one in people[:2] for row in in_all(one["code"], 3_000_000)]

    selection = select(people, readings + in_all("PA01XT0000003", 2_500_000), quota=2)

    assert "tie_at_the_cut" not in {
        name for code in (1, 2, 3) for name in names_of(selection, f"PA01XT000000{code}")
    }


def test_without_a_quota_everybody_eligible_is_chosen():
    selection = select([enterprise()], in_all(MILL, 3_000_000), quota=None)

    assert "without_quota" in names_of(selection, MILL)
    assert verdict(selection) == "chosen"


def test_a_quota_of_nothing_chooses_nobody():
    selection = select([enterprise()], in_all(MILL, 3_000_000), quota=0)

    assert verdict(selection) == "eligible_not_chosen"


def test_a_window_of_other_months_is_refused():
    other = window_before(as_of=date(2021, 11, 20))
    people = customers_of(enterprise())
    window = lay_out(energy=pl.DataFrame(in_all(MILL, 3)), customers=people, months=other)
    rule = HighConsumptionRule(threshold_kwh=TWO_MILLION, standing=LARGE)

    with pytest.raises(WindowNotOfRule, match="2020-12-01 to 2021-11-01"):
        select_high_consumption(customers=people, window=window, rule=rule, as_of=AS_OF)


def test_nobody_at_all_gives_an_empty_selection():
    selection = select(customers_of(), [])

    assert selection.verdicts.height == 0
    assert selection.chosen.height == 0
    assert selection.count_by_verdict()["chosen"] == 0


def test_why_refuses_a_code_that_was_not_judged():
    with pytest.raises(UnknownCode, match="PA01XT7777777"):
        select([enterprise()], []).why(code="PA01XT7777777")


def test_verdict_frames_have_the_common_columns_first_and_spell_their_reasons():
    selection = select([enterprise()], in_all(MILL, 3_000_000))

    assert selection.verdicts.columns[:5] == ["code", "verdict", "rank", "energy_kwh", "reason_bits"]
    assert selection.spelled().columns[:5] == ["code", "verdict", "rank", "energy_kwh", "reasons"]
    assert selection.spelled()["reasons"].to_list() == [["above_threshold", "within_quota"]]
    assert selection.spelled(verdicts=("unknown",)).height == 0


def test_every_reason_has_a_sentence_for_the_documentation():
    assert all(reason.meaning.endswith(".") for reason in REASONS)


def test_coded_columns_are_judged_as_text_is():
    people = customers_of(enterprise(), enterprise("PA01ND0000002", kind="household"))
    kinds = pl.Enum(["household", "enterprise"])
    coded = people.with_columns(pl.col("kind").cast(kinds), pl.col("unit_code").cast(pl.Categorical))
    readings = in_all(MILL, 3_000_000) + in_all("PA01ND0000002", 3_000_000)

    assert (
        select(coded, readings).spelled()["reasons"].to_list()
        == select(people, readings).spelled()["reasons"].to_list()
    )


def test_nothing_that_was_handed_in_is_changed():
    people = customers_of(enterprise(), enterprise("PA01XT0000002", contract_from=date(2021, 6, 10)))
    cells = pl.DataFrame({month.isoformat(): [400_000, None] for month in MONTHS})
    before = (people.clone(), cells.clone(), people["contract_from"].to_list(), cells.rows())

    select_high_consumption(
        customers=people,
        window=EnergyWindow(MONTHS, cells),
        rule=HighConsumptionRule(threshold_kwh=TWO_MILLION, standing=LARGE),
        as_of=AS_OF,
        successions=pl.DataFrame(
            {"old_code": [MILL], "new_code": ["PA01XT0000002"], "day": [date(2021, 6, 10)]}
        ),
    )

    assert (people["contract_from"].to_list(), cells.rows()) == before[2:]
