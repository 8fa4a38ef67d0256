"""Costs over the API: as on the desk, no more; and the list of signed reports for everybody."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401
from tests.apps.programmes.test_costs import enter
from tests.apps.programmes.test_signing import issue, key_of, register, sign

pytestmark = pytest.mark.django_db
COSTS = f"/api/v1/campaigns/{CAMPAIGN}/costs"
COST = {
    "activity": "household-repairs", "unit": "PA01ND", "amount_dong": 5_000, "vat_dong": 0, "number": "HD-9",
    "on": "2021-12-19",
}  # fmt: skip


@pytest.fixture
def ask(house, settings):  # noqa: F811
    """Ask the API in somebody's name."""
    from django.test import Client
    from tests.faces.api.conftest import stand_on_product_day

    from donghanh.faces.signin.tokens import token_for

    stand_on_product_day(actors=house.actors, settings=settings)

    def send(actor, method: str, address: str, body=None):
        words = {"Authorization": f"Bearer {token_for(username=actor.username)}"} if actor else {}
        given = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(Client(), method)(address, headers=words, **given)

    return send


def test_a_unit_enters_and_sees_its_own_costs_alone(ask, house):  # noqa: F811
    mine, other = house.actors.unit_officer("PA01ND"), house.actors.unit_officer("PA01XT")

    made = ask(mine, "post", COSTS, COST)

    assert made.status_code == 201
    assert made.json()["amount_dong"] == 5_000
    assert len(ask(mine, "get", COSTS).json()) == 1
    assert ask(other, "get", COSTS).json() == []
    assert ask(house.actors.crew("PA01ND"), "get", COSTS).json() == []
    assert ask(other, "post", COSTS, COST).status_code == 403
    assert ask(mine, "post", COSTS, COST).json()["rule"] == "entered-already"


def test_a_correction_of_another_units_entry_is_not_found(ask, house):  # noqa: F811
    number = enter(house)
    right = {key: COST[key] for key in ("amount_dong", "vat_dong", "number", "on")} | {"why": "Nhầm"}
    address = f"/api/v1/costs/{number}/correction"

    assert ask(house.actors.unit_officer("PA01XT"), "post", address, right).status_code == 404
    assert ask(house.actors.unit_officer("PA01ND"), "post", address, right).json()["corrects"] == number
    assert ask(house.actors.unit_officer("PA01ND"), "post", address, right).status_code == 409


def test_everybody_sees_signed_reports_and_no_issued_one(ask, house):  # noqa: F811
    file = key_of()
    register(house, file)
    number = issue(house)
    address = "/api/v1/public/reports"

    assert ask(None, "get", address).json() == []
    sign(house, number, file)
    (told,) = ask(None, "get", address).json()
    assert (told["number"], told["state"]) == (number, "signed")
