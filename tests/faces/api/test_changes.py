"""Naming and moving over the API, and what is answered to what cannot be used."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU

PLACE = f"/campaigns/{CAMPAIGN}"
REPAIRS = f"{PLACE}/activities/household-repairs/benefits"
WIRING = f"{PLACE}/activities/home-wiring/benefits"
HOUSEHOLD = {"name": "Hộ bà Nguyễn Thị Thử", "commune_code": MY_THUAN, "address": "Xóm 3"}


def test_a_partner_names_a_household_and_the_unit_takes_it_further(ask, house):
    status, made = ask(house.actors.partner_officer(MY_THUAN)).post(REPAIRS, HOUSEHOLD)
    reference = made["reference"]

    officer = ask(house.actors.unit_officer("PA01ND"))
    checked = officer.post(f"/benefits/{reference}/moves", {"move": "check"})
    story = officer.get(f"/benefits/{reference}")[1]

    assert (status, made["state"]) == (201, "nominated")
    assert checked == (200, {"reference": reference, "state": "checked"})
    assert [one["move"] for one in story["moves"]] == ["nominate", "check"]
    assert story["moves"][0]["at"].endswith(("+07:00", "Z"))
    assert story["moves"][0]["on"] == "2021-12-20"


def test_the_same_nomination_sent_twice_is_refused_naming_the_first(ask, house):
    partner = ask(house.actors.partner_officer(MY_THUAN))
    first = partner.post(REPAIRS, HOUSEHOLD)[1]["reference"]

    status, document = partner.post(REPAIRS, {**HOUSEHOLD, "name": "hộ BÀ nguyen thi thử"})

    assert (status, document["rule"]) == (409, "already-nominated")
    assert document["facts"]["reference"] == first
    assert first in document["message"]


def test_another_household_of_the_same_name_is_another_household(ask, house):
    partner = ask(house.actors.partner_officer(MY_THUAN))
    first = partner.post(REPAIRS, HOUSEHOLD)[1]["reference"]

    status, document = partner.post(REPAIRS, {**HOUSEHOLD, "address": "Xóm 4"})

    assert status == 201
    assert document["reference"] != first


def test_one_that_was_refused_may_be_named_again(ask, house):
    partner, officer = ask(house.actors.partner_officer(MY_THUAN)), ask(house.actors.unit_officer("PA01ND"))
    first = partner.post(REPAIRS, HOUSEHOLD)[1]["reference"]
    refused = officer.post(f"/benefits/{first}/moves", {"move": "refuse", "why": "Thiếu giấy tờ"})

    assert refused == (200, {"reference": first, "state": "refused"})
    assert partner.post(REPAIRS, HOUSEHOLD)[0] == 201


def test_a_customer_is_named_once(ask, house):
    from donghanh.apps.customers.models import Customer

    code = Customer.objects.filter(unit_id="PA01ND", kind="household").order_by("code")[0].code
    officer = ask(house.actors.unit_officer("PA01ND"))
    first = officer.post(REPAIRS, {"customer_code": code})[1]["reference"]

    status, document = officer.post(REPAIRS, {"customer_code": code})

    assert (status, document["rule"], document["facts"]["reference"]) == (409, "already-nominated", first)


def test_a_stranger_learns_of_no_name_by_naming_it_too(ask, house):
    ask(house.actors.partner_officer(MY_THUAN)).post(REPAIRS, HOUSEHOLD)

    known = ask(house.actors.partner_officer(XUAN_CHAU)).post(REPAIRS, HOUSEHOLD)
    unknown = ask(house.actors.partner_officer(XUAN_CHAU)).post(REPAIRS, {**HOUSEHOLD, "name": "Hộ không có"})

    assert (known[0], known[1]["rule"]) == (unknown[0], unknown[1]["rule"]) == (409, "not-for-this-role")
    assert "reference" not in known[1]["facts"]


def test_who_nominated_does_not_approve_over_the_api_either(ask, house):
    business, officer = ask(house.actors.business), ask(house.actors.unit_officer("PA01ND"))
    path = f"/benefits/{business.post(WIRING, HOUSEHOLD)[1]['reference']}/moves"
    officer.post(path, {"move": "check"})
    ask(house.actors.unit_head("PA01ND")).post(path, {"move": "verify"})

    status, document = business.post(path, {"move": "approve"})

    assert (status, document["rule"]) == (409, "duties-not-apart")


@pytest.mark.parametrize(
    ("spoiled", "place"),
    [
        ({"name": "a\0b"}, "body.name"),
        ({"name": "x" * 201}, "body.name"),
        ({"address": "\ud800"}, "body"),
        ({"quantity": 10**30}, "body.quantity"),
        ({"quantity": 0}, "body.quantity"),
        ({"quantity": 1.5}, "body.quantity"),
        ({"phone": "9" * 21}, "body.phone"),
        ({"commune_code": "１３７３２"}, "body.commune_code"),
        ({"kind": "dragon"}, "body.kind"),
        ({"nmae": "Hộ"}, "body.nmae"),
        ({"social_class": "rich"}, "body.social_class"),
    ],
)
def test_a_value_that_no_column_could_take_is_named(ask, house, spoiled, place):
    status, document = ask(house.actors.partner_officer(MY_THUAN)).post(REPAIRS, {**HOUSEHOLD, **spoiled})

    assert (status, document["rule"]) == (422, "input-does-not-fit")
    assert [name for name in document["facts"] if name.startswith(place)]


def test_the_longest_that_may_be_sent_can_be_kept(ask, house):
    longest = {
        "name": "ộ" * 200,
        "address": "ộ" * 200,
        "phone": "9" * 20,
        "why": "ộ" * 2000,
        "social_class": "heroic_mother",
        "kind": "public_body",
        "quantity": 2_000_000_000,
        "commune_code": MY_THUAN,
    }
    partner = ask(house.actors.partner_officer(MY_THUAN))

    status, made = partner.post(f"{PLACE}/activities/masks/benefits", longest)

    assert status == 201
    assert partner.get(f"/benefits/{made['reference']}")[1]["line"]["quantity"] == 2_000_000_000


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"text"', b"1" * 5000])
def test_a_body_that_is_no_nomination_is_refused_in_words(ask, house, body):
    status, document = ask(house.actors.partner_officer(MY_THUAN)).post(REPAIRS, body)

    assert status == 422
    assert document["rule"] in {"body-unreadable", "input-does-not-fit"}


@pytest.mark.parametrize(
    "day",
    ["2021-02-30", "20211220", "0", "1640000000", "2021-12-20T00:00:00", "٢٠٢١-١٢-٢٠", "9999-12-31", ""],
)
def test_only_a_day_of_this_century_written_in_full_is_a_day(ask, house, day):
    status, document = ask(house.actors.director).get(f"{PLACE}/board", as_of=day)

    assert (status, list(document["facts"])) == (422, ["query.as_of"])


@pytest.mark.parametrize(
    "path",
    [
        "/campaigns/khong-co/board",
        "/campaigns/khong-co/benefits",
        "/campaigns/khong-co/lists",
        f"{PLACE}/activities/khong-co/shares",
        f"{PLACE}/activities/khong-co/selections",
        f"{PLACE}/lists/household-repairs/7",
        "/selections/1999999999",
        "/benefits/M18-21-99999",
        f"/public/draws/{CAMPAIGN}/online-payment-draw/1/proof",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(ask, house, path):
    status, document = ask(house.actors.director).get(path)

    assert (status, document["rule"]) == (404, "not-found")


def test_lists_take_a_fixed_number_of_queries(ask, house, django_assert_max_num_queries):
    asker = ask(house.actors.director)
    for number in range(5):
        house.nominate("household-repairs", name=f"Hộ {number}")
    budgets = {
        f"{PLACE}/board": 15,
        f"{PLACE}/benefits": 8,
        f"{PLACE}/activities/household-repairs/shares": 9,
    }

    for path, most in budgets.items():
        with django_assert_max_num_queries(most):
            assert asker.get(path)[0] == 200
