"""Decisions over the API: what is approved, shared out, varied, drawn and issued, by those who may."""

from __future__ import annotations

import json

import pytest
from tests.apps.programmes.conftest import CAMPAIGN

PLACE = f"/campaigns/{CAMPAIGN}"
LIST = f"{PLACE}/lists/household-repairs"
SHARE = f"{PLACE}/activities/home-wiring/shares/PA01HH"
WAY = f"{PLACE}/activities/household-repairs/variations/PA01XT"
DRAWS = f"/draws/{CAMPAIGN}/online-payment-draw"
TERMS = {
    "prize_count": 1,
    "alternate_count": 1,
    "window_from_on": "2021-12-01",
    "window_until_on": "2022-01-01",
    "draw_on": "2022-01-05",
    "claim_until_on": "2022-01-29",
    "sources": [{"name": "Xổ số thử", "on": "2022-01-05"}],
}


def test_a_list_is_looked_at_approved_and_kept(ask, house):
    reference = house.verified("household-repairs")
    business = ask(house.actors.business)
    foreseen = business.get(f"{PLACE}/activities/household-repairs/approval")[1]

    status, frozen = business.post(LIST, {"digest": foreseen["digest"], "why": "đủ hồ sơ"})

    assert status == 201
    assert frozen["card"]["digest"] == foreseen["digest"]
    assert [row["reference"] for row in frozen["rows"]] == [reference]
    assert business.post(LIST, {})[1]["rule"] == "nothing-to-approve"


def test_a_list_that_changed_since_it_was_looked_at_is_not_approved(ask, house):
    house.verified("household-repairs")
    business = ask(house.actors.business)
    foreseen = business.get(f"{PLACE}/activities/household-repairs/approval")[1]
    house.verified("household-repairs")

    status, document = business.post(LIST, {"digest": foreseen["digest"]})

    assert (status, document["rule"]) == (409, "list-changed")


def test_a_share_is_set_with_the_sum_kept(ask, house):
    status, lines = ask(house.actors.business).put(SHARE, {"target": 20, "why": "nhiều nhà mới"})

    assert status == 200
    assert sum(line["target"] for line in lines) == 90
    assert next(line for line in lines if line["unit_code"] == "PA01HH")["basis"] == "edited"


def test_a_units_own_way_is_stated_within_limits(ask, house):
    head = ask(house.actors.unit_head("PA01XT"))

    made = head.post(WAY, {"days_later": 7, "way_of_delivery": "at_place", "why": "mưa ngập"})
    beyond = head.post(WAY, {"days_later": 70, "way_of_delivery": "at_place", "why": "mưa ngập"})

    assert (made[0], made[1][0]["days_later"]) == (201, 7)
    assert (beyond[0], beyond[1]["rule"]) == (409, "beyond-limits")


def test_a_draw_is_prepared_and_committed_only_by_a_second_person_on_its_day(ask, house):
    office, business = ask(house.actors.office), ask(house.actors.business)

    status, story = office.post(DRAWS, TERMS)
    number = story["public"]["number"]
    early = business.post(f"{DRAWS}/{number}/steps", {"step": "commit"})
    alone = office.post(f"{DRAWS}/{number}/steps", {"step": "commit"})

    assert (status, story["public"]["state"]) == (201, "prepared")
    assert (early[0], early[1]["rule"]) == (409, "not-the-day-to-commit")
    assert alone[0] == 409


def test_a_report_is_issued_once_for_the_same_facts(ask, house):
    office = ask(house.actors.office)
    wanted = {"as_of": "2021-12-20"}

    first, second = office.post(f"{PLACE}/reports", wanted), office.post(f"{PLACE}/reports", wanted)

    assert first == (201, {"number": 1})
    assert (second[0], second[1]["rule"]) == (409, "issued-already")


@pytest.mark.parametrize(
    ("way", "address", "body"),
    [
        ("post", LIST, {}),
        ("put", SHARE, {"target": 1, "why": "thử"}),
        ("post", WAY, {"days_later": 1, "way_of_delivery": "at_place", "why": "thử"}),
        ("post", DRAWS, TERMS),
        ("post", f"{PLACE}/reports", {"as_of": "2021-12-20"}),
    ],
)
@pytest.mark.parametrize("role", ["auditor", "crew", "partner"])
def test_whoever_may_not_decide_is_told_so_and_nothing_is_written(ask, house, way, address, body, role):
    from donghanh.apps.programmes.models import ApprovedList, Draw, IssuedReport, TargetChange, UnitVariation

    house.verified("household-repairs")
    actors = {
        "auditor": house.actors.auditor,
        "crew": house.actors.crew("PA01XT"),
        "partner": house.actors.partner_officer("13732"),
    }

    status, document = getattr(ask(actors[role]), way)(address, body)

    assert status in {403, 404, 409}, json.dumps(document)
    for rows in (ApprovedList, Draw, IssuedReport, TargetChange, UnitVariation):
        assert not rows.objects.exists()
