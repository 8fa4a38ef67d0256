"""Which households show signs of need, and that what is unknown is never a sign."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.leads_slowly import leads_slowly

from donghanh.engines.leads import LEADS, LeadTerms, area_of, find_leads, house_number_of

TODAY = date(2021, 12, 20)
WEIGHTS = {"very_low_use": 2, "arrears": 2, "storm_damage": 3, "near_nominated": 1}
LIMITS = {
    "very_low_use": {"months": 3, "least_kwh_a_month": 1, "most_kwh_a_month": 15},
    "arrears": {"days": 120},
    "storm_damage": {"days": 365},
    "near_nominated": {"houses_apart": 2},
}
HOUSEHOLDS = {
    "code": pl.String, "unit_code": pl.String, "commune_code": pl.String, "address": pl.String,
    "contract_from": pl.Date, "contract_until": pl.Date,
}  # fmt: skip


def terms(**more: object) -> LeadTerms:
    return LeadTerms(**{"weights": WEIGHTS, "limits": LIMITS, "least_weight": 2, **more})


def household(code: str = "A", address: str = "Số 10, xóm 3", **more: object) -> dict[str, object]:
    given = {"unit_code": "PA01ND", "commune_code": "13732", "contract_from": date(2015, 1, 1)}
    return {"code": code, "address": address, "contract_until": None, **given, **more}


def leads(
    *households: dict[str, object],
    energy: dict[str, list[int | None]] | None = None,
    recorded: list[tuple[str, str, date]] = (),
    named: list[tuple[str | None, str, str]] = (),
    **more: object,
) -> pl.DataFrame:
    use = [(code, kwh) for code, months in (energy or {}).items() for kwh in months]
    return find_leads(
        households=pl.DataFrame(list(households), schema=HOUSEHOLDS),
        energy=pl.DataFrame(use, schema={"code": pl.String, "energy_kwh": pl.Int64}, orient="row"),
        recorded=pl.DataFrame(
            recorded, schema={"code": pl.String, "sign": pl.String, "on": pl.Date}, orient="row"
        ),
        named=pl.DataFrame(
            named,
            schema={"code": pl.String, "commune_code": pl.String, "address": pl.String},
            orient="row",
        ),
        terms=terms(**more),
        as_of=TODAY,
    )


def signs(found: pl.DataFrame) -> dict[str, list[str]]:
    return dict(found.select("code", "signs").iter_rows())


def test_a_household_that_uses_very_little_every_month_is_a_lead_with_its_energy() -> None:
    found = leads(household(), energy={"A": [5, 20, 20]})

    assert LEADS.check(found) == ()
    assert found.select("code", "weight", "signs", "use_kwh").rows() == [("A", 2, ["very_low_use"], 45)]


@pytest.mark.parametrize(
    "months",
    [[15, 15, 16], [5, None, 5], [5, 0, 5], [5, 5], []],
    ids=["more", "unread", "empty", "short", "none"],
)  # fmt: skip
def test_little_use_that_is_not_known_or_not_lived_in_is_no_sign(months: list[int | None]) -> None:
    assert leads(household(), energy={"A": months}).is_empty()


@pytest.mark.parametrize(("on", "is_lead"), [(TODAY, True), (TODAY - timedelta(days=119), True),
                                             (TODAY - timedelta(days=120), False),
                                             (TODAY + timedelta(days=1), False)])  # fmt: skip
def test_arrears_count_within_their_days(on: date, is_lead: bool) -> None:
    assert leads(household(), recorded=[("A", "arrears", on)]).height == is_lead


def test_living_next_to_a_nominated_household_is_no_lead_alone_and_adds_to_another_sign() -> None:
    named = [("B", "13732", "Số 12 xóm 3")]

    alone = leads(household(), named=named)
    together = leads(household(), named=named, energy={"A": [5, 5, 5]})

    assert alone.is_empty()
    assert signs(together) == {"A": ["very_low_use", "near_nominated"]}
    assert together["near_code"].to_list() == ["B"]


@pytest.mark.parametrize(
    "named",
    [
        ("B", "13732", "Số 13, xóm 3"),
        ("B", "13729", "Số 12, xóm 3"),
        ("B", "13732", "Số 12, xóm 4"),
        ("B", "13732", "xóm 3"),
    ],
    ids=["three-houses-off", "other-commune", "other-hamlet", "no-number"],
)  # fmt: skip
def test_what_is_not_next_door_is_not_near(named: tuple[str, str, str]) -> None:
    found = leads(household(), named=[named], energy={"A": [5, 5, 5]})

    assert signs(found) == {"A": ["very_low_use"]}


def test_a_household_that_was_nominated_is_no_lead() -> None:
    assert leads(household(), named=[("A", "13732", "x")], energy={"A": [5, 5, 5]}).is_empty()


@pytest.mark.parametrize(
    "more",
    [{"contract_until": TODAY}, {"contract_from": TODAY + timedelta(days=1)}],
    ids=["ended", "to-come"],
)  # fmt: skip
def test_a_contract_that_does_not_run_is_no_lead(more: dict[str, date]) -> None:
    assert leads(household(**more), energy={"A": [5, 5, 5]}).is_empty()


def test_the_heaviest_stand_first() -> None:
    found = leads(
        household("A"), household("B"), household("C"),
        energy={"A": [5, 5, 5], "C": [5, 5, 5]},
        recorded=[("B", "storm_damage", TODAY), ("C", "arrears", TODAY)],
    )  # fmt: skip

    assert found.select("code", "weight").rows() == [("C", 4), ("B", 3), ("A", 2)]


def test_a_sign_that_the_rule_does_not_name_is_not_used() -> None:
    found = leads(household(), recorded=[("A", "arrears", TODAY)], weights={"very_low_use": 2})

    assert found.is_empty()


def test_places_are_read_as_people_write_them() -> None:
    written = pl.Series(["Số 12, xóm 3", "12B Trần Phú", "Nhà số 7 thôn Đông", "Thôn Nam", "", None])

    assert area_of(written).to_list() == ["xom 3", "tran phu", "thon dong", "thon nam", None, None]
    assert house_number_of(written).to_list() == [12, 12, 7, None, None, None]


codes = st.sampled_from("ABCDEF")
addresses = st.sampled_from(["Số 1, xóm 3", "số 3 xóm 3", "5 Xóm 3", "Xóm 3", "Số 1, xóm 4"])
days = st.integers(-400, 2).map(lambda count: TODAY + timedelta(days=count))


@settings(max_examples=150)
@given(
    homes=st.lists(st.tuples(codes, addresses, days, st.none() | days), unique_by=lambda one: one[0]),
    energy=st.dictionaries(codes, st.lists(st.none() | st.integers(0, 30), min_size=3, max_size=3)),
    recorded=st.lists(st.tuples(codes, st.sampled_from(["arrears", "storm_damage"]), days)),
    named=st.lists(st.tuples(st.none() | codes, st.sampled_from(["13732", "13729"]), addresses)),
)
def test_the_columns_and_the_slow_twin_find_the_same(homes, energy, recorded, named) -> None:
    # A near household without a code shows no code beside the sign, and is a sign all the same.
    made = [
        household(code, address, contract_from=begin, contract_until=end)
        for code, address, begin, end in homes
    ]  # fmt: skip

    found = leads(*made, energy=energy, recorded=recorded, named=named)

    assert found.select("code", "weight", "signs").rows() == leads_slowly(
        households=made, energy=energy, recorded=recorded, named=named,
        weights=WEIGHTS, limits=LIMITS, least_weight=2, as_of=TODAY,
    )  # fmt: skip
