"""The desk's costs: a unit's own, the company's all; entering, correcting, and what is not known said so."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import house  # noqa: F401
from tests.apps.programmes.test_costs import enter
from tests.faces.desk.programmes.conftest import seen

pytestmark = pytest.mark.django_db
COSTS = "/ban/chi-phi/"
GIVEN = {
    "activity": "household-repairs", "unit": "PA01ND", "line": "household-repairs-labour",
    "amount": "11.000.000", "vat": "1.000.000", "number": "HD-77", "on": "2021-12-19", "what": "Nhân công",
}  # fmt: skip


def test_a_units_officer_enters_a_cost_and_sees_it_counted(desk, as_):
    client = as_(desk.actors.unit_officer("PA01ND"))

    page = seen(client.post(COSTS, GIVEN, follow=True))

    assert "Đã ghi chi phí." in page
    assert "11.000.000 ₫" in page
    assert "HD-77" in page
    assert "chưa có dự toán" in page
    assert "chưa có số liệu" in page


def test_what_is_wrong_is_said_and_nothing_is_entered(desk, as_):
    from donghanh.apps.programmes.models import CostEntry

    client = as_(desk.actors.unit_officer("PA01ND"))

    for changes, said in (
        ({"amount": "mười"}, "Viết số tiền như"),
        ({"amount": "0"}, "lớn hơn 0"),
        ({"vat": "99.000.000"}, "Thuế GTGT phải từ 0"),
        ({"on": "2022-01-05"}, "chưa tới"),
        ({"line": "masks"}, "không thuộc hoạt động"),
        ({"unit": "PA01XT"}, "Đơn vị chịu chi phí"),
    ):
        answer = client.post(COSTS, GIVEN | changes)
        assert answer.status_code == 422
        assert said in seen(answer)
    assert not CostEntry.objects.exists()


def test_a_double_click_is_told(desk, as_):
    client = as_(desk.actors.office)
    client.post(COSTS, GIVEN)

    assert "đã được nhập ở dòng" in seen(client.post(COSTS, GIVEN))


def test_an_entry_is_corrected_by_one_that_points_back(desk, as_):
    number = enter(desk)
    client = as_(desk.actors.unit_officer("PA01ND"))
    given = {key: GIVEN[key] for key in ("vat", "number", "on", "what")} | {
        "amount": "9000000",
        "why": "Nhầm",
    }

    page = seen(client.post(f"{COSTS}{number}/", given, follow=True))

    assert "9.000.000 ₫" in page
    assert "Đã sửa bằng dòng" in page
    assert "Sửa dòng này" not in seen(client.get(f"{COSTS}{number}/"))


def test_another_units_costs_are_not_there(desk, as_):
    number = enter(desk)
    client = as_(desk.actors.unit_officer("PA01XT"))

    assert "HD-01" not in seen(client.get(COSTS))
    assert client.get(f"{COSTS}{number}/").status_code == 404
    assert "HD-01" in seen(as_(desk.actors.auditor).get(COSTS))


def test_an_auditor_reads_and_enters_nothing(desk, as_):
    client = as_(desk.actors.auditor)

    assert "Ghi một chi phí" not in seen(client.get(COSTS))
    assert client.post(COSTS, GIVEN | {"unit": ""}).status_code in (403, 422)
    from donghanh.apps.programmes.models import CostEntry

    assert not CostEntry.objects.exists()


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper", "partner_officer"])
def test_others_have_no_costs(desk, as_, role):
    place = "13732" if role == "partner_officer" else "PA01ND"

    assert as_(getattr(desk.actors, role)(place)).get(COSTS).status_code == 403


def test_the_page_takes_few_queries_however_many_entries(desk, as_, django_assert_max_num_queries):
    for place in range(5):
        enter(desk, number=f"HD-{place}")
    client = as_(desk.actors.office)

    with django_assert_max_num_queries(22):
        assert client.get(COSTS).status_code == 200


def test_the_page_is_english_in_english(desk, as_):
    client = as_(desk.actors.office)
    client.cookies["ngon_ngu"] = "en"

    assert "Enter a cost" in seen(client.get(COSTS))
