"""The effect in a report: households and communes counted once, other sources kept to what a report says."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN

from donghanh.kernel.digests import digest_of_rows

DAY = date(2021, 12, 20)
FIGURES = {
    "delivered": 200, "sampled": 40, "answered": 31, "satisfied": 30, "not_received": 1, "response_bp": 7750,
    "satisfied_bp": 9677, "low_bp": 8330, "high_bp": 9940, "is_too_few": False,
}  # fmt: skip
CONFIRMED = FIGURES | {
    "rounds": 1, "open_rounds": 0, "least_answers": 5, "satisfied_from": 4, "digest": "cd" * 32,
}  # fmt: skip
GOODS = {
    "digest": "ee" * 32,
    "items": [
        {
            "code": "mask", "name_vi": "Khẩu trang", "name_en": "Masks",
            "unit_vi": "cái", "unit_en": "pieces",
            "received": 20_000, "in_warehouses": 7_990, "in_transit": 0, "with_carriers": 0,
            "handed_over": 12_000, "written_off": 10, "confirmed": 12_000, "awaiting": 0, "differences": 0,
        }
    ],
}  # fmt: skip
PICTURE = {
    "number": 4,
    "story": 1,
    "caption_vi": "Trao quà",
    "caption_en": "Gifts",
    "sha256": "ab" * 32,
    "on": "2021-12-19",
}


def effects(house, *, actor=None):
    from donghanh.apps.programmes.queries.reports import report_facts

    return report_facts(actor=actor or house.actors.office, campaign_code=CAMPAIGN, as_of=DAY)["effects"]


def delivered(house, **more) -> str:
    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved("welfare-gifts", **more)
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=DAY)
    house.move(reference, "deliver", by=house.actors.crew("PA01ND"))
    return reference


def test_what_nobody_has_counted_yet_is_none_and_not_zero(house):
    found = effects(house)

    assert (found["confirmations"], found["goods"], found["pictures"]) == (None, None, [])


def test_households_are_counted_by_class_when_something_was_delivered(house):
    first = delivered(house, name="Hộ A", commune=MY_THUAN, social_class="poor")
    second = delivered(house, name="Hộ B", commune=MY_THUAN, social_class="policy")
    house.nominate("welfare-gifts", name="Hộ C", commune=MY_THUAN, social_class="poor")

    found = effects(house)["households"]

    assert found["classes"] == [{"class": "poor", "count": 1}, {"class": "policy", "count": 1}]
    assert (found["count"], found["communes"]) == (2, 1)
    rows = [
        {"reference": first, "class": "poor", "commune": MY_THUAN},
        {"reference": second, "class": "policy", "commune": MY_THUAN},
    ]
    assert found["digest"] == digest_of_rows(rows)
    assert "Hộ A" not in str(found)


def test_another_unit_does_not_count_them(house):
    delivered(house, name="Hộ A", commune=MY_THUAN, social_class="poor")

    assert effects(house, actor=house.actors.unit_head("PA01XT"))["households"]["count"] == 0


def test_sources_are_kept_to_the_keys_that_a_report_says(house, monkeypatch):
    from donghanh.apps.programmes.queries import report_effects

    sources = {
        "confirmations_of": CONFIRMED | {"phones": ["0912345678"]},
        "goods_of": GOODS,
        "pictures_of": [PICTURE | {"person": "Nguyễn Thị Không Có"}],
    }
    for name, value in sources.items():
        monkeypatch.setattr(report_effects, name, lambda value=value, **_: value)

    found = effects(house)

    assert found["confirmations"] == CONFIRMED | {"activities": []}
    assert found["goods"] == GOODS
    assert found["pictures"] == [PICTURE]
    assert found["pictures_digest"] == digest_of_rows([PICTURE])


def test_a_source_that_lacks_a_key_is_named():
    from donghanh.apps.programmes.queries.report_effects import NotAsExpected, shaped

    lacking = {key: value for key, value in CONFIRMED.items() if key != "low_bp"}

    with pytest.raises(NotAsExpected, match="low_bp"):
        shaped(households={}, confirmations=lacking, goods=None, pictures=())
