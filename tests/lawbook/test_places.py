"""The 226 communes of 2021, their districts, and the nine units that serve them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from donghanh.kernel.identifiers import COMMUNE_CODE, UNIT_CODE
from donghanh.lawbook.places import communes_on, kind_of_commune, read_places, units_on

THE_DAY = date(2021, 12, 20)
NINE_UNITS = ["PA01ND", "PA01VB", "PA01YY", "PA01NT", "PA01NH", "PA01GT", "PA01HH", "PA01XT", "PA01TN"]


def commune(name: str, district: str) -> str | None:
    """The unit that serves the commune of that name, in that district, on the day of the demo."""
    found = [
        place
        for place in communes_on(day=THE_DAY)
        if (place.name, place.district.name_vi) == (name, district)
    ]
    assert len(found) == 1
    return found[0].unit_code_on(day=THE_DAY)


def test_nine_units_stand_in_december_2021() -> None:
    assert [unit.code for unit in units_on(day=THE_DAY)] == NINE_UNITS
    assert all(UNIT_CODE.match(unit.code) for unit in units_on(day=THE_DAY))


def test_the_tree_goes_from_the_corporation_over_the_company_to_units_and_departments() -> None:
    tree = {unit.code: unit for unit in read_places().units}

    assert tree["EVNNPC"].parent_code is None
    assert tree["PA01"].parent_code == "EVNNPC"
    assert {tree[code].parent_code for code in NINE_UNITS} == {"PA01"}
    assert [code for code, unit in tree.items() if unit.kind == "department"] == [
        "PA01-KD",
        "PA01-VP",
        "PA01-CSKH",
    ]


def test_every_unit_has_its_own_tile_and_the_city_lies_north() -> None:
    tiles = {unit.code: unit.tile for unit in units_on(day=THE_DAY)}

    assert None not in tiles.values()
    assert len({(tile.column, tile.row) for tile in tiles.values() if tile}) == len(NINE_UNITS)
    assert min(tiles, key=lambda code: tiles[code].row if tiles[code] else 99) == "PA01ND"


def test_226_communes_in_ten_districts() -> None:
    assert len(communes_on(day=THE_DAY)) == 226
    assert len(read_places().districts) == 10


def test_each_unit_serves_as_many_communes_as_its_districts_have() -> None:
    served = Counter(place.unit_code_on(day=THE_DAY) for place in communes_on(day=THE_DAY))

    assert served == {
        "PA01ND": 36, "PA01VB": 18, "PA01YY": 31, "PA01NH": 24, "PA01NT": 20,
        "PA01TN": 21, "PA01XT": 20, "PA01GT": 22, "PA01HH": 34,
    }  # fmt: skip


def test_the_city_unit_serves_my_loc_too() -> None:
    assert commune("Xã Mỹ Hưng", "Huyện Mỹ Lộc") == "PA01ND"
    assert commune("Xã Mỹ Thuận", "Huyện Mỹ Lộc") == "PA01ND"
    assert commune("Phường Trần Đăng Ninh", "Thành phố Nam Định") == "PA01ND"
    assert commune("Xã Nam Phong", "Thành phố Nam Định") == "PA01ND"


def test_two_places_of_one_name_are_told_apart_by_district() -> None:
    assert commune("Phường Quang Trung", "Thành phố Nam Định") == "PA01ND"
    assert commune("Xã Quang Trung", "Huyện Vụ Bản") == "PA01VB"


def test_the_districts_of_a_unit_are_those_of_its_communes() -> None:
    said = {unit.code: set(unit.district_codes) for unit in units_on(day=THE_DAY)}
    served: dict[str, set[str]] = {code: set() for code in said}
    for place in communes_on(day=THE_DAY):
        served[str(place.unit_code_on(day=THE_DAY))].add(place.district.code)

    assert said == served


def test_codes_are_five_digits_and_stand_in_order() -> None:
    codes = [place.code for place in read_places().communes]

    assert codes == sorted(set(codes))
    assert all(COMMUNE_CODE.match(code) for code in codes)


@pytest.mark.parametrize(
    ("name", "kind"), [("Phường Hạ Long", "ward"), ("Thị trấn Gôi", "town"), ("Xã Yên Mỹ", "commune")]
)
def test_the_kind_of_a_place_is_read_from_its_name(name: str, kind: str) -> None:
    assert kind_of_commune(name) == kind


def test_on_a_day_before_the_list_no_commune_is_known() -> None:
    assert communes_on(day=date(2019, 1, 1)) == ()
    assert read_places().communes[0].unit_code_on(day=date(2019, 1, 1)) is None


def test_what_was_recalled_about_my_loc_is_to_be_confirmed() -> None:
    places = read_places().communes
    services = {place.district.code: place.served_by[0].source.is_confirmed for place in places}

    assert [code for code, is_confirmed in services.items() if not is_confirmed] == ["358"]
