"""The indicators on the desk: numbers that open the list that they count, as of any day, persons for few."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.apps.requests.operations.calls import CallTold, record_calls

pytestmark = pytest.mark.django_db
PAGE = "/ban/chi-tieu-yeu-cau/"
TODAY = f"{PAGE}?ngay=2021-12-20"
QUERIES_AT_MOST = 30


@pytest.fixture
def month(desk):
    """One answered in time, one answered late, one open and late, one open, one by the portal."""
    desk.answered(service="CHANGE_INFO")
    late = desk.open("BILL_QUERY", received_at=desk.now - timedelta(days=10)).code
    desk.do("answer_case", late, text="Xin lỗi Quý khách, đã xong.")
    desk.open("BILL_QUERY", received_at=desk.now - timedelta(days=12))
    desk.open("CHANGE_INFO")
    desk.public()
    return desk


def numbers(page: str) -> list[tuple[int, str]]:
    """Each number of the tables with the address of its list."""
    found = re.findall(r'<a href="(/ban/chi-tieu-yeu-cau/danh-sach/[^"]*)">(\d+)</a>', page)
    return [(int(number), address.replace("&amp;", "&")) for address, number in found]


def total(answer) -> int:
    return answer.context["pages"]["total_count"]


def test_every_number_opens_a_list_of_so_many_cases(month, sign_in):
    client = sign_in(month.head)

    counted = numbers(client.get(TODAY).content.decode())

    assert len(counted) >= 20
    assert [(address, number) for number, address in counted if total(client.get(address)) != number] == []


def test_an_open_and_late_case_counts_against_the_share(month, sign_in, seen):
    told = seen(sign_in(month.head).get(TODAY))

    assert "1 trên 3 đã biết kết quả" in told
    assert "33,3 %" in told.replace("\N{NO-BREAK SPACE}", " ")


def test_the_figures_of_an_earlier_day_know_nothing_of_what_came_later(month, sign_in):
    client = sign_in(month.head)
    before = (month.now - timedelta(days=5)).date().isoformat()

    page = client.get(f"{PAGE}?ngay={before}&tu=2021-12-01&den={before}")

    in_time = [number for number, address in numbers(page.content.decode()) if "ket-qua=in_time" in address]
    assert set(in_time) == {0}


def test_persons_are_shown_to_heads_and_only_oneself_to_a_clerk(month, sign_in, seen):
    month.do("take_case", month.open().code)
    month.do("take_case", month.open().code, actor=month.head)

    head = seen(sign_in(month.head).get(TODAY))
    clerk = seen(sign_in(month.clerk).get(TODAY))
    other = sign_in(month.clerk).get(f"{PAGE}danh-sach/?ngay=2021-12-20&nguoi={month.head.username}")

    assert month.clerk.full_name in head
    assert month.head.full_name not in clerk
    assert other.status_code == 403


def test_another_unit_counts_and_lists_nothing_of_this_one(month, as_stranger):
    page = as_stranger.get(TODAY)

    assert {number for number, _ in numbers(page.content.decode())} <= {0}
    assert total(as_stranger.get(f"{PAGE}danh-sach/?don-vi={month.unit}")) == 0


@pytest.mark.parametrize(
    "asked",
    [
        "ngay=2030-01-01",
        "tu=30/02/2021&den=x",
        "den=2021-01-01&tu=2021-12-31",
        "don-vi=%00",
        "ngay=29/02/2021",
    ],
)
def test_odd_days_are_answered_with_a_page(month, as_clerk, asked):
    assert as_clerk.get(f"{PAGE}?{asked}").status_code == 200
    assert as_clerk.get(f"{PAGE}danh-sach/?{asked}&ket-qua=la&page=x").status_code == 200


def test_the_workbook_has_a_sheet_for_each_table(month, sign_in):
    answer = sign_in(month.head).get(f"{PAGE}xuat")

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_the_page_keeps_its_budget(month, sign_in):
    client = sign_in(month.head)
    client.get(TODAY)

    with CaptureQueriesContext(connection) as kept:
        client.get(TODAY)

    assert len(kept) <= QUERIES_AT_MOST


def test_the_figure_of_calls_opens_the_calls_that_it_counts(desk, sign_in):
    at = desk.now - timedelta(days=1)
    waits = {"a": 5, "b": 90, "c": None}
    log = [
        CallTold(name, desk.unit, at, None if wait is None else at + timedelta(seconds=wait))
        for name, wait in waits.items()
    ]
    record_calls(actor=desk.actors.office, calls=log, source="test", now=desk.now)
    client = sign_in(desk.head)
    page = client.get(f"{PAGE}?ngay=2021-12-19&tu=2021-12-01&den=2021-12-19")

    whole = client.get(page.context["calls"]["url"])
    late = client.get(page.context["calls"]["late_url"].replace("late", "unanswered"))

    assert [one["waited"] for one in whole.context["rows"]] == [None, 90, 5]
    assert total(whole) == 3
    assert [one["call_id"] for one in late.context["rows"]] == ["c"]


def test_another_unit_sees_no_call_of_this_one(desk, as_stranger):
    log = [CallTold("a", desk.unit, desk.now - timedelta(days=1), None)]
    record_calls(actor=desk.actors.office, calls=log, source="test", now=desk.now)

    assert total(as_stranger.get(f"{PAGE}cuoc-goi/?ngay=2021-12-19&tu=2021-12-01&den=2021-12-19")) == 0


def test_names_and_figures_of_the_bars_are_links(month, sign_in):
    page = sign_in(month.head).get(TODAY).content.decode()

    assert re.search(r'<span class="bar-name"><a href="/ban/chi-tieu-yeu-cau/danh-sach/', page)
    assert re.search(r'<span class="bar-told"><a href="/ban/chi-tieu-yeu-cau/danh-sach/', page)
