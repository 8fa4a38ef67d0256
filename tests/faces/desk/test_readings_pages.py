"""The readings' pages: what a unit's officer does in a day, and what is kept from everybody else."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.metering.conftest import CITY, FAR, metered  # noqa: F401
from tests.faces.api.conftest import stand_on_product_day

QUERIES_AT_MOST = 30
pytestmark = pytest.mark.django_db


def seen(answer: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def held(metered, settings):  # noqa: F811
    """A household of the city whose November jumped, and its hold."""
    stand_on_product_day(actors=metered.actors, settings=settings)
    code = metered.a_home()
    metered.misread(code, index=metered.last_index(code) + 3000)
    return code, metered.hold(code)


def test_an_officer_sees_why_it_is_held_and_releases_it_after_a_preview(metered, held, sign_in):  # noqa: F811
    code, hold = held
    client = sign_in(metered.actors.unit_officer(CITY))

    listed = seen(client.get("/ban/chi-so/giu/?ly-do=jump"))
    preview = client.post("/ban/chi-so/giu/cho-qua/", {"so": [hold.pk]})
    hold.refresh_from_db()
    before = hold.state
    done = client.post(
        "/ban/chi-so/giu/cho-qua/", {"so": [hold.pk], "why": "Nhà mới lắp máy", "xac-nhan": "1"}
    )

    hold.refresh_from_db()
    assert code in listed
    assert "Tăng đột biến" in listed
    assert code in seen(preview)
    assert (before, done.status_code, hold.state) == ("open", 302, "released")


def test_a_release_without_a_reason_says_so_in_the_form(metered, held, sign_in):  # noqa: F811
    _, hold = held
    client = sign_in(metered.actors.unit_officer(CITY))

    answer = client.post("/ban/chi-so/giu/cho-qua/", {"so": [hold.pk], "why": "", "xac-nhan": "1"})

    assert answer.status_code == 422
    assert "Hãy ghi lý do." in seen(answer)


def test_another_reading_is_put_in_place_on_the_holds_page(metered, held, sign_in):  # noqa: F811
    code, hold = held
    client = sign_in(metered.actors.unit_officer(CITY))
    right = metered.last_index(code) - 3000
    said = {"act": "replace", "register": "all", "index": str(right), "why": "Xem lại ảnh"}

    wrong = client.post(f"/ban/chi-so/giu/{hold.pk}/", said | {"index": "12,5"})
    done = client.post(f"/ban/chi-so/giu/{hold.pk}/", said)

    assert wrong.status_code == 422
    assert done.status_code == 302
    assert "Đã được thay" in seen(client.get(f"/ban/chi-so/giu/{hold.pk}/"))


def test_another_units_officer_sees_neither_list_nor_hold(metered, held, sign_in):  # noqa: F811
    code, hold = held
    client = sign_in(metered.actors.unit_officer(FAR))

    assert code not in seen(client.get("/ban/chi-so/giu/"))
    assert client.get(f"/ban/chi-so/giu/{hold.pk}/").status_code == 404
    preview = seen(client.post("/ban/chi-so/giu/cho-qua/", {"so": [hold.pk]}))
    assert code not in preview
    assert client.post("/ban/chi-so/kiem-tra/", {"don-vi": CITY, "thang": "2021-11"}).status_code == 403


@pytest.mark.parametrize("path", ["", "giu/", "so/"])
def test_a_crew_has_no_business_here(metered, sign_in, path):  # noqa: F811
    assert sign_in(metered.actors.crew(CITY)).get(f"/ban/chi-so/{path}").status_code == 403


def test_a_book_is_sent_its_bad_row_shown_and_the_good_one_taken(metered, held, sign_in, settings, tmp_path):  # noqa: F811
    settings.MEDIA_ROOT = str(tmp_path)
    serial = metered.meter_of(metered.a_home()).serial
    client = sign_in(metered.actors.unit_officer(CITY))
    text = f"Số công tơ;Ngày đọc;Chỉ số\n{serial};15/12/2021;99000\n{serial};30/02/2021;1\n"

    sent = client.post("/ban/chi-so/so/", {"file": SimpleUploadedFile("so.csv", text.encode())})
    shown = seen(client.get(sent["Location"]))
    client.post(sent["Location"], {"viec": "tat-ca"})
    refused = seen(client.get(sent["Location"]))
    client.post(sent["Location"], {"viec": "dong-dung"})

    assert "Không phải là ngày" in shown
    assert "30/02/2021" in shown
    assert "chưa nạp dòng nào" in refused
    assert metered.last_index_of(serial) == 99000


def test_the_month_is_shown_as_an_equation_that_holds(metered, held, sign_in):  # noqa: F811
    said = metered.billable()

    page = seen(sign_in(metered.actors.unit_officer(CITY)).get("/ban/chi-so/?thang=2021-11"))

    due = said.points - said.not_due.height
    assert f"{due} điểm đo đến kỳ = {said.bills.height} lập được hóa đơn" in page
    assert "Khớp" in page


@pytest.mark.parametrize("path", ["?thang=2021-11", "giu/", "so/", "giu/{hold}/"])
def test_a_page_asks_the_database_a_bounded_number_of_times(metered, held, sign_in, path):  # noqa: F811
    client = sign_in(metered.actors.business)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(f"/ban/chi-so/{path.format(hold=held[1].pk)}")

    assert answer.status_code == 200
    assert len(asked) <= QUERIES_AT_MOST
