"""People and firms are generated: true frequencies, nobody real, nothing that reaches anybody."""

from hashlib import sha256
from itertools import product

import numpy as np
import polars as pl
import pytest

from donghanh.kernel.text import fold_column
from donghanh.world import people
from donghanh.world.dice import dice
from donghanh.world.reference import reference

NAMES = reference("names")


def digests_of(names: list[str]) -> set[str]:
    return {sha256(name.encode()).hexdigest() for name in fold_column(pl.Series(names)).to_list()}


def every_name_that_can_come_out() -> list[str]:
    return [
        f"{surname} {middle} {given}"
        for gender in ("men", "women")
        for surname, middle, given in product(
            NAMES["surnames"], NAMES[gender]["middle"], NAMES[gender]["given"]
        )
    ]


def test_no_combination_of_names_gives_a_person_of_the_newspaper():
    possible = fold_column(pl.Series(every_name_that_can_come_out())).unique().to_list()

    assert len(possible) > 50_000
    assert not {sha256(name.encode()).hexdigest() for name in possible} & set(NAMES["never"])


def test_the_search_for_a_forbidden_name_would_find_it_with_or_without_diacritics():
    planted = digests_of(["Nguyễn Văn Hùng"])

    assert digests_of(["NGUYEN VAN HUNG"]) == planted
    assert digests_of(every_name_that_can_come_out()[:50_000]) & planted


def test_no_frame_of_the_demo_names_a_person_of_the_newspaper(demo_world):
    world = demo_world.world
    names = [
        *demo_world.customers["name"],
        *world.supply_requests["name"],
        *world.nominations["name"],
    ]

    assert len(NAMES["never"]) == 4
    assert not digests_of(names) & set(NAMES["never"])


@pytest.mark.parametrize(
    ("surname", "least", "most"),
    [("Nguyễn", 0.36, 0.41), ("Trần", 0.10, 0.125), ("Lê", 0.085, 0.105), ("Phạm", 0.06, 0.08)],
)
def test_surnames_come_in_their_true_frequency(households, surname, least, most):
    share = households["name"].str.starts_with(surname + " ").mean()

    assert least < share < most


def test_given_names_go_with_the_gender_of_the_middle_name(households):
    women = households.filter(pl.col("name").str.contains(" Thị "))
    given = women["name"].str.split(" ").list.last()

    assert 0.2 < women.height / households.height < 0.5
    assert set(given) <= set(NAMES["women"]["given"])


def test_heroic_mothers_are_women():
    everybody = np.ones(500, dtype=bool)

    names = people.person_names(rolls=dice(seed=1, subject="x"), count=500, only_women=everybody)

    assert {name.split()[-1] for name in names} <= set(NAMES["women"]["given"])


def test_phones_are_ten_digits_of_a_range_that_no_operator_had(demo_world):
    phones = demo_world.customers["phone"].drop_nulls()

    assert phones.str.contains(r"^03[01]\d{7}$").all()
    assert 0.90 < len(phones) / 20_000 < 0.96


def test_emails_stand_in_a_reserved_domain(demo_world):
    emails = demo_world.customers["email"].drop_nulls()

    assert emails.str.ends_with(".example").all()
    assert emails.n_unique() == len(emails) > 1_000


def check_digit(nine: str) -> int:
    return (
        10
        - sum(
            int(digit) * weight for digit, weight in zip(nine, [31, 29, 23, 19, 17, 13, 7, 5, 3], strict=True)
        )
        % 11
    )


def test_tax_codes_are_well_formed_and_of_a_series_that_nobody_has(demo_world):
    codes = demo_world.customers["tax_code"].drop_nulls().to_list()

    assert len(codes) > 1_000
    assert all(len(code) == 10 and code.startswith("0699") for code in codes)
    assert all(check_digit(code[:9]) == int(code[9]) for code in codes)


def test_households_have_no_tax_code_and_others_have(demo_world):
    named = 3
    rows = demo_world.customers[named:]

    assert rows.filter(pl.col("tax_code").is_null())["kind"].unique().to_list() == ["household"]
    assert rows.filter(kind="household")["tax_code"].null_count() == rows.filter(kind="household").height


def test_generated_firms_carry_a_number(demo_world):
    firms = demo_world.customers[3:].filter(kind="enterprise")

    assert firms["name"].str.contains(r" \d+$").all()


def test_nobody_agrees_to_e_mail_without_an_address(demo_world):
    agreed = demo_world.customers.filter(pl.col("consent_email"))

    assert agreed.height > 500
    assert agreed["email"].null_count() == 0


def test_keys_find_and_sort_what_is_written(demo_world):
    row = demo_world.customers.filter(pl.col("phone").is_not_null())[500].row(0, named=True)

    assert row["search_key"].startswith(row["code"].lower() + " ")
    assert row["phone"] in row["search_key"]
    assert row["search_key"].isascii()


def test_addresses_follow_the_kind_of_the_commune(demo_world):
    places = demo_world.world.places
    kinds = pl.DataFrame({"commune_code": places.codes, "place": places.kinds})
    rows = demo_world.customers[3:].join(kinds, on="commune_code")

    wards, towns, communes = (rows.filter(place=kind)["address"] for kind in ("ward", "town", "commune"))

    assert wards.str.contains(r"^Số \d+, đường ").all()
    assert towns.str.contains(r"^Số \d+, tổ \d+$").all()
    assert communes.str.contains(r"^(Thôn |Số \d+, xóm \d+$)").all()
