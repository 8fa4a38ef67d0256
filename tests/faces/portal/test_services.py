"""The catalogue for everybody: each service with its rule, both regimes by date, nothing not seen."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
LIST = "/dich-vu/"
DECEMBER = {"ngay": "2021-12-20"}


def shown(client, address: str, language: str = "vi", **asked: str) -> str:
    answer = client.get(address, asked or DECEMBER, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_the_catalogue_without_signing_in(client):
    page = shown(client, LIST)

    assert "Cấp điện mới hạ áp sinh hoạt (nông thôn)" in page
    assert "3 ngày làm việc, kể từ khi hồ sơ đầy đủ" in page
    assert f"{LIST}METER_CHECK/?ngay=2021-12-20" in page


def test_the_english_catalogue_is_complete(client):
    page = shown(client, LIST, "en")

    assert "New low-voltage residential supply, rural" in page
    assert "3 working days from when the application is complete" in page
    assert "limits set by rules" in page


def test_a_service_shows_clause_outer_limit_papers_steps_and_both_regimes(client):
    page = shown(client, f"{LIST}NEW_LV_RES_URBAN/")

    for expected in (
        "3 ngày làm việc, kể từ khi hồ sơ đầy đủ", "Điều 6",
        "Giới hạn ngoài theo cổng dịch vụ EVN: 5 ngày làm việc",
        "Giấy tờ tùy thân", "Lắp công tơ, đóng điện", "Từ 15/05/2017 đến hết 30/09/2020", "Từ 01/10/2020",
    ):  # fmt: skip
        assert expected in page


def test_a_fee_that_nobody_printed_is_to_be_confirmed_and_a_printed_one_is_shown(client):
    assert "Chúng tôi chưa thấy nguồn chính thức nào nêu chi phí." in shown(
        client, f"{LIST}NEW_LV_RES_URBAN/"
    )
    assert "231.000" in shown(client, f"{LIST}RECONNECT_ON_REQUEST/")
    assert "Miễn phí" in shown(client, f"{LIST}CHANGE_QUOTA/")


def test_what_was_only_recalled_is_marked(client):
    page = shown(client, f"{LIST}RECONNECT_AFTER_PAY/")

    assert "chưa xác nhận" in page.split("papers-head")[0]


def test_before_the_portal_the_list_has_the_rules_of_2017_alone(client):
    page = shown(client, LIST, ngay="2019-06-03")

    assert "NEW_LV_RES_URBAN" in page
    assert "METER_MOVE" not in page


def test_a_service_that_was_not_there_yet_says_when_it_is(client):
    answer = client.get(f"{LIST}METER_MOVE/", {"ngay": "2019-06-03"})

    assert answer.status_code == 404
    assert "Từ 01/10/2020" in answer.content.decode()


def test_a_code_that_never_was_is_not_found(client):
    assert client.get(f"{LIST}TELEPORT/").status_code == 404


@pytest.mark.parametrize("day", ["2021-02-30", "hôm qua", "", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_meant_is_named_and_today_is_shown(client, day):
    page = shown(client, LIST, ngay=day)

    assert "error-summary" in page
    assert "Cấp điện mới hạ áp" in page


def test_every_service_has_a_page(client):
    from donghanh.lawbook.services import read_services

    for code in {service.code for service in read_services().services}:
        assert client.get(f"{LIST}{code}/", {"ngay": "2021-12-20"}).status_code == 200


@pytest.mark.parametrize("address", [LIST, f"{LIST}METER_CHECK/"])
def test_a_page_asks_the_database_for_little_and_stays_small(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        page = shown(client, address)

    assert len(page.encode()) < 60_000
