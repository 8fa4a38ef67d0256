"""An activity's page, and the editing of a unit's share with a preview of what gives way."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN
from tests.faces.desk.programmes.conftest import seen

pytestmark = pytest.mark.django_db
SHARE = "/ban/hoat-dong/household-repairs/chi-tieu/PA01VB/"


def shares(desk) -> dict[str, int]:
    from donghanh.apps.programmes.queries.plan import shares as found

    lines = found(actor=desk.actors.business, campaign_code=CAMPAIGN, activity_code="household-repairs")
    return {line.unit_code: line.target for line in lines}


def test_an_activity_tells_its_terms_in_words(desk, as_) -> None:
    page = seen(as_(desk.actors.business).get("/ban/hoat-dong/large-customer-gifts/"))

    assert "trên 2.000.000 kWh trong 12 tháng, từ 01/12/2020 đến 30/11/2021" in page
    assert "80 phần quà" in page
    assert "01/12/2021 – 31/01/2022" in page
    assert "Cần xác nhận" in page
    assert "Trao không tiếp xúc" in page


def test_every_activity_has_its_page(desk, as_) -> None:
    from donghanh.apps.programmes.queries.plan import activities

    browser = as_(desk.actors.business)
    for one in activities(campaign_code=CAMPAIGN):
        page = browser.get(f"/ban/hoat-dong/{one.code}/")

        assert page.status_code == 200
        assert one.name_vi in seen(page)


def test_every_rule_of_the_plan_is_told_in_words(desk) -> None:
    from donghanh.apps.programmes.queries.plan import activities
    from donghanh.faces.desk.programmes.terms import rule_told

    ruled = [one for one in activities(campaign_code=CAMPAIGN) if one.terms.get("rule")]

    assert len(ruled) == 8
    assert all(rule_told(terms=one.terms) for one in ruled)


def test_each_share_says_on_what_it_stands(desk, as_) -> None:
    page = seen(as_(desk.actors.business).get("/ban/hoat-dong/household-repairs/"))

    assert "Theo bài báo" in page
    assert page.count("Đề xuất, chưa chốt") == 8
    assert "bằng chỉ tiêu công ty" in page


def test_the_preview_shows_what_gives_way_and_writes_nothing(desk, as_) -> None:
    before = shares(desk)

    page = seen(as_(desk.actors.business).post(SHARE, {"target": before["PA01VB"] + 2, "why": "Công văn 12"}))

    assert "Sau khi sửa" in page
    assert page.count(" đổi ") >= 2
    assert shares(desk) == before


def test_confirming_writes_it_and_the_sum_stays(desk, as_) -> None:
    before = shares(desk)

    as_(desk.actors.business).post(
        SHARE, {"target": before["PA01VB"] + 2, "why": "Công văn 12", "confirm": "1"}
    )

    after = shares(desk)
    assert after["PA01VB"] == before["PA01VB"] + 2
    assert after["PA01ND"] == before["PA01ND"]
    assert sum(after.values()) == 50
    page = seen(as_(desk.actors.business).get("/ban/hoat-dong/household-repairs/"))
    assert "Công văn 12" in page
    assert "Đã sửa" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"target": "7", "why": ""}, "Sửa chỉ tiêu cần có lý do"),
        ({"target": "-1", "why": "thử"}, "Cần sửa trước khi tiếp tục"),
        ({"target": "bảy", "why": "thử"}, "Hãy ghi một số nguyên."),
        ({"target": "90", "why": "thử"}, "Với số này, các đơn vị cộng lại là 100, không phải 50"),
    ],
)
def test_a_share_that_cannot_be_is_refused_with_the_reason(desk, as_, fields, told) -> None:
    before = shares(desk)

    page = as_(desk.actors.business).post(SHARE, fields | {"confirm": "1"})

    assert told in seen(page)
    assert shares(desk) == before


def test_a_share_is_not_cut_below_what_is_allotted(desk, as_) -> None:
    reference = desk.approved("household-repairs", unit="PA01VB")
    desk.move(reference, "allot", by=desk.actors.unit_officer("PA01VB"))

    page = seen(as_(desk.actors.business).post(SHARE, {"target": "0", "why": "thử"}))

    assert "sẽ còn 0 trong khi đã phân bổ 1 suất" in page


@pytest.mark.parametrize("role", ["unit_head", "unit_officer", "crew"])
def test_units_do_not_edit_shares(desk, as_, role) -> None:
    browser = as_(getattr(desk.actors, role)("PA01VB"))

    assert browser.post(SHARE, {"target": "9", "why": "thử", "confirm": "1"}).status_code == 403
    assert SHARE not in browser.get("/ban/hoat-dong/household-repairs/").content.decode()


@pytest.mark.parametrize(
    "address", ["/ban/hoat-dong/no-such/", "/ban/hoat-dong/masks/chi-tieu/PA01VB/", "/ban/?dot=no-such"]
)
def test_what_is_not_there_is_a_page_that_says_so(desk, as_, address) -> None:
    answer = as_(desk.actors.business).get(address)

    assert answer.status_code == 404
    assert "Không có mục này trong phạm vi" in seen(answer)


def test_the_page_keeps_to_its_number_of_questions(desk, as_, django_assert_max_num_queries) -> None:
    browser = as_(desk.actors.business)

    with django_assert_max_num_queries(14):
        assert browser.get("/ban/hoat-dong/household-repairs/").status_code == 200
