"""The board as a page: each number opens its list as of the same day, worst first, scoped to who looks."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.programmes.conftest import at
from tests.faces.desk.programmes.conftest import formulas_of, links, seen, workbook_of

pytestmark = pytest.mark.django_db
BUDGET = 16


def test_the_board_says_which_day_of_the_months_it_is(desk, as_) -> None:
    page = as_(desk.actors.business).get("/ban/")

    assert "Ngày 20 trên 62" in seen(page)
    assert "Đồng hành cùng khách hàng" in seen(page)


@pytest.mark.parametrize("stage", ["nominated", "approved"])
def test_a_number_of_the_board_opens_a_list_of_that_many(desk, as_, stage) -> None:
    for number in range(3):
        desk.approved("welfare-gifts", name=f"Hộ {number}")
    desk.nominate("welfare-gifts", name="Hộ chờ")
    browser = as_(desk.actors.business)

    (address,) = {
        one
        for one in links(browser.get("/ban/"), "/ban/danh-sach/")
        if f"tu-buoc={stage}" in one and "hoat-dong=welfare-gifts" in one and "don-vi" not in one
    }

    wanted = {"nominated": 4, "approved": 3}[stage]
    assert (
        f">{wanted}</a>" in browser.get("/ban/").content.decode().split(address.replace("&", "&amp;"))[1][:20]
    )
    assert f"{wanted} suất" in seen(browser.get(address))


def test_the_lists_behind_yesterdays_board_are_yesterdays(desk, as_) -> None:
    reference = desk.approved("welfare-gifts", name="Hộ hôm nay")
    browser = as_(desk.actors.business)

    yesterday = browser.get("/ban/?ngay=2021-12-19")
    behind = [one for one in links(yesterday, "/ban/danh-sach/") if "hoat-dong=welfare-gifts" in one]

    assert behind
    assert all("ngay=2021-12-19" in one for one in behind)
    assert reference not in seen(browser.get(behind[0]))


def test_the_overdue_list_holds_what_the_board_counts_as_overdue(desk, as_) -> None:
    reference = desk.approved("welfare-gifts", name="Hộ lỡ hẹn")
    officer = desk.actors.unit_officer("PA01ND")
    desk.move(reference, "allot", by=officer)
    desk.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 18))
    desk.approved("welfare-gifts", name="Hộ kịp hẹn")
    browser = as_(desk.actors.business)

    board = browser.get("/ban/")
    (address,) = {
        one
        for one in links(board, "/ban/danh-sach/")
        if "tre=1" in one and "welfare-gifts" in one and "don-vi" not in one
    }

    assert "1 suất đã quá hạn mà chưa trao." in seen(board)
    assert "Hộ lỡ hẹn" in seen(browser.get(address))
    assert "Hộ kịp hẹn" not in seen(browser.get(address))


def test_what_is_late_stands_first(desk, as_) -> None:
    reference = desk.approved("welfare-gifts", name="Hộ lỡ hẹn")
    officer = desk.actors.unit_officer("PA01ND")
    desk.move(reference, "allot", by=officer)
    desk.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 18))

    table = as_(desk.actors.business).get("/ban/").content.decode().split("board-table")[1]

    first_row = table.split("<tbody>")[1].split("</tr>")[0]
    assert "/ban/hoat-dong/welfare-gifts/" in first_row
    assert "status-bad" in first_row


def test_after_the_last_day_the_page_says_what_is_missing(desk, as_) -> None:
    page = as_(desk.actors.business).get("/ban/?ngay=2022-02-05")

    assert "Đã hết hạn 31/01/2022 mà còn thiếu 90." in seen(page)
    assert "Đã kết thúc được 5 ngày" in seen(page)


def test_a_measure_without_figures_says_where_they_will_come_from(desk, as_) -> None:
    page = seen(as_(desk.actors.business).get("/ban/"))

    assert "Lịch cắt điện kế hoạch" in page
    assert page.count("Chưa có") >= 12


def test_an_officer_sees_the_board_of_the_own_unit(desk, as_) -> None:
    desk.approved("welfare-gifts", unit="PA01XT", name="Hộ Xuân Trường")
    desk.approved("welfare-gifts", unit="PA01ND", name="Hộ Nam Định")

    page = as_(desk.actors.unit_officer("PA01XT")).get("/ban/")

    units = set(links(page, "/ban/?don-vi="))
    assert units == {"/ban/?don-vi=PA01XT"}


@pytest.mark.parametrize(("role", "linked"), [("unit_officer", False), ("unit_head", True)])
def test_the_board_links_the_reports_to_whom_may_open_them(desk, as_, role, linked) -> None:
    browser = as_(getattr(desk.actors, role)("PA01ND"))

    assert bool(links(browser.get("/ban/"), "/ban/bao-cao/")) is linked
    assert (browser.get("/ban/bao-cao/").status_code == 200) is linked


def test_a_unit_out_of_sight_is_not_shown_by_its_address(desk, as_) -> None:
    page = seen(as_(desk.actors.unit_officer("PA01XT")).get("/ban/?don-vi=PA01ND"))

    assert "Đang xem riêng" not in page


def test_one_units_board_shows_its_own_figures(desk, as_) -> None:
    desk.approved("welfare-gifts", unit="PA01XT", name="Hộ Xuân Trường")

    page = as_(desk.actors.business).get("/ban/?don-vi=PA01XT")

    assert "Điện lực Xuân Trường" in seen(page)
    assert all("don-vi=PA01XT" in one for one in links(page, "/ban/danh-sach/?hoat-dong"))


def test_a_day_that_cannot_be_read_is_told_and_today_is_shown(desk, as_) -> None:
    page = as_(desk.actors.business).get("/ban/?ngay=hôm-qua")

    assert page.status_code == 200
    assert "không phải là ngày" in seen(page)


def test_a_day_ahead_says_that_it_is_ahead(desk, as_) -> None:
    assert "Ngày này chưa tới" in seen(as_(desk.actors.business).get("/ban/?ngay=2022-01-31"))


def test_before_any_campaign_the_board_says_the_first_step(actors, as_) -> None:
    page = as_(actors.business).get("/ban/")

    assert page.status_code == 200
    assert "Chưa mở chương trình tri ân nào" in seen(page)


@pytest.mark.parametrize("address", ["/ban/", "/ban/?ngay=2021-12-10", "/ban/?don-vi=PA01ND", "/ban/xuat"])
def test_the_board_asks_sixteen_questions_at_most(desk, as_, address, django_assert_max_num_queries) -> None:
    for number in range(4):
        desk.approved("welfare-gifts", name=f"Hộ {number}")
    browser = as_(desk.actors.business)

    with django_assert_max_num_queries(BUDGET):
        assert browser.get(address).status_code == 200


def test_the_workbook_holds_the_figures_of_the_page(desk, as_) -> None:
    desk.approved("welfare-gifts", name="Hộ được duyệt")

    answer = as_(desk.actors.business).get("/ban/xuat")
    book = workbook_of(answer)
    rows = {row[1]: row for row in book["Hoạt động"]}

    assert rows["M19"][5:8] == [50, 1, 1]
    assert list(book) == ["Hoạt động", "Theo đơn vị", "Theo ngày"]


def test_a_name_like_a_formula_stays_a_name_in_the_workbook(desk, as_) -> None:
    desk.nominate("welfare-gifts", name='=HYPERLINK("http://x.vn","x")')

    answer = as_(desk.actors.business).get("/ban/danh-sach/xuat")

    (rows,) = workbook_of(answer).values()
    assert '=HYPERLINK("http://x.vn","x")' in {cell for row in rows for cell in row}
    assert formulas_of(answer) == 0


def test_the_time_line_has_its_figures_in_a_table(desk, as_) -> None:
    desk.approved("welfare-gifts", name="Hộ được duyệt")
    desk.now = at(date(2021, 12, 20))

    page = seen(as_(desk.actors.business).get("/ban/"))

    assert "Xem bảng số theo ngày" in page
    assert "20/12/2021" in page


def test_the_board_says_what_requests_are_owed_and_leads_to_them(desk, as_):
    from datetime import timedelta

    from tests.apps.requests.conftest import Desk

    office = Desk(desk.actors, desk.now)
    office.open(received_at=office.now - timedelta(days=9))

    page = as_(desk.actors.unit_head(office.unit)).get("/ban/").content.decode()
    crew = as_(desk.actors.crew(office.unit)).get("/ban/").content.decode()

    assert 'href="/ban/yeu-cau/?xem=late">1 quá hạn' in page
    assert "/ban/yeu-cau/" not in crew
