"""Who must not see a crew's visits, nor send anything of them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
PLACES = ("", "luot/{order}/", "gui/", "trang-thai/")


@pytest.mark.parametrize("role", ["auditor", "director", "office"])
def test_the_company_has_its_desk_and_no_phone_here(crew, sign_in, role) -> None:
    client = sign_in(getattr(crew_actors(crew), role))

    assert client.get("/hien-truong/").status_code == 403
    assert client.get(f"/hien-truong/luot/{crew.order}/").status_code == 403
    assert client.get("/hien-truong/trang-thai/").status_code == 403


def crew_actors(crew):
    from datetime import UTC, datetime

    from tests.conftest import Actors

    return Actors(at=datetime(2021, 12, 20, 2, tzinfo=UTC))


@pytest.mark.parametrize(("unit", "name"), [("PA01XT", ""), ("PA01ND", "to.hai")])
def test_another_crew_sees_neither_the_list_nor_the_visit(crew, sign_in, unit, name) -> None:
    other = crew_actors(crew).of("crew", unit_code=unit, name=name)
    client = sign_in(other)

    assert "Bà Hộ Hôm Nay" not in client.get("/hien-truong/").content.decode()
    assert client.get(f"/hien-truong/luot/{crew.order}/").status_code == 404


def test_what_a_crew_of_another_unit_sends_is_refused_and_not_kept(crew, sign_in) -> None:
    from donghanh.apps.works.models import FieldRecord

    crew.actor = crew_actors(crew).crew("PA01XT")
    sign_in(crew.actor)

    [answer] = crew.answers(crew.record("arrived"))

    assert answer["refusal"]["rule"] == "not-found"
    assert FieldRecord.objects.count() == 0


def test_what_a_second_crew_of_the_unit_sends_is_kept_aside_and_does_not_count(crew, sign_in) -> None:
    crew.actor = crew_actors(crew).of("crew", unit_code="PA01ND", name="to.hai")
    sign_in(crew.actor)

    [answer] = crew.answers(crew.record("step_done", step="isolated"))

    assert answer["receipt"]["state"] == "refused"
    assert answer["refusal"]["rule"] == "not-your-visit"


def test_a_stranger_gets_the_sign_in_page_and_the_phone_gets_401(client, crew) -> None:
    client.logout()

    page = client.get("/hien-truong/")
    asked = client.get("/hien-truong/trang-thai/")

    assert page["Location"] == "/dang-nhap/?next=/hien-truong/"
    assert asked.status_code == 401
    assert asked.json()["rule"] == "not-signed-in"


def test_each_reading_of_a_days_addresses_is_recorded(crew) -> None:
    from donghanh.apps.organisation.models import PersonalDataReading

    crew.page()

    assert PersonalDataReading.objects.filter(username=crew.actor.username).count() == 1
