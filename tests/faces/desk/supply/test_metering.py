"""The pages of tests and of cut-offs: what is written, what is refused, who sees nothing."""

from __future__ import annotations

import pytest
from tests.apps.supply.street import a_home

from donghanh.apps.metering.operations import record_meter_test
from donghanh.apps.metering.queries import meter_tests, points_of_customer


@pytest.fixture
def home(desk):
    return a_home(desk.actors, desk.now)


def test_a_point_is_cut_off_once_and_another_units_point_is_not_found(
    desk, home, as_clerk, as_stranger, seen
):
    sent = {"point": home.point.lower(), "on_day": "2021-12-18", "why": "Nợ tiền điện"}
    assert "Không có mã này" in seen(as_stranger.post("/ban/cap-dien/cat-dien/", sent))
    assert points_of_customer(customer_code=home.customer)[0].is_on

    assert as_clerk.post("/ban/cap-dien/cat-dien/", sent).status_code == 302
    again = as_clerk.post("/ban/cap-dien/cat-dien/", sent)

    assert again.status_code == 422
    assert "đã cắt điện rồi" in seen(again)
    assert not points_of_customer(customer_code=home.customer)[0].is_on


def test_a_correction_is_pointed_to_and_another_unit_sees_no_test(desk, home, as_clerk, as_stranger, seen):
    number = record_meter_test(
        actor=desk.clerk, point_code=home.point, tested_on=desk.now.date(), error_milli_percent=2400,
        accuracy_class="2", is_within_class=False, paper="BB-1", at=desk.now,
    )  # fmt: skip
    page = "/ban/cap-dien/kiem-dinh/"
    assert "+2,400 %" in seen(as_clerk.get(page))
    assert "CT7001" not in seen(as_stranger.get(page))

    sent = {"number": str(number), "pointer": "HĐ-7", "why": "Trả lại"}
    assert as_stranger.post(page, sent).status_code == 422
    assert as_clerk.post(page, sent).status_code == 302

    assert meter_tests(actor=desk.clerk)[0].pointer == "HĐ-7"
