"""The works on the desk: visits of a day, a crew's day in order, one order, its paper; who sees them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.stock.conftest import CITY, stocked
from tests.apps.works.conftest import VISIT_DAY, Field, field  # noqa: F401 -- the fixture of this file

from donghanh.apps.organisation.models import PersonalDataReading
from donghanh.apps.works.models import Visit, WorkOrder

pytestmark = pytest.mark.django_db
DAY = f"ngay={VISIT_DAY.isoformat()}"


@pytest.fixture(autouse=True)
def standing_on_the_product_day(settings, actors, product_now):
    """The pages stand on 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())


def text(answer):
    return answer.content.decode()


def test_the_visits_of_a_day_are_listed_with_order_crew_and_area(field, sign_in):  # noqa: F811
    order = field.planned()

    page = text(sign_in(field.actors.unit_head("PA01ND")).get(f"/ban/cong-viec/?{DAY}"))

    assert order in page
    assert "Test crew.PA01ND" in page
    assert "0912345678" not in page


@pytest.mark.parametrize("address", ["/ban/cong-viec/?" + DAY, "/ban/cong-viec/lenh/"])
def test_another_unit_sees_an_empty_list_and_a_partner_no_page(field, sign_in, address):  # noqa: F811
    order = field.planned()

    other = sign_in(field.actors.unit_head("PA01XT")).get(address)
    partner = sign_in(field.actors.partner_officer("13732")).get(address)

    assert other.status_code == 200
    assert order not in text(other)
    assert partner.status_code == 403


def test_an_order_of_another_unit_is_not_there(field, sign_in):  # noqa: F811
    order = field.planned()
    client = sign_in(field.actors.unit_head("PA01XT"))

    for address in (f"/ban/cong-viec/{order}/", f"/ban/cong-viec/{order}/bien-ban.pdf"):
        assert client.get(address).status_code == 404
    assert client.post(f"/ban/cong-viec/{order}/hien/").status_code == 404


def test_address_and_telephone_are_covered_until_asked_for_and_the_asking_is_kept(field, sign_in):  # noqa: F811
    order = field.planned()
    client = sign_in(field.actors.unit_head("PA01ND"))

    covered = text(client.get(f"/ban/cong-viec/{order}/"))
    assert PersonalDataReading.objects.count() == 0
    shown = text(client.post(f"/ban/cong-viec/{order}/hien/"))

    assert "0912345678" not in covered
    assert "0912345678" in shown
    assert PersonalDataReading.objects.get().subject == f"work:{order}"


def test_a_visit_is_moved_up_without_a_script(field, sign_in):  # noqa: F811
    first, second = field.planned("test:1"), field.planned("test:2")
    crew = field.actors.crew("PA01ND").staff_id
    client = sign_in(field.actors.unit_officer("PA01ND"))
    address = f"/ban/cong-viec/ngay/?{DAY}&to={crew}"

    answer = client.post(address, {"up": second}, follow=True)

    assert answer.status_code == 200
    rows = Visit.objects.order_by("position").values_list("order__reference", flat=True)
    assert list(rows) == [second, first]


def test_the_proposal_is_looked_at_before_it_is_kept(field, sign_in):  # noqa: F811
    communes = ("13732", "14089", "13729")
    references = [field.planned(f"test:{one}", commune=one) for one in communes]
    crew = field.actors.crew("PA01ND").staff_id
    client = sign_in(field.actors.unit_officer("PA01ND"))
    address = f"/ban/cong-viec/ngay/?{DAY}&to={crew}"

    preview = text(client.get(f"{address}&xep=1"))
    assert "ước lượng" in preview
    seen = preview.split('name="seen" value="')[1].split('"')[0]
    client.post(address, {"arrange": "1", "seen": seen})

    kept = Visit.objects.order_by("position").values_list("order__reference", flat=True)
    assert list(kept) == seen.split()
    assert sorted(seen.split()) == sorted(references)


def test_an_officer_plans_another_day_and_cancels(field, sign_in):  # noqa: F811
    order = field.planned()
    client = sign_in(field.actors.unit_officer("PA01ND"))
    address = f"/ban/cong-viec/{order}/"

    refused = text(client.post(address, {"day": "2021-12-23", "crew": "", "why": ""}, follow=True))
    assert "Hãy ghi lý do" in refused
    client.post(address, {"day": "2021-12-23", "crew": "", "why": "Chủ hộ bận"})
    assert Visit.objects.get().day.isoformat() == "2021-12-23"
    client.post(address, {"cancel": "1", "why": "Hộ xin thôi"})

    assert WorkOrder.objects.get().state == "cancelled"
    assert Visit.objects.get().state == "cancelled"


def test_an_auditor_reads_and_has_no_form(field, sign_in):  # noqa: F811
    order = field.planned()
    client = sign_in(field.actors.auditor)

    page = text(client.get(f"/ban/cong-viec/{order}/"))

    assert 'name="day"' not in page
    assert client.post(f"/ban/cong-viec/{order}/", {"cancel": "1", "why": "x"}).status_code in {302, 403, 404}
    assert WorkOrder.objects.get().state == "planned"


def test_the_hand_over_record_is_a_pdf_and_what_phones_sent_is_shown(field, sign_in):  # noqa: F811
    order = field.planned()
    field.send_all(order)
    field.send(order, "material", item="DAY-2x4", quantity=12, serial="S1")
    field.send(order, "finished")
    client = sign_in(field.actors.unit_head("PA01ND"))

    page = text(client.get(f"/ban/cong-viec/{order}/"))
    paper = client.get(f"/ban/cong-viec/{order}/bien-ban.pdf")

    assert "DAY-2x4" in page
    assert "Biên bản bàn giao" in page
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert paper.content.startswith(b"%PDF-")


def test_material_that_the_stock_keeps_is_told_by_its_name(field, sign_in):  # noqa: F811
    stocked(field.actors, field.now).receive(100, item="wire", where=CITY)
    order = field.planned()
    field.send(order, "material", item="wire", quantity=12)
    field.send(order, "material", item="đinh vít", quantity=3)

    page = text(sign_in(field.actors.unit_head("PA01ND")).get(f"/ban/cong-viec/{order}/"))

    assert "<li>Dây dẫn điện sau công tơ × 12 mét</li>" in page
    assert "<li>đinh vít × 3</li>" in page


def test_the_lists_ask_as_much_for_many_rows_as_for_one(field, sign_in):  # noqa: F811
    client = sign_in(field.actors.director)
    asked = []
    for number in range(1, 7):
        field.planned(f"test:{number}")
        if number in {1, 6}:
            for address in (f"/ban/cong-viec/?{DAY}", "/ban/cong-viec/lenh/"):
                client.get(address)
                with CaptureQueriesContext(
                    connection,
                ) as kept:
                    client.get(address)
                asked.append(len(kept))

    assert asked[:2] == asked[2:]
    assert max(asked) <= 12
