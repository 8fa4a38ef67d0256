"""Goods over the API: moved by those who keep them, refused with a rule, unseen by those who do not."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN
from tests.apps.stock.conftest import CITY, COMPANY, SERIALS, stocked


@pytest.fixture
def store(actors, product_now):
    return stocked(actors, product_now)


def test_a_receipt_and_a_transfer_reach_the_units_shelf(ask, store):
    office, keeper = ask(store.actors.office), ask(store.keeper(CITY))
    line = {"item": "mask", "quantity": 100, "lot": "A", "expires_on": "2022-06-01"}

    receipt = {"warehouse": COMPANY, "lines": [line], "key": "k1"}
    first, again = office.post("/stock/receipts", receipt), office.post("/stock/receipts", receipt)
    sent = {"from_warehouse": COMPANY, "to_warehouse": CITY, "lines": [{"item": "mask", "quantity": 40}]}
    slip = office.post("/stock/transfers", sent)[1]["slip"]
    short = keeper.post(f"/stock/transfers/{slip}/acceptance", {"arrived": {"mask A": 39}})
    accepted = keeper.post(f"/stock/transfers/{slip}/acceptance", {"arrived": {"mask A": 39}, "why": "Rách"})

    assert first == again
    assert (short[0], short[1]["rule"]) == (409, "reason-needed")
    assert accepted[0] == 201
    assert [row["quantity"] for row in keeper.get("/stock/levels")[1]] == [39]
    status, told = office.get("/stock/equation")
    assert (status, told["holds"], told["rows"][0]["written_off"]) == (200, True, 1)


def test_strangers_are_kept_out_of_every_address_of_the_stock(ask, store):
    store.receive(item="tablet", serials=SERIALS)
    partner, crew, other = (
        ask(store.actors.partner_officer("13732")), ask(store.actors.crew("PA01ND")), ask(store.keeper(CITY)),
    )  # fmt: skip

    for path in ("warehouses", "levels", "slips", "transfers", "equation", f"custody/tablet/{SERIALS[0]}"):
        for nobody in (partner, crew):
            assert nobody.get(f"/stock/{path}")[0] == 403, path
    assert other.get(f"/stock/custody/tablet/{SERIALS[0]}")[0] == 404
    assert other.get("/stock/equation")[0] == 403
    assert other.get("/stock/levels")[1] == []


def test_a_delivery_over_the_api_names_the_serial_and_an_allocation_shares_out(ask, house, product_now):
    store = stocked(house.actors, product_now)
    store.receive(3000)
    store.receive(item="tablet", serials=SERIALS)
    officer, keeper = ask(house.actors.unit_officer("PA01ND")), ask(house.actors.warehouse_keeper("PA01ND"))
    reference = house.approved("tablets")
    officer.post(f"/benefits/{reference}/moves", {"move": "allot"})
    officer.post(f"/benefits/{reference}/moves", {"move": "schedule", "scheduled_on": "2021-12-20"})

    wrong = keeper.post(f"/benefits/{reference}/moves", {"move": "deliver", "serial": "MTB-999"})
    given = keeper.post(f"/benefits/{reference}/moves", {"move": "deliver", "serial": "MTB-002"})
    house.verified("masks", quantity=1500, kind="school")
    address = f"/campaigns/{CAMPAIGN}/activities/masks/allocation"
    seen = ask(house.actors.business).get(address)[1]
    made = ask(house.actors.business).post(address, {"digest": seen["digest"]})

    assert (wrong[0], wrong[1]["rule"]) == (409, "serial-not-here")
    assert given == (200, {"reference": reference, "state": "delivered"})
    assert (made[0], made[1]["granted"]) == (201, 1000)
    assert officer.post(address, {})[0] == 403
    goods = ask(house.actors.director).get(f"/campaigns/{CAMPAIGN}/goods")[1]
    tablets = next(one for one in goods if one["activity_code"] == "tablets")
    assert [one["rule"] for one in tablets["differences"]] == ["awaiting-receipt"]
