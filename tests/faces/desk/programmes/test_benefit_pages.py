"""One promise and the list of promises: covered data, moves, clear answers to a second press, bulk acts."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import MY_THUAN
from tests.faces.desk.programmes.conftest import links, seen

pytestmark = pytest.mark.django_db


def state_of(desk, reference: str) -> str:
    from donghanh.apps.programmes.queries.benefits import benefit_story

    return benefit_story(actor=desk.actors.business, reference=reference, day=desk.now.date()).line.state


def test_telephone_and_address_are_covered_until_they_are_asked_for(desk, as_) -> None:
    reference = desk.nominate("welfare-gifts", phone="0912345678", address="Số 235, xóm 9", commune=MY_THUAN)

    page = seen(as_(desk.actors.unit_officer("PA01ND")).get(f"/ban/loi-hua/{reference}/"))

    assert "0912•••678" in page
    assert "0912345678" not in page
    assert "235" not in page


def test_showing_them_is_recorded_with_who_and_whose(desk, as_) -> None:
    from donghanh.apps.organisation.models import PersonalDataReading

    reference = desk.nominate("welfare-gifts", phone="0912345678")

    page = seen(as_(desk.actors.unit_officer("PA01ND")).post(f"/ban/loi-hua/{reference}/hien"))

    assert "0912345678" in page
    reading = PersonalDataReading.objects.get(what="benefit_page")
    assert (reading.username, reading.subject) == ("unit_officer.PA01ND", f"benefit:{reference}")


def test_asking_without_pressing_shows_and_records_nothing(desk, as_) -> None:
    from donghanh.apps.organisation.models import PersonalDataReading

    reference = desk.nominate("welfare-gifts", phone="0912345678")

    answer = as_(desk.actors.unit_officer("PA01ND")).get(f"/ban/loi-hua/{reference}/hien")

    assert answer.status_code == 302
    assert not PersonalDataReading.objects.filter(what="benefit_page").exists()


def test_an_export_is_recorded_with_its_number_of_rows(desk, as_) -> None:
    from donghanh.apps.organisation.models import PersonalDataReading

    desk.nominate("welfare-gifts", name="Hộ A")
    desk.nominate("welfare-gifts", name="Hộ B")

    as_(desk.actors.business).get("/ban/danh-sach/xuat?hoat-dong=welfare-gifts")

    assert (
        PersonalDataReading.objects.get(what="export_of_benefits").subject
        == "benefits:welfare-gifts (2 rows)"
    )


def test_a_second_press_changes_nothing_and_says_who_was_first(desk, as_) -> None:
    reference = desk.nominate("welfare-gifts")
    browser = as_(desk.actors.unit_officer("PA01ND"))
    browser.post(f"/ban/loi-hua/{reference}/check/")

    again = seen(browser.post(f"/ban/loi-hua/{reference}/check/", follow=True))

    assert "Suất đang ở bước “Đã kiểm tra”" in again
    assert "Test unit_officer.PA01ND" in again
    assert "Lần bấm này không thay đổi gì." in again
    assert state_of(desk, reference) == "checked"


def test_a_tab_that_is_behind_leads_back_with_the_same_words(desk, as_) -> None:
    reference = desk.nominate("welfare-gifts")
    browser = as_(desk.actors.unit_officer("PA01ND"))
    browser.post(f"/ban/loi-hua/{reference}/withdraw/", {"why": "Hộ từ chối"})

    behind = seen(browser.get(f"/ban/loi-hua/{reference}/withdraw/", follow=True))

    assert "Suất đang ở bước “Đã rút tên”" in behind


def test_who_nominated_is_told_to_ask_a_colleague(desk, as_) -> None:
    reference = desk.nominate("welfare-gifts")
    browser = as_(desk.actors.unit_officer("PA01ND"))
    browser.post(f"/ban/loi-hua/{reference}/check/")

    told = seen(browser.post(f"/ban/loi-hua/{reference}/verify/", follow=True))

    assert "Hãy nhờ đồng nghiệp" in told
    assert state_of(desk, reference) == "checked"


def test_a_withdrawal_asks_for_its_reason_first(desk, as_) -> None:
    reference = desk.nominate("welfare-gifts")
    browser = as_(desk.actors.unit_officer("PA01ND"))

    asked = browser.post(f"/ban/loi-hua/{reference}/withdraw/", {"why": ""})

    assert "Cần sửa trước khi tiếp tục" in seen(asked)
    assert state_of(desk, reference) == "nominated"


@pytest.mark.parametrize(
    ("day", "told"),
    [("", "Chưa có ngày hẹn"), ("2021-12-19", "Ngày hẹn đã qua"), ("31/02/2022", "Không phải là ngày")],
)
def test_a_schedule_needs_a_day_that_is_still_to_come(desk, as_, day, told) -> None:
    reference = desk.approved("welfare-gifts")
    browser = as_(desk.actors.unit_officer("PA01ND"))
    browser.post(f"/ban/loi-hua/{reference}/allot/")

    answer = browser.post(f"/ban/loi-hua/{reference}/schedule/", {"scheduled_on": day})

    assert told in seen(answer)
    assert state_of(desk, reference) == "allotted"


def test_a_day_is_read_as_vietnamese_write_it(desk, as_) -> None:
    reference = desk.approved("welfare-gifts")
    browser = as_(desk.actors.unit_officer("PA01ND"))
    browser.post(f"/ban/loi-hua/{reference}/allot/")

    browser.post(f"/ban/loi-hua/{reference}/schedule/", {"scheduled_on": "22/12/2021"})

    assert "22/12/2021" in seen(browser.get(f"/ban/loi-hua/{reference}/"))


def test_approving_leads_to_the_list_that_will_be_frozen(desk, as_) -> None:
    reference = desk.verified("welfare-gifts")
    head = as_(desk.actors.unit_head("PA01ND"))

    page = head.get(f"/ban/loi-hua/{reference}/")

    assert links(page, "/ban/danh-sach-duyet/duyet/")
    assert "Duyệt theo danh sách" in seen(page)
    assert head.post(f"/ban/loi-hua/{reference}/approve/").status_code == 404
    assert state_of(desk, reference) == "verified"


def test_the_story_says_who_when_why_and_in_which_role(desk, as_) -> None:
    reference = desk.nominate("welfare-gifts")
    desk.move(reference, "withdraw", by=desk.actors.unit_head("PA01ND"), why="Hộ đã chuyển đi")

    page = seen(as_(desk.actors.business).get(f"/ban/loi-hua/{reference}/"))

    assert "20/12/2021 09:00 · Test unit_head.PA01ND · Trưởng đơn vị" in page
    assert "Hộ đã chuyển đi" in page


def test_a_visit_to_a_locked_down_commune_is_told_to_wait(desk, as_) -> None:
    from datetime import date

    from donghanh.apps.organisation import operations

    operations.set_area_status(
        actor=desk.actors.console, commune_code=MY_THUAN, status="locked_down",
        from_on=date(2021, 12, 18), until_on=None, source="thử", at=desk.now,
    )  # fmt: skip
    reference = desk.nominate("household-repairs", commune=MY_THUAN)

    page = seen(as_(desk.actors.unit_officer("PA01ND")).get(f"/ban/loi-hua/{reference}/"))

    assert "Lùi ngày (khu vực: Phong tỏa)" in page


def test_a_replaced_promise_and_its_replacement_point_at_each_other(desk, as_) -> None:
    old = desk.approved("welfare-gifts", name="Người cũ")
    head = desk.actors.unit_head("PA01ND")
    desk.move(old, "replace", by=head, why="Đã chuyển đi")
    browser = as_(desk.actors.unit_officer("PA01ND"))

    (address,) = set(links(browser.get(f"/ban/loi-hua/{old}/"), "/ban/de-cu/"))
    done = browser.post(
        address,
        {
            "activity": "welfare-gifts",
            "name": "Người mới",
            "kind": "household",
            "commune_code": MY_THUAN,
            "quantity": "1",
        },
    )
    (new,) = set(links(done, "/ban/loi-hua/"))

    assert f"Thay cho suất {old}" in seen(browser.get(new))
    assert new in links(browser.get(f"/ban/loi-hua/{old}/"), "/ban/loi-hua/")
    assert browser.get(address).status_code == 404


class TestBulk:
    def test_the_preview_says_who_can_and_who_not_and_why(self, desk, as_) -> None:
        can, cannot = desk.approved("welfare-gifts", name="Được"), desk.nominate("welfare-gifts", name="Chưa")

        page = seen(
            as_(desk.actors.unit_officer("PA01ND")).get(
                f"/ban/danh-sach/hang-loat/?viec=allot&ma={can}&ma={cannot}"
            )
        )

        assert "Phân bổ: 1 suất" in page
        assert "Không làm được 1 suất" in page
        assert "Suất đang ở bước “Đề cử”, không thể “Phân bổ” từ bước này." in page
        assert state_of(desk, can) == "approved"

    def test_confirming_moves_those_and_tells_what_was_refused(self, desk, as_) -> None:
        first, second = desk.approved("welfare-gifts", name="Một"), desk.approved("welfare-gifts", name="Hai")
        third = desk.nominate("welfare-gifts", name="Chưa")

        page = seen(
            as_(desk.actors.unit_officer("PA01ND")).post(
                "/ban/danh-sach/hang-loat/", {"viec": "allot", "ma": [first, second, third]}
            )
        )

        assert [state_of(desk, one) for one in (first, second)] == ["allotted", "allotted"]
        assert "Đã xong 2 suất" in page
        assert state_of(desk, third) == "nominated"
        assert "không thể “Phân bổ” từ bước này" in page

    def test_a_reason_that_is_missing_stops_all(self, desk, as_) -> None:
        reference = desk.nominate("welfare-gifts")

        page = as_(desk.actors.unit_officer("PA01ND")).post(
            "/ban/danh-sach/hang-loat/", {"viec": "withdraw", "ma": [reference], "why": " "}
        )

        assert "Việc này cần có lý do" in seen(page)
        assert state_of(desk, reference) == "nominated"

    def test_approving_is_not_offered_for_many_at_once(self, desk, as_) -> None:
        reference = desk.verified("welfare-gifts")
        head = as_(desk.actors.unit_head("PA01ND"))

        answer = head.post("/ban/danh-sach/hang-loat/", {"viec": "approve", "ma": [reference]}, follow=True)

        assert "Chưa chọn suất nào hoặc chưa chọn việc" in seen(answer)
        assert state_of(desk, reference) == "verified"

    def test_a_list_of_another_day_offers_no_moves(self, desk, as_) -> None:
        desk.nominate("welfare-gifts")
        browser = as_(desk.actors.unit_officer("PA01ND"))

        assert 'name="viec"' in browser.get("/ban/danh-sach/").content.decode()
        assert 'name="viec"' not in browser.get("/ban/danh-sach/?ngay=2021-12-21").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hoat-dong=tablets", {"Học sinh"}),
        ("don-vi=PA01XT", {"Hộ Xuân Trường"}),
        ("trang-thai=verified", {"Hộ Xuân Trường"}),
        ("tu-buoc=verified", {"Hộ Xuân Trường", "Hộ Nam Định"}),
        ("q=nam+dinh", {"Hộ Nam Định"}),
        ("tu-buoc=no-such-step", {"Hộ Xuân Trường", "Hộ Nam Định", "Học sinh"}),
        ("page=999999999999", {"Hộ Xuân Trường", "Hộ Nam Định", "Học sinh"}),
    ],
)
def test_the_list_is_narrowed_by_its_address(desk, as_, query, found) -> None:
    desk.verified("welfare-gifts", unit="PA01XT", name="Hộ Xuân Trường")
    desk.approved("welfare-gifts", name="Hộ Nam Định")
    desk.nominate("tablets", name="Học sinh")

    page = as_(desk.actors.business).get(f"/ban/danh-sach/?{query}").content.decode()
    rows = page.split("<tbody>")[1]

    everybody = {"Hộ Xuân Trường", "Hộ Nam Định", "Học sinh"}
    assert {name for name in everybody if name in rows} == found


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/ban/danh-sach/", 13),
        ("/ban/danh-sach/?tre=1", 18),
        ("/ban/danh-sach/?ngay=2021-12-19&tu-buoc=approved", 13),
        ("/ban/danh-sach/hang-loat/?viec=allot&ma={reference}", 10),
        ("/ban/loi-hua/{reference}/", 19),
        ("/ban/loi-hua/{reference}/withdraw/", 13),
    ],
)
def test_pages_keep_to_their_number_of_questions(
    desk, as_, address, budget, django_assert_max_num_queries
) -> None:
    references = [desk.approved("welfare-gifts", name=f"Hộ {number}") for number in range(5)]
    browser = as_(desk.actors.business)

    with django_assert_max_num_queries(budget):
        assert browser.get(address.format(reference=references[0])).status_code == 200


def test_a_visit_that_was_not_possible_is_told_while_no_other_day_is_named(desk, as_) -> None:
    from uuid import uuid4

    from donghanh.apps.works.operations import FieldRecordSent, receive_record
    from donghanh.apps.works.queries import order_of_subject

    crew, officer = desk.actors.crew("PA01ND"), desk.actors.unit_officer("PA01ND")
    reference = desk.approved("household-repairs")
    desk.move(reference, "allot", by=officer)
    desk.move(reference, "schedule", by=officer, scheduled_on=desk.now.date())
    order = order_of_subject(subject=f"benefit:{reference}").reference
    browser, address = as_(officer), f"/ban/loi-hua/{reference}/"
    before = seen(browser.get(address))

    failed = FieldRecordSent(str(uuid4()), order, "not_possible", desk.now, {"reason": "nobody_home"})
    receive_record(actor=crew, record=failed, at=desk.now)
    waiting = seen(browser.get(address))
    browser.post(f"/ban/cong-viec/{order}/", {"day": "2021-12-23", "crew": "", "why": ""})
    again = seen(browser.get(address))

    told = "Lượt đến ngày 20/12/2021 chưa thực hiện được: đang chờ hẹn ngày mới"
    assert (told in before, told in waiting, told in again) == (False, True, False)
    assert "Không có ai ở nhà." in waiting
    assert "hẹn 23/12/2021" in again
