"""The search of the desk's frame: promises, activities, places; everybody finds what they see, no more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.programmes.conftest import MY_THUAN

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Thị Kín"


@pytest.fixture
def promised(desk):
    """A promise of Nam Định city in Mỹ Thuận: its reference."""
    return desk.verified("welfare-gifts", name=NAME, commune=MY_THUAN, phone="0912345678")


def search(client, text):
    return client.get("/ban/tim-kiem", {"q": text})


@pytest.mark.parametrize("text", ["nguyen thi kin", "kin nguyen", "KÍN"])
def test_a_promise_is_found_by_the_beneficiarys_name_without_diacritics(desk, promised, as_, text) -> None:
    page = search(as_(desk.actors.office), text).content.decode()

    assert f'href="/ban/loi-hua/{promised}/"' in page
    assert NAME in page
    assert "Đã xác minh" in page


def test_a_whole_reference_leads_straight_to_its_promise(desk, promised, as_) -> None:
    assert search(as_(desk.actors.office), promised.lower())["Location"] == f"/ban/loi-hua/{promised}/"


def test_the_beginning_of_a_reference_lists_what_begins_so(desk, promised, as_) -> None:
    found = search(as_(desk.actors.office), promised[:-1]).context["promises"]

    assert promised in {one["reference"] for one in found}
    assert all(one["reference"].startswith(promised[:-1]) for one in found)


@pytest.mark.parametrize("text", [NAME, "whole reference"])
def test_who_must_not_see_a_promise_does_not_find_it(desk, promised, as_, text) -> None:
    wanted = promised if text == "whole reference" else text

    for stranger in (desk.actors.unit_officer("PA01XT"), desk.actors.crew("PA01XT")):
        answer = search(as_(stranger), wanted)

        assert answer.status_code == 200
        assert f"/ban/loi-hua/{promised}/" not in answer.content.decode()
        assert answer.context["promises"] == []


def test_the_unit_of_the_promise_and_its_communes_partner_find_it(desk, promised, as_) -> None:
    for friend in (desk.actors.unit_officer("PA01ND"), desk.actors.partner_officer(MY_THUAN)):
        assert promised in search(as_(friend), NAME).content.decode()


@pytest.mark.parametrize("text", ["khau trang", "M20", "masks"])
def test_an_activity_is_found_by_name_row_or_code(desk, as_, text) -> None:
    page = search(as_(desk.actors.office), text).content.decode()

    assert 'href="/ban/hoat-dong/masks/"' in page


@pytest.mark.parametrize(
    ("text", "kind"), [("my thuan", "communes"), (MY_THUAN, "communes"), ("PA01XT", "units")]
)
def test_places_are_found_by_name_and_code(desk, as_, text, kind) -> None:
    codes = {row.code for row in search(as_(desk.actors.office), text).context[kind]}

    assert codes & {MY_THUAN, "PA01XT"}


def test_places_out_of_sight_are_not_found(desk, as_) -> None:
    client = as_(desk.actors.unit_officer("PA01XT"))

    assert search(client, "my thuan").context["communes"] == []
    assert search(client, "PA01ND").context["units"] == []


def test_nothing_found_says_what_to_try(desk, as_) -> None:
    answer = search(as_(desk.actors.office), "zzzzqqq")

    assert answer.context["nothing"]
    assert "Hãy thử mã khách hàng, số hiệu lời hứa" in answer.content.decode()


def test_a_search_asks_the_database_at_most_eight_times_beyond_who_asks(desk, promised, as_) -> None:
    client = as_(desk.actors.office)
    with CaptureQueriesContext(connection) as who_asks:
        search(client, "")

    with CaptureQueriesContext(connection) as asked:
        search(client, "nguyen")

    assert len(who_asks) <= 5
    assert len(asked) - len(who_asks) <= 8
