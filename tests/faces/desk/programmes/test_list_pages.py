"""Approving and approved lists: a preview of what is frozen, the digest, and who was first."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN
from tests.faces.desk.programmes.conftest import formulas_of, seen, workbook_of

pytestmark = pytest.mark.django_db
APPROVE = "/ban/danh-sach-duyet/duyet/"
WANTED = {"hoat-dong": "welfare-gifts", "don-vi": "PA01ND"}


def digest_on(page) -> str:
    return re.search(r'name="digest" value="([0-9a-f]{64})"', page.content.decode())[1]


def lists() -> int:
    from donghanh.apps.programmes.models import ApprovedList

    return ApprovedList.objects.count()


def test_what_is_seen_is_what_is_frozen_under_the_same_digest(desk, as_) -> None:
    reference = desk.verified("welfare-gifts", name="Hộ được xem")
    head = as_(desk.actors.unit_head("PA01ND"))

    preview = head.get(APPROVE, WANTED)
    digest = digest_on(preview)
    frozen = head.post(APPROVE, WANTED | {"digest": digest}, follow=True)

    assert reference in seen(preview)
    assert f"SHA-256 {digest}" in seen(frozen)
    assert "Còn nguyên vẹn" in seen(frozen)


def test_the_second_of_two_officers_is_told_the_list_and_by_whom(desk, as_) -> None:
    desk.verified("welfare-gifts")
    first, second = as_(desk.actors.unit_head("PA01ND")), as_(desk.actors.business)
    digest = digest_on(second.get(APPROVE, WANTED))
    first.post(APPROVE, WANTED | {"digest": digest})

    told = seen(second.post(APPROVE, WANTED | {"digest": digest}, follow=True))

    assert "Không có suất nào đang chờ duyệt" in told
    assert "số 1, 1 suất, do Test unit_head.PA01ND duyệt lúc 20/12/2021 09:00" in told
    assert lists() == 1


def test_a_list_that_grew_meanwhile_is_not_approved_unseen(desk, as_) -> None:
    desk.verified("welfare-gifts", name="Đã xem")
    head = as_(desk.actors.unit_head("PA01ND"))
    digest = digest_on(head.get(APPROVE, WANTED))
    desk.verified("welfare-gifts", name="Chưa xem")

    told = seen(head.post(APPROVE, WANTED | {"digest": digest}, follow=True))

    assert "danh sách chờ duyệt đã thay đổi; nay có 2 suất" in told
    assert lists() == 0


def test_who_named_one_of_them_sees_why_the_list_is_not_his_to_approve(desk, as_) -> None:
    both = _with_two_posts(desk)
    reference = desk.nominate("welfare-gifts", by=both, name="Người nhà")
    desk.move(reference, "check", by=desk.actors.unit_officer("PA01ND"))
    desk.move(reference, "verify", by=desk.actors.unit_officer("PA01ND"))

    page = seen(as_(both).get(APPROVE, WANTED))

    assert "Anh/chị không duyệt được danh sách này" in page
    assert "Hãy nhờ đồng nghiệp" in page
    assert "Duyệt và niêm phong" not in page


def _with_two_posts(desk):
    """An officer of Nam Định city who stands in for the head as well."""
    from donghanh.apps.organisation import operations, queries

    name = "nhiem.hai.viec"
    desk.actors.of("unit_officer", unit_code="PA01ND", name=name)
    operations.grant_role(
        actor=desk.actors.console, username=name, role="unit_head", unit_code="PA01ND", commune_code=None,
        from_on=date(2020, 1, 1), at=desk.now,
    )  # fmt: skip
    return queries.actor_named(username=name, on=date(2021, 12, 20))


def test_what_exceeds_the_share_is_shown_as_reserve(desk, as_) -> None:
    for number in range(2):
        desk.verified("tablets", name=f"Học sinh {number}")
    head = as_(desk.actors.unit_head("PA01ND"))

    page = seen(head.get(APPROVE, {"hoat-dong": "tablets", "don-vi": "PA01ND"}))

    assert "1 suất sẽ được duyệt" in page
    assert "1 suất ở lại dự phòng" in page


def test_a_head_approves_nothing_of_another_unit(desk, as_) -> None:
    desk.verified("welfare-gifts")
    other = as_(desk.actors.unit_head("PA01XT"))

    assert other.get(APPROVE, WANTED).status_code == 403
    assert other.post(APPROVE, WANTED).status_code == 403
    assert lists() == 0


@pytest.mark.parametrize("role", ["office", "auditor"])
def test_those_who_do_not_approve_have_no_page_for_it(desk, as_, role) -> None:
    assert as_(getattr(desk.actors, role)).get(APPROVE, WANTED).status_code == 403


def frozen(desk, *, name: str = "Hộ được duyệt") -> str:
    from donghanh.apps.programmes.operations.approving import approve_list

    reference = desk.verified("welfare-gifts", name=name, commune=MY_THUAN, address="Số 235, xóm 9")
    approve_list(
        actor=desk.actors.unit_head("PA01ND"), campaign_code=CAMPAIGN, activity_code="welfare-gifts",
        unit_code="PA01ND", at=desk.now,
    )  # fmt: skip
    return reference


def test_what_changed_since_stands_beside_the_list(desk, as_) -> None:
    reference = frozen(desk)
    desk.move(reference, "withdraw", by=desk.actors.unit_head("PA01ND"), why="Hộ đã chuyển đi")

    page = seen(as_(desk.actors.business).get("/ban/danh-sach-duyet/welfare-gifts/1/"))

    assert "Bước: Đã duyệt → Đã rút tên" in page
    assert "Có thay đổi" in page
    assert "Còn nguyên vẹn" in page


def test_the_page_of_a_list_holds_no_address(desk, as_) -> None:
    frozen(desk)

    assert "235" not in seen(as_(desk.actors.business).get("/ban/danh-sach-duyet/welfare-gifts/1/"))


def test_the_workbook_bears_the_digest_and_is_recorded(desk, as_) -> None:
    from donghanh.apps.organisation.models import PersonalDataReading

    frozen(desk, name="=1+1")
    browser = as_(desk.actors.business)
    page = seen(browser.get("/ban/danh-sach-duyet/welfare-gifts/1/"))

    answer = browser.get("/ban/danh-sach-duyet/welfare-gifts/1/xuat")
    (rows,) = workbook_of(answer).values()

    (digest,) = {str(row[0]) for row in rows if str(row[0]).startswith("SHA-256")}
    assert digest in page
    assert formulas_of(answer) == 0
    assert PersonalDataReading.objects.get(what="export_of_list").subject == "list:welfare-gifts#1 (1 rows)"


def test_each_unit_sees_its_own_lists_among_all(desk, as_) -> None:
    frozen(desk)

    assert "Số 1" in seen(as_(desk.actors.unit_officer("PA01ND")).get("/ban/danh-sach-duyet/"))
    assert "Số 1" in seen(as_(desk.actors.partner_officer(MY_THUAN)).get("/ban/danh-sach-duyet/"))
    assert "Chưa có danh sách nào" in seen(
        as_(desk.actors.unit_officer("PA01XT")).get("/ban/danh-sach-duyet/")
    )


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/ban/danh-sach-duyet/", 10),
        ("/ban/danh-sach-duyet/welfare-gifts/1/", 10),
        ("/ban/danh-sach-duyet/duyet/?hoat-dong=welfare-gifts", 15),
    ],
)
def test_pages_keep_to_their_number_of_questions(
    desk, as_, address, budget, django_assert_max_num_queries
) -> None:
    for name in ("Khúc Thị Thạch Thảo", "Lò Văn Ún", "Đinh Quốc Khánh"):  # no two look alike
        frozen(desk, name=name)
    browser = as_(desk.actors.business)

    with django_assert_max_num_queries(budget):
        assert browser.get(address).status_code == 200
