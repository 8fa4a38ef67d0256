"""Exemplary enterprises by a stated score: each part visible, places a unit, nothing guessed."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.selection.small_world import AS_OF, CUSTOMER_SCHEMA, enterprise, facts_of, names_of
from tests.oracles.selection_twin import ranking_slowly

from donghanh.engines.selection.ranking import Component, RankingRule, rank_by_score, ranking_reasons
from donghanh.engines.selection.reasons import TooManyReasons
from donghanh.engines.selection.standing import Standing

ENERGY = Component(name="energy", column="energy_kwh", bands=((1_000_000, 20), (5_000_000, 40)))
YEARS = Component(name="years", column="contract_years", bands=((5, 10), (10, 25)))
RULE = RankingRule(
    components=(ENERGY, YEARS),
    quotas={"PA01XT": 3, "PA01ND": 6},
    standing=Standing(kinds=("enterprise",)),
    must_have=("substation",),
)
SCHEMA = {
    **CUSTOMER_SCHEMA, "energy_kwh": pl.Int64, "contract_years": pl.Int64, "substation": pl.Boolean,
}  # fmt: skip


def candidate(code="PA01XT0000001", **changes):
    known = {"energy_kwh": 6_000_000, "contract_years": 12, "substation": True}
    return {**enterprise(code), **known, **changes}


def rank(*rows, rule=RULE, **given_):
    return rank_by_score(candidates=pl.DataFrame(list(rows), schema=SCHEMA), rule=rule, as_of=AS_OF, **given_)


def with_quotas(**quotas):
    return RankingRule(
        components=RULE.components, quotas=quotas, standing=RULE.standing, must_have=RULE.must_have
    )


def test_xuan_truong_gets_its_three_places_and_a_fourth_enterprise_is_told_why_not():
    rows = [candidate(f"PA01XT000000{n}", energy_kwh=6_000_000, contract_years=n + 3) for n in range(1, 5)]

    ranked = rank(*rows)

    assert ranked.chosen.height == 3
    assert ranked.why(code="PA01XT0000001").verdict == "eligible_not_chosen"
    assert facts_of(ranked, "PA01XT0000001", "quota_full")["quota"] == 3


def test_the_score_is_the_sum_of_its_parts_and_each_part_is_told():
    ranked = rank(candidate(energy_kwh=1_000_000, contract_years=9))

    assert facts_of(ranked, "PA01XT0000001", "scored") == {
        "score_points": 30,
        "points_energy": 20,
        "points_years": 10,
        "energy_kwh": 1_000_000,
        "contract_years": 9,
    }


@pytest.mark.parametrize(("energy_kwh", "points"), [(999_999, 0), (1_000_000, 20), (5_000_000, 40)])
def test_a_band_begins_at_its_value(energy_kwh, points):
    ranked = rank(candidate(energy_kwh=energy_kwh))

    assert ranked.verdicts["points_energy"].to_list() == [points]


def test_a_fact_that_is_not_known_gives_no_points_and_is_said():
    ranked = rank(candidate(energy_kwh=None))

    assert ranked.verdicts.select("score_points", "points_energy").row(0) == (25, None)
    assert names_of(ranked, "PA01XT0000001") == {"scored", "no_points_for_energy", "within_quota"}


@pytest.mark.parametrize(
    ("substation", "verdict", "reason"),
    [(False, "not_eligible", "without_substation"), (None, "unknown", "substation_unknown")],
)
def test_what_an_enterprise_must_have_bars_when_absent_and_leaves_open_when_unknown(
    substation, verdict, reason
):
    ranked = rank(candidate(substation=substation))

    assert ranked.why(code="PA01XT0000001").verdict == verdict
    assert reason in names_of(ranked, "PA01XT0000001")


def test_each_unit_ranks_for_itself():
    rule = with_quotas(PA01XT=1, PA01ND=1)
    rows = [candidate("PA01XT0000001", contract_years=1), candidate("PA01ND0000001")]

    ranked = rank(*rows, candidate("PA01ND0000002", contract_years=1), rule=rule)

    assert set(ranked.chosen["code"]) == {"PA01XT0000001", "PA01ND0000001"}
    assert ranked.chosen["rank"].to_list() == [1, 1]


def test_a_unit_that_has_no_quota_has_no_places():
    ranked = rank(candidate("PA01HH0000001"))

    assert ranked.why(code="PA01HH0000001").verdict == "eligible_not_chosen"
    assert facts_of(ranked, "PA01HH0000001", "quota_full")["quota"] == 0


def test_equal_points_go_to_the_earlier_contract_and_the_tie_is_told():
    rows = [candidate(), candidate("PA01XT0000002", contract_from=date(2001, 1, 1))]

    ranked = rank(*rows, rule=with_quotas(PA01XT=1))

    assert ranked.chosen["code"].to_list() == ["PA01XT0000002"]
    assert facts_of(ranked, "PA01XT0000001", "tie_at_the_cut")["decided_by"] == "contract_from"


def test_a_score_below_the_least_bars():
    rule = RankingRule(components=(ENERGY,), quotas={"PA01XT": 1}, standing=RULE.standing, minimum_points=21)

    ranked = rank(candidate(energy_kwh=1_000_000), rule=rule)

    assert ranked.why(code="PA01XT0000001").verdict == "not_eligible"
    assert facts_of(ranked, "PA01XT0000001", "below_minimum_points") == {
        "score_points": 20,
        "minimum_points": 21,
    }


def test_two_components_of_one_name_are_refused():
    with pytest.raises(TooManyReasons, match="each name once"):
        rank(candidate(), rule=RankingRule(components=(ENERGY, ENERGY), quotas={}, standing=RULE.standing))


candidates = st.lists(
    st.builds(
        lambda unit, energy, years, substation, kind, day: {
            "unit_code": unit, "energy_kwh": energy, "contract_years": years, "substation": substation,
            "kind": kind, "contract_from": day,
        },
        st.sampled_from(["PA01XT", "PA01ND", "PA01HH", "PB02AA"]),
        st.sampled_from([None, 0, 1_000_000, 4_999_999, 5_000_000]),
        st.sampled_from([None, 4, 5, 30]),
        st.sampled_from([True, True, True, False, None]),
        st.sampled_from(["enterprise", "enterprise", "household"]),
        st.sampled_from([date(2001, 1, 1), date(2021, 12, 1), date(2022, 1, 1)]),
    ),
    max_size=9,
).map(lambda rows: [{**candidate(f"PA01XT000000{n}"), **row} for n, row in enumerate(rows)])  # fmt: skip
quotas = st.dictionaries(st.sampled_from(["PA01XT", "PA01ND"]), st.integers(0, 3))


@settings(max_examples=100, deadline=None)
@given(rows=candidates, places=quotas, minimum=st.sampled_from([0, 20]))
def test_the_slow_twin_ranks_alike(rows, places, minimum):
    rule = RankingRule(
        components=RULE.components, quotas=places, standing=RULE.standing, must_have=RULE.must_have,
        minimum_points=minimum,
    )  # fmt: skip
    parts = {part.name: (part.column, part.bands) for part in rule.components}

    ranked = rank(*rows, rule=rule)
    twin = ranking_slowly(
        candidates=rows, components=parts, quotas=places, as_of=AS_OF, kinds=("enterprise",), minimum=minimum
    )

    for code, said in twin.items():
        ours = ranked.why(code=code)
        assert (ours.verdict, ours.rank, ours.measure) == (said.verdict, said.rank, said.measure)
        assert {told.name for told in ours.reasons} == said.reasons


@settings(max_examples=50, deadline=None)
@given(rows=candidates, places=quotas)
def test_one_enterprise_alone_with_the_cuts_is_judged_as_the_whole_list_judged_it(rows, places):
    rule = with_quotas(**places)
    whole = rank(*rows, rule=rule)

    for row in rows:
        alone = rank(row, rule=rule, cuts=whole.cuts)
        assert alone.why(code=row["code"]).verdict == whole.why(code=row["code"]).verdict
        assert names_of(alone, row["code"]) == names_of(whole, row["code"])


def test_the_reasons_of_a_rule_are_listed_without_running_it():
    names = [reason.name for reason in ranking_reasons(RULE)]

    assert {"without_substation", "substation_unknown", "no_points_for_energy", "no_points_for_years"} <= set(
        names
    )
