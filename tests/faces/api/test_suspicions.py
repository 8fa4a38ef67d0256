"""Suspected duplicates over the API: what is seen, what is decided, what is refused."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU

pytestmark = pytest.mark.django_db


def twice(house, unit="PA01ND", commune=MY_THUAN):
    given = {"name": "Khúc Thị Thạch Thảo", "phone": "0912345678"}
    one = house.nominate("welfare-gifts", commune=MY_THUAN, **given)
    return one, house.nominate("welfare-gifts", unit=unit, commune=commune, **given)


def test_a_suspicion_is_read_decided_and_then_the_check_is_refused_by_the_rule(house, ask):
    one, two = twice(house)
    officer = ask(house.actors.unit_officer("PA01ND"))

    _, page = officer.get(f"/campaigns/{CAMPAIGN}/suspicions")
    number = page["lines"][0]["number"]
    undecided = officer.post(f"/benefits/{two}/moves", {"move": "check"})
    decided = officer.post(f"/suspicions/{number}/decisions", {"verdict": "decide_same", "why": "Đã gặp"})
    refused = officer.post(f"/benefits/{two}/moves", {"move": "check"})
    _, household = officer.get(f"/benefits/{two}/household")

    assert page["lines"][0]["other"]["reference"] == one
    assert (undecided[0], undecided[1]["rule"]) == (409, "suspicion-undecided")
    assert decided == (200, {"number": number, "state": "same_household"})
    assert (refused[0], refused[1]["rule"]) == (409, "stacking-must-not")
    assert [one["reference"] for one in household["breaches"]] == [one]


def test_the_side_of_another_unit_is_null_and_the_company_decides(house, ask):
    one, _ = twice(house, unit="PA01XT", commune=XUAN_CHAU)
    officer = ask(house.actors.unit_officer("PA01XT"))

    _, page = officer.get(f"/campaigns/{CAMPAIGN}/suspicions")
    number = page["lines"][0]["number"]
    status, story = officer.get(f"/suspicions/{number}")
    refused = officer.post(f"/suspicions/{number}/decisions", {"verdict": "decide_same", "why": "x"})

    assert status == 200
    assert story["line"]["other"] is None
    assert one not in f"{page} {story} {refused}"
    assert (refused[0], refused[1]["rule"]) == (409, "company-decides")


def test_somebody_elses_suspicion_is_not_there(house, ask):
    twice(house)
    _, page = ask(house.actors.director).get(f"/campaigns/{CAMPAIGN}/suspicions")
    number = page["lines"][0]["number"]
    other = ask(house.actors.partner_officer(XUAN_CHAU))

    assert other.get(f"/campaigns/{CAMPAIGN}/suspicions")[1]["total"] == 0
    assert other.get(f"/suspicions/{number}")[0] == 404
    assert other.post(f"/suspicions/{number}/decisions", {"verdict": "decide_same", "why": "x"})[0] == 404


def test_comparing_anew_is_for_the_company(house, ask):
    twice(house)

    status, found = ask(house.actors.business).post(f"/campaigns/{CAMPAIGN}/suspicions")

    assert (status, found["compared"], found["new"]) == (200, 2, 0)
    assert ask(house.actors.unit_head("PA01ND")).post(f"/campaigns/{CAMPAIGN}/suspicions")[0] == 403
