"""The page that works out a due time: the answer explains itself, and a bad question is kept and told."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
PAGE = "/thoi-han/"


def shown(client, status: int = 200, language: str = "vi", **asked: str) -> str:
    answer = client.get(PAGE, asked, headers={"Accept-Language": language})
    assert answer.status_code == status
    return answer.content.decode()


def test_everybody_may_ask_without_signing_in(client):
    assert "Tính thời hạn" in shown(client)


def test_the_answer_explains_itself_day_by_day(client):
    page = shown(client, dich_vu="NEW_LV_RES_URBAN", nhan_luc="2020-12-31T10:00")

    for expected in (
        "06/01/2021 17:00",
        "Ngày thứ 1",
        "không tính",
        "Tết Dương lịch",
        "Điều 6",
        "chưa xác nhận",
    ):
        assert expected in page


def test_the_english_answer_is_complete(client):
    page = shown(client, language="en", dich_vu="NEW_LV_RES_URBAN", nhan_luc="2020-12-31T10:00")

    for expected in ("Day 1", "not counted", "New Year", "The first working day after the day of receipt"):
        assert expected in page


@pytest.mark.parametrize(
    ("code", "received", "said"),
    [
        ("NEW_LV_RES_URBAN", "2099-01-01T10:00", "Thời điểm này chưa đến"),
        ("NEW_LV_RES_URBAN", "2022-02-29T10:00", "ngày và giờ có thật"),
        ("NEW_LV_RES_URBAN", "", "ngày và giờ có thật"),
        ("NEW_LV_RES_URBAN", "0001-01-01T00:00", "ngày và giờ có thật"),
        ("NEW_LV_RES_URBAN", "2018-02-01T10:00", "Lịch nghỉ của năm này"),
        ("NEW_LV_ANY", "2020-02-03T10:00", "chưa có dịch vụ này"),
        ("OUTAGE_NOTICE_PLANNED", "2020-12-03T10:00", "chọn trong danh sách"),
        ("<script>", "2020-12-03T10:00", "chọn trong danh sách"),
    ],
)
def test_a_question_without_answer_is_told_at_its_field(client, code, received, said):
    page = shown(client, 422, dich_vu=code, nhan_luc=received)

    assert said in page
    assert "<script>2" not in page


def paused(reason="documents_missing", since="2020-12-28T09:00", until="2020-12-30T09:00") -> dict[str, str]:
    parts = {"ly_do": reason, "tu": since, "den": until}
    return {"dich_vu": "NEW_LV_RES_URBAN", "nhan_luc": "2020-12-25T10:00"} | {
        f"tam-dung-1-{name}": value for name, value in parts.items()
    }


def test_a_pause_that_is_allowed_gives_its_time_back_and_says_so(client):
    without = shown(client, dich_vu="NEW_LV_RES_URBAN", nhan_luc="2020-12-25T10:00")
    page = shown(client, **paused())

    assert "30/12/2020 17:00" in without
    for expected in ("04/01/2021 17:00", "có tạm dừng", "16 giờ 0 phút", "Chờ khách hàng bổ sung hồ sơ"):
        assert expected in page


@pytest.mark.parametrize(
    ("pause", "said"),
    [
        (paused(reason="independent_test"), "không được tạm dừng vì lý do này"),
        (paused(until="2020-12-28T08:00"), "phải sau lúc tạm dừng"),
        (paused(until="2021-03-01T08:00"), "nhiều nhất 10 ngày làm việc"),
        (paused(since="2020-12-24T09:00"), "Tạm dừng trước lúc tiếp nhận"),
        (paused(since="2099-12-24T09:00", until=""), "Thời điểm này chưa đến"),
        (paused(reason=""), "chọn lý do tạm dừng"),
    ],
)
def test_a_pause_that_may_not_be_is_refused_at_its_row(client, pause, said):
    assert said in shown(client, 422, **pause)


def test_one_more_row_is_asked_for_without_scripts(client):
    page = shown(client, **paused(), them="1")

    assert "Lần tạm dừng 2" in page


def test_sources_are_told_in_the_language_of_the_page(client):
    page = shown(client, dich_vu="NEW_LV_RES_URBAN", nhan_luc="2020-12-31T10:00")

    assert "Quyết định 505/QĐ-EVN ngày 15/5/2017" in page
    assert "seen at" not in page


def test_the_page_asks_the_database_for_the_clock_alone(client, django_assert_max_num_queries):
    shown(client, dich_vu="NEW_LV_RES_URBAN", nhan_luc="2020-12-31T10:00")

    with django_assert_max_num_queries(3):
        shown(client, dich_vu="NEW_LV_RES_URBAN", nhan_luc="2020-12-31T10:00")
