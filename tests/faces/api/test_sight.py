"""Over the API everybody sees what they see on the desk: lists are narrowed, the rest is not there."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU

HERE, ELSEWHERE = "PA01ND", "PA01XT"
PLACE = f"/campaigns/{CAMPAIGN}"
REPAIRS = f"{PLACE}/activities/household-repairs"


@pytest.fixture
def promise(house) -> str:
    """A household of Mỹ Thuận, which Nam Định city serves, verified."""
    return house.verified(
        "household-repairs", unit=HERE, commune=MY_THUAN, phone="0912345678", address="Số 5"
    )


def insiders(house):
    return [house.actors.unit_officer(HERE), house.actors.partner_officer(MY_THUAN), house.actors.auditor]


def strangers(house):
    return [
        house.actors.unit_officer(ELSEWHERE),
        house.actors.crew(ELSEWHERE),
        house.actors.partner_officer(XUAN_CHAU),
    ]


def references(answer):
    status, page = answer
    assert status == 200
    return [line["reference"] for line in page["lines"]]


def test_lists_hold_what_is_in_sight_and_nothing_else(ask, house, promise):
    for actor in insiders(house):
        assert references(ask(actor).get(f"{PLACE}/benefits")) == [promise], actor.username
    for actor in strangers(house):
        assert references(ask(actor).get(f"{PLACE}/benefits", unit=HERE)) == [], actor.username


def test_a_promise_out_of_sight_is_not_there(ask, house, promise):
    for actor in insiders(house):
        assert ask(actor).get(f"/benefits/{promise}")[0] == 200, actor.username
    for actor in strangers(house):
        status, document = ask(actor).get(f"/benefits/{promise}")
        assert (status, document["rule"]) == (404, "not-found"), actor.username


def test_a_promise_out_of_sight_is_not_moved_either(ask, house, promise):
    for actor in strangers(house):
        status, document = ask(actor).post(f"/benefits/{promise}/moves", {"move": "approve"})
        assert (status, document["rule"]) == (404, "not-found"), actor.username

    assert ask(house.actors.director).get(f"/benefits/{promise}")[1]["line"]["state"] == "verified"


def test_an_auditor_reads_everything_and_changes_nothing(ask, house, promise):
    auditor = ask(house.actors.auditor)
    changes = [
        (f"/benefits/{promise}/moves", {"move": "approve"}),
        (f"{REPAIRS}/benefits", {"name": "Hộ mới", "commune_code": MY_THUAN}),
        (f"{PLACE}/activities/large-customer-gifts/selections", {"as_of": "2021-12-20"}),
    ]

    for path, body in changes:
        status, document = auditor.post(path, body)
        assert (status, document["rule"]) == (403, "changes_nothing"), path
    assert auditor.get(f"{PLACE}/board")[0] == 200


def test_telephone_and_house_number_are_covered(ask, house, promise):
    story = ask(house.actors.director).get(f"/benefits/{promise}")[1]

    assert story["is_in_full"] is False
    assert (story["phone"], story["address"]) == ("0912•••678", "Số ••")


def test_an_approved_list_out_of_sight_is_not_there(ask, house, promise):
    from donghanh.apps.programmes.operations.approving import approve_list

    number = approve_list(
        actor=house.actors.director, campaign_code=CAMPAIGN, activity_code="household-repairs", at=house.now
    )
    path = f"{PLACE}/lists/household-repairs/{number}"

    seen = ask(house.actors.unit_officer(HERE))
    assert [one["number"] for one in seen.get(f"{PLACE}/lists")[1]] == [number]
    assert [row["reference"] for row in seen.get(path)[1]["rows"]] == [promise]
    for actor in strangers(house):
        assert ask(actor).get(f"{PLACE}/lists") == (200, []), actor.username
        assert ask(actor).get(path)[0] == 404, actor.username


def test_the_board_of_a_unit_counts_that_unit_alone(ask, house, promise):
    def nominated(actor):
        found = ask(actor).get(f"{PLACE}/board", as_of="2021-12-20")[1]
        lines = {one["code"]: one for programme in found["programmes"] for one in programme["activities"]}
        line = lines["household-repairs"]
        return line["figures"]["nominated"], {one["unit_code"] for one in line["units"]}

    assert nominated(house.actors.director)[0] == 1
    assert nominated(house.actors.unit_officer(HERE)) == (1, {HERE})
    assert nominated(house.actors.unit_officer(ELSEWHERE)) == (0, {ELSEWHERE})


def test_shares_are_those_of_the_units_in_sight(ask, house):
    def units(actor):
        return [one["unit_code"] for one in ask(actor).get(f"{REPAIRS}/shares")[1]]

    assert units(house.actors.unit_head(ELSEWHERE)) == [ELSEWHERE]
    assert len(units(house.actors.director)) == 9
    assert units(house.actors.partner_officer(MY_THUAN)) == []


def test_customers_are_found_and_read_in_sight_alone(ask, house):
    found = ask(house.actors.director).get("/customers", text=HERE.lower(), limit=100)
    code = code_of_a_customer(HERE)

    assert found[0] == 200
    assert ask(house.actors.unit_officer(HERE)).get(f"/customers/{code}")[1]["code"] == code
    assert [one["code"] for one in ask(house.actors.unit_officer(HERE)).get("/customers", text=code)[1]] == [
        code
    ]
    for actor in [house.actors.unit_officer(ELSEWHERE), house.actors.partner_officer(XUAN_CHAU)]:
        assert ask(actor).get("/customers", text=code) == (200, []), actor.username
        assert ask(actor).get(f"/customers/{code}")[0] == 404, actor.username


def test_a_customers_card_is_masked_for_everybody(ask, house):
    code = code_of_a_customer(HERE)
    card = ask(house.actors.director).get(f"/customers/{code}")[1]

    assert card["is_in_full"] is False
    assert "•••" in card["phone"]


def code_of_a_customer(unit: str) -> str:
    from donghanh.apps.customers.models import Customer

    return str(Customer.objects.filter(unit_id=unit, phone__isnull=False).order_by("code")[0].code)


def test_communes_are_those_in_sight(ask, house):
    every = ask(house.actors.director).get("/organisation/communes")[1]
    here = ask(house.actors.unit_officer(HERE)).get("/organisation/communes")[1]
    one = ask(house.actors.partner_officer(MY_THUAN)).get("/organisation/communes")[1]

    assert len(every) == 226
    assert {row["unit_code"] for row in here} == {HERE}
    assert [row["code"] for row in one] == [MY_THUAN]


def test_why_is_told_of_customers_in_sight_alone(ask, house):
    code = code_of_a_customer(HERE)
    run = ask(house.actors.business).post(
        f"{PLACE}/activities/large-customer-gifts/selections", {"as_of": "2021-12-20"}
    )[1]["id"]

    assert ask(house.actors.unit_officer(HERE)).get(f"/selections/{run}/why/{code}")[0] == 200
    assert ask(house.actors.unit_officer(ELSEWHERE)).get(f"/selections/{run}/why/{code}")[0] == 404
    assert ask(house.actors.partner_officer(XUAN_CHAU)).get(f"/selections/{run}/why/{code}")[0] == 404


def test_rows_of_a_selection_are_those_in_sight(ask, house):
    run = ask(house.actors.business).post(
        f"{PLACE}/activities/large-customer-gifts/selections", {"as_of": "2021-12-20"}
    )[1]["id"]

    def units(actor):
        return {row["unit_code"] for row in ask(actor).get(f"/selections/{run}/rows")[1]}

    assert HERE in units(house.actors.director)
    assert units(house.actors.unit_officer(HERE)) <= {HERE}
    assert units(house.actors.partner_officer(MY_THUAN)) == set()


def test_selecting_is_for_those_who_select(ask, house):
    path = f"{PLACE}/activities/large-customer-gifts/selections"

    for actor in [
        house.actors.unit_head(HERE),
        house.actors.partner_officer(MY_THUAN),
        house.actors.director,
    ]:
        status, document = ask(actor).post(path, {"as_of": "2021-12-20"})
        assert (status, document["rule"]) == (403, "role_missing"), actor.username


def test_a_report_of_a_unit_is_about_that_unit_and_issued_ones_are_the_companys(ask, house, promise):
    facts = ask(house.actors.unit_head(ELSEWHERE)).get(f"{PLACE}/report", as_of="2021-12-20")[1]

    assert facts["scope"] == [ELSEWHERE]
    assert ask(house.actors.unit_head(ELSEWHERE)).get(f"{PLACE}/reports") == (200, [])


def test_a_draw_that_is_only_prepared_is_for_staff(ask, house):
    from tests.apps.programmes.drawing_words import prepared

    prepared(house)
    path = f"{CAMPAIGN}/online-payment-draw/1"

    assert ask(None).get("/public/draws") == (200, [])
    assert ask(None).get(f"/public/draws/{path}")[0] == 404
    assert ask(None).get(f"/draws/{path}")[0] == 401
    assert ask(house.actors.office).get(f"/draws/{path}")[1]["public"]["state"] == "prepared"
