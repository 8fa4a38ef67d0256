"""The desk's pages of customers: who sees whom, what is masked, what is recorded, and what goes out."""

from __future__ import annotations

import io
from datetime import date

import pytest
import python_calamine
from tests.apps.customers.customer_frames import customer, frame_of, keep_energy, load, months_of

from donghanh.apps.organisation.models import PersonalDataReading

pytestmark = pytest.mark.django_db
CITY, XUAN_TRUONG = "PA01ND0000001", "PA01XT0000001"


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)


@pytest.fixture
def two_units(actors, product_now):
    """One customer of the city's unit and one of Xuân Trường's."""
    frame = frame_of(
        customer(CITY, name="Nguyễn Văn Đạt", phone="0912345678", address="Số 12 đường Trần Hưng Đạo"),
        customer(
            XUAN_TRUONG, unit_code="PA01XT", commune_code="14089", name="Đặng Thị Ánh", phone="0987654321"
        ),
    )
    energy = months_of(CITY, {date(2021, 11, 1): 150, date(2021, 10, 1): None})
    load(frame, energy=energy, actors=actors, at=product_now)


def test_the_list_shows_everybody_to_the_business_department(two_units, sign_in, actors):
    page = sign_in(actors.business).get("/ban/khach-hang/").content.decode()

    assert "Nguyễn Văn Đạt" in page
    assert "Đặng Thị Ánh" in page


def test_an_officer_sees_only_the_customers_of_the_unit(two_units, sign_in, actors):
    page = sign_in(actors.unit_officer("PA01XT")).get("/ban/khach-hang/").content.decode()

    assert "Đặng Thị Ánh" in page
    assert "Nguyễn Văn Đạt" not in page


@pytest.mark.parametrize("code", [CITY, CITY.lower(), "PA01ND9999999", "khong-co"])
def test_a_customer_out_of_sight_is_not_found_like_one_that_does_not_exist(two_units, sign_in, actors, code):
    officer = sign_in(actors.unit_officer("PA01XT"))

    answers = [officer.get(f"/ban/khach-hang/{code}/"), officer.post(f"/ban/khach-hang/{code}/hien-so")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("Đạt" not in answer.content.decode() for answer in answers)
    assert not PersonalDataReading.objects.exists()


def test_a_commune_officer_sees_the_commune_alone_and_no_telephone(two_units, sign_in, actors):
    partner = sign_in(actors.partner_officer("14089"))

    assert partner.get(f"/ban/khach-hang/{CITY}/").status_code == 404
    page = partner.get(f"/ban/khach-hang/{XUAN_TRUONG}/")
    assert "0987•••321" in page.content.decode()
    assert partner.post(f"/ban/khach-hang/{XUAN_TRUONG}/hien-so").status_code == 403


def test_a_stranger_is_sent_to_the_door(two_units, client):
    answer = client.get(f"/ban/khach-hang/{CITY}/")

    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]


def test_the_card_masks_and_the_reveal_is_recorded(two_units, sign_in, actors):
    officer = sign_in(actors.unit_officer("PA01ND"))

    masked = officer.get(f"/ban/khach-hang/{CITY}/").content.decode()
    full = officer.post(f"/ban/khach-hang/{CITY}/hien-so").content.decode()

    assert "0912345678" not in masked
    assert "Số 12" not in masked
    assert "0912345678" in full
    assert "Số 12 đường" in full
    reading = PersonalDataReading.objects.get()
    assert (reading.what, reading.subject) == ("customer_page", f"customer:{CITY}")


def test_a_reveal_is_never_a_link(two_units, sign_in, actors):
    assert sign_in(actors.business).get(f"/ban/khach-hang/{CITY}/hien-so").status_code == 405


def test_the_chart_says_which_months_are_missing(two_units, sign_in, actors):
    page = sign_in(actors.business).get(f"/ban/khach-hang/{CITY}/").content.decode()

    assert "1 tháng có số liệu, tổng 150 kWh; 12 tháng thiếu." in page
    assert 'role="img"' in page
    assert page.count('<tr><th scope="row">') == 13


def test_each_month_stands_beside_the_same_month_a_year_before(two_units, sign_in, actors):
    keep_energy(XUAN_TRUONG, {date(2020, 11, 1): 200, date(2021, 11, 1): 150, date(2020, 10, 1): 90})

    page = sign_in(actors.business).get(f"/ban/khach-hang/{XUAN_TRUONG}/").content.decode()

    assert "So 1 tháng cùng kỳ: 150 kWh, năm trước 200 kWh." in page
    assert "<title>11/2020: 200 kWh</title>" in page
    assert '<th scope="row">11/2021</th><td class="right">150</td><td class="right">200</td>' in page
    assert "−25 %" in page
    assert (
        '<th scope="row">11/2020</th><td class="right">200</td><td class="right">thiếu số liệu</td>' in page
    )


def test_thirteen_months_end_with_the_one_asked_and_need_a_year_more():
    from donghanh.faces.desk.customers.charts import months_charted

    months = months_charted(last=date(2021, 11, 1))

    assert (months[0], months[-1], len(months)) == (date(2019, 11, 1), date(2021, 11, 1), 25)


@pytest.mark.parametrize(
    "text", ["dat van nguyen", "nguyen d", CITY.lower(), "0912345678", "+84 912 345 678", "tran hung dao dat"]
)
def test_the_frames_search_finds_without_diacritics_in_any_order(two_units, sign_in, actors, text):
    answer = sign_in(actors.business).get("/ban/tim-kiem", {"q": text}, follow=True)

    assert "Nguyễn Văn Đạt" in answer.content.decode()
    assert "Đặng Thị Ánh" not in answer.content.decode()


def test_the_search_shows_nobody_of_another_unit(two_units, sign_in, actors):
    page = sign_in(actors.unit_officer("PA01XT")).get("/ban/tim-kiem", {"q": "nguyen van dat"})

    assert "Nguyễn Văn Đạt" not in page.content.decode()


@pytest.mark.parametrize("text", ["", " ", "'", "':*", "a'b & c", "\\", "%", "\x00", "🙂", "x" * 5000, "!!!"])
def test_a_search_for_anything_is_answered(two_units, sign_in, actors, text):
    client = sign_in(actors.business)

    assert client.get("/ban/tim-kiem", {"q": text}).status_code == 200
    assert client.get("/ban/khach-hang/", {"text": text}).status_code == 200


def test_the_search_also_knows_communes_and_units(two_units, sign_in, actors):
    page = sign_in(actors.business).get("/ban/tim-kiem", {"q": "xuan truong"}).content.decode()

    assert "PA01XT" in page


def test_filters_stand_in_the_address(two_units, sign_in, actors):
    page = sign_in(actors.business).get("/ban/khach-hang/", {"unit_code": "PA01XT"}).content.decode()

    assert "Đặng Thị Ánh" in page
    assert "Nguyễn Văn Đạt" not in page


def test_pages_follow_the_vietnamese_order_there_and_back(actors, product_now, sign_in):
    names = ["Đào", "Dũng", "Ân", "An", "Dung", "Ánh"] * 20
    load(
        frame_of(*(customer(f"PA01ND{number:07d}", name=name) for number, name in enumerate(names))),
        actors=actors,
        at=product_now,
    )
    client = sign_in(actors.business)

    first = client.get("/ban/khach-hang/")
    second = client.get(f"/ban/khach-hang/{first.context['next_url']}")
    back = client.get(f"/ban/khach-hang/{second.context['previous_url']}")

    shown = [row["name"] for row in first.context["rows"] + second.context["rows"]]
    assert shown == ["An"] * 20 + ["Ánh"] * 20 + ["Ân"] * 20 + ["Dung"] * 20 + ["Dũng"] * 20
    assert back.context["rows"] == first.context["rows"]
    assert not back.context["previous_url"]


def test_an_exported_cell_is_text_and_never_a_formula(actors, product_now, sign_in):
    evil = '=HYPERLINK("http://x","y")'
    load(frame_of(customer(CITY, name=evil)), actors=actors, at=product_now)

    answer = sign_in(actors.business).get("/ban/khach-hang/xuat")

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][1] == evil
    assert b"<f>" not in _sheet_xml(answer.content)
    assert "export_of_list" in PersonalDataReading.objects.values_list("what", flat=True)


def test_a_commune_officer_takes_no_list_out(two_units, sign_in, actors):
    assert sign_in(actors.partner_officer("14089")).get("/ban/khach-hang/xuat").status_code == 403


@pytest.mark.parametrize(
    ("address", "budget"),
    [("/ban/khach-hang/", 12), (f"/ban/khach-hang/{CITY}/", 12), ("/ban/tim-kiem?q=nguyen", 12)],
)
def test_pages_keep_their_query_budget(
    two_units, sign_in, actors, django_assert_max_num_queries, address, budget
):
    client = sign_in(actors.business)

    with django_assert_max_num_queries(budget):
        assert client.get(address).status_code == 200


def _sheet_xml(data: bytes) -> bytes:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
