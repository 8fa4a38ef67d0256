import re

import numpy as np
import pytest

from donghanh.kernel.identifiers import customer_code_problems
from donghanh.lawbook.places import units_on
from donghanh.world.identity import CODES, code_numbers
from donghanh.world.province import DAY, World

FORM = re.compile(r"^PA01(ND|VB|YY|NT|NH|GT|HH|XT|TN)\d{7}$")


def test_codes_have_the_form_of_the_company(demo_world):
    assert all(FORM.match(code) for code in demo_world.customers["code"])


def test_the_kernel_finds_nothing_wrong_with_any_code(demo_world):
    units = {unit.code for unit in units_on(day=DAY)}

    problems = customer_code_problems(demo_world.customers["code"], unit_codes=units)

    assert problems.drop_nulls().to_list() == []


def test_codes_are_unique(demo_world):
    assert demo_world.customers["code"].n_unique() == 20_000


@pytest.mark.parametrize("seed", [0, 1, 2021, 2**64 - 1])
def test_numbers_of_all_ten_million_codes_are_one_to_one(seed):
    numbers = code_numbers(seed=seed, ordinals=np.arange(CODES))

    assert np.bincount(numbers, minlength=CODES).max() == 1
    assert numbers.min() == 0
    assert numbers.max() == CODES - 1


def test_codes_do_not_tell_the_order_of_customers(demo_world):
    serial = demo_world.customers["code"].str.tail(7).cast(int)

    assert not serial.is_sorted()


def test_the_code_names_the_unit_that_serves_except_for_those_who_changed_unit(demo_world):
    rows = demo_world.customers
    moved = rows.filter(rows["code"].str.head(6) != rows["unit_code"])

    assert 1 <= moved.height <= 2
    assert set(moved["code"].str.head(6)) == {"PA01VB"}


def test_each_customer_is_served_by_the_unit_of_the_commune(demo_world):
    places = demo_world.world.places
    serving = dict(zip(places.codes, places.units, strict=True))

    assert [serving[code] for code in demo_world.customers["commune_code"]] == demo_world.customers[
        "unit_code"
    ].to_list()


def test_all_nine_units_and_all_communes_have_customers(demo_world):
    assert demo_world.customers["unit_code"].n_unique() == 9
    assert demo_world.customers["commune_code"].n_unique() == 226


def test_a_place_that_is_not_in_the_lawbook_is_refused_by_name():
    with pytest.raises(ValueError, match="Xã Không Có"):
        World(customers=10, seed=1).places.row_of(name="Xã Không Có", unit="PA01ND")
