"""Money is whole đồng and energy whole watt-hours; a float has no place in either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.energy import format_kwh, kwh_of_wh, wh_of_kwh
from donghanh.kernel.money import NotAnAmount, format_dong, format_whole, read_dong, round_ratio


@pytest.mark.parametrize(
    ("amount_dong", "written"),
    [(0, "0 ₫"), (999, "999 ₫"), (1_000, "1.000 ₫"), (1_234_567, "1.234.567 ₫"), (-20_000, "-20.000 ₫")],
)
def test_an_amount_is_written_as_on_a_bill(amount_dong: int, written: str) -> None:
    assert format_dong(amount_dong) == written


@pytest.mark.parametrize("number", [1.0, True, "1000", None])
def test_what_is_not_a_whole_number_is_never_written_as_money(number: object) -> None:
    with pytest.raises(NotAnAmount):
        format_whole(number)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "amount_dong"),
    [
        ("1.234.567 ₫", 1_234_567),
        ("1234567", 1_234_567),
        (" -500 đ ", -500),
        ("20.000VND", 20_000),
        ("5 đồng", 5),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount_dong: int) -> None:
    assert read_dong(text) == amount_dong


@pytest.mark.parametrize(
    "text", ["", "1.23", "12.34.567", "1,5", "1.234,50", "mười nghìn", "1 000", "--5", "١٢٣"]
)
def test_an_amount_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount, match=r"write it as 1\.234\.567"):
        read_dong(text)


@given(st.integers(-(10**15), 10**15))
def test_what_was_written_is_read_back(amount_dong: int) -> None:
    assert read_dong(format_dong(amount_dong)) == amount_dong


@pytest.mark.parametrize(
    ("numerator", "nearest"), [(14, 1), (15, 2), (16, 2), (-14, -1), (-15, -2), (-16, -2), (0, 0)]
)
def test_halves_are_rounded_away_from_zero(numerator: int, nearest: int) -> None:
    assert round_ratio(numerator=numerator, denominator=10) == nearest


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**9))
def test_a_rounded_ratio_is_at_most_a_half_away(numerator: int, denominator: int) -> None:
    nearest = round_ratio(numerator=numerator, denominator=denominator)

    assert 2 * abs(nearest * denominator - numerator) <= denominator


@pytest.mark.parametrize("denominator", [0, -3])
def test_a_ratio_over_nothing_is_refused(denominator: int) -> None:
    with pytest.raises(NotAnAmount, match="more than zero"):
        round_ratio(numerator=1, denominator=denominator)


def test_a_ratio_of_floats_is_refused() -> None:
    with pytest.raises(NotAnAmount, match="float"):
        round_ratio(numerator=1.5, denominator=1)  # type: ignore[arg-type]


def test_energy_goes_to_watt_hours_exactly_and_back_by_rounding() -> None:
    assert wh_of_kwh(2) == 2_000
    assert [kwh_of_wh(energy_wh) for energy_wh in (1_499, 1_500, 2_000)] == [1, 2, 2]


def test_energy_is_written_with_dots_and_its_unit() -> None:
    assert format_kwh(2_000_000) == "2.000.000 kWh"
