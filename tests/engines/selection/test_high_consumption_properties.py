"""Large customers over generated provinces: the twin agrees, and what must not matter does not."""

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engines.selection.small_world import (
    AS_OF,
    LARGE,
    MONTHS,
    enterprise,
    facts_of,
    names_of,
    provinces,
    readings_of,
    select,
)
from tests.oracles.selection_twin import high_consumption_slowly

THRESHOLD = 1_200
quotas = st.one_of(st.none(), st.integers(0, 5))


def by_code(selection, *columns):
    return {row[0]: row[1:] for row in selection.spelled().select("code", *columns).rows()}


@settings(max_examples=150, deadline=None)
@given(province=provinces(), quota=quotas, at_least=st.booleans(), data=st.data())
def test_the_slow_twin_gives_the_same_verdicts_ranks_energy_reasons_and_missing_months(
    province, quota, at_least, data
):
    people, readings, moves = province
    codes = [person["code"] for person in people]
    served = data.draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(["a", "b"])), max_size=2))
    excluded = data.draw(st.lists(st.sampled_from(codes), max_size=2))

    selection = select(
        people, readings_of(readings), moves=moves, quota=quota, threshold_kwh=THRESHOLD,
        comparison="at_least" if at_least else "above",
        standing=type(LARGE)(kinds=LARGE.kinds, not_with=("a",)),
        served=pl.DataFrame(served, schema={"code": pl.String, "activity": pl.String}, orient="row"),
        exclusions=pl.DataFrame({"code": excluded, "because": "x"}, schema_overrides={"code": pl.String}),
    )  # fmt: skip
    twin = high_consumption_slowly(
        customers=people, readings=readings, moves=moves, threshold=THRESHOLD, quota=quota, months=MONTHS,
        as_of=AS_OF, kinds=LARGE.kinds, not_with=("a",), served=served, exclusions=excluded,
        at_least=at_least,
    )  # fmt: skip

    for code, said in twin.items():
        ours = selection.why(code=code)
        assert (ours.verdict, ours.rank, ours.measure) == (said.verdict, said.rank, said.measure), code
        assert {told.name for told in ours.reasons} == said.reasons, code
        for reason in {"energy_unknown", "known_months_suffice"} & said.reasons:
            assert facts_of(selection, code, reason)["missing_months"] == list(said.missing)


@settings(max_examples=60, deadline=None)
@given(province=provinces(), quota=quotas, shuffle=st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(province, quota, shuffle):
    people, readings, moves = province
    rows = readings_of(readings)

    one = select(people, rows, moves=moves, quota=quota, threshold_kwh=THRESHOLD)
    other = select(people, rows, moves=moves, quota=quota, threshold_kwh=THRESHOLD, shuffle=shuffle)

    columns = ("verdict", "rank", "energy_kwh", "reasons", "contract_from")
    assert by_code(one, *columns) == by_code(other, *columns)
    assert one.cuts == other.cuts


@settings(max_examples=60, deadline=None)
@given(province=provinces(), quota=quotas)
def test_a_customer_who_is_not_eligible_changes_nobody_else(province, quota):
    people, readings, moves = province
    stranger = enterprise("PA01HH7777777", kind="household")
    more = {**readings, **{("PA01HH7777777", month): 999_999 for month in MONTHS}}

    without = select(people, readings_of(readings), moves=moves, quota=quota, threshold_kwh=THRESHOLD)
    with_one = select(
        [*people, stranger], readings_of(more), moves=moves, quota=quota, threshold_kwh=THRESHOLD
    )

    columns = ("verdict", "rank", "energy_kwh", "reasons")
    others = by_code(with_one, *columns)
    assert others.pop("PA01HH7777777")[0] == "not_eligible"
    assert others == by_code(without, *columns)


@settings(max_examples=60, deadline=None)
@given(province=provinces(), lower=st.integers(0, 2400), step=st.integers(0, 600))
def test_a_higher_threshold_never_makes_anybody_eligible(province, lower, step):
    people, readings, moves = province

    def above(threshold):
        found = select(people, readings_of(readings), moves=moves, quota=None, threshold_kwh=threshold)
        return set(found.chosen["code"])

    assert above(lower + step) <= above(lower)


@settings(max_examples=60, deadline=None)
@given(province=provinces(), quota=st.integers(0, 5))
def test_the_chosen_never_exceed_the_quota_and_fill_it_when_they_can(province, quota):
    people, readings, moves = province

    counts = select(
        people, readings_of(readings), moves=moves, quota=quota, threshold_kwh=THRESHOLD
    ).count_by_verdict()

    eligible = counts["chosen"] + counts["eligible_not_chosen"]
    assert counts["chosen"] == min(quota, eligible)


@settings(max_examples=60, deadline=None)
@given(province=provinces(), quota=st.integers(0, 4))
def test_one_customer_alone_with_the_cut_gets_the_verdict_that_the_whole_list_gave(province, quota):
    people, readings, moves = province
    assume(not moves)
    whole = select(people, readings_of(readings), quota=quota, threshold_kwh=THRESHOLD)

    for person in people:
        code = person["code"]
        own = {key: value for key, value in readings.items() if key[0] == code}
        alone = select([person], readings_of(own), quota=quota, threshold_kwh=THRESHOLD, cuts=whole.cuts)
        assert alone.why(code=code).verdict == whole.why(code=code).verdict
        assert names_of(alone, code) == names_of(whole, code)
        assert alone.cuts == whole.cuts
