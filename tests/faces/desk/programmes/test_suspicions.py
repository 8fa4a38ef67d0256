"""The desk's pages of suspected duplicates: the queue, both sides word by word, one click to decide."""

from __future__ import annotations

import pytest
from tests.faces.desk.programmes.conftest import MY_THUAN, XUAN_CHAU, seen

pytestmark = pytest.mark.django_db
QUEUE = "/ban/trung-lap/"
BUDGET = 14


def twice(desk, *, second="welfare-gifts", unit="PA01ND", commune=MY_THUAN) -> tuple[str, str]:
    given = {"phone": "0912345678", "address": "Số 127, xóm 20"}
    one = desk.nominate("welfare-gifts", name="Khúc Thị Thạch Thảo", commune=MY_THUAN, **given)
    two = desk.nominate(second, name="KHUC THI THACH THAO", unit=unit, commune=commune, **given)
    return one, two


def number() -> int:
    from donghanh.apps.programmes.models import Suspicion

    return Suspicion.objects.filter(other__isnull=False).get().pk


def test_the_queue_shows_both_with_score_reasons_and_day(desk, as_) -> None:
    one, two = twice(desk)

    page = seen(as_(desk.actors.unit_officer("PA01ND")).get(QUEUE))

    assert one in page
    assert two in page
    assert "Gần như chắc" in page
    assert "Cùng số điện thoại" in page
    assert "31/01/2022" in page
    assert "1 nghi vấn" in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ({"xem": "waiting"}, True),
        ({"xem": "decided"}, False),
        ({"xem": "tat-ca"}, True),
        ({"xem": "???", "xep": "needed", "page": "x"}, True),
        ({"hoat-dong": "tablets"}, False),
        ({"don-vi": "PA01ND"}, True),
        ({"q": "thach"}, True),
        ({"q": "khong ai"}, False),
    ],
)
def test_the_filters_stand_in_the_address(desk, as_, query, is_there) -> None:
    _, two = twice(desk)

    page = seen(as_(desk.actors.business).get(QUEUE, query))

    assert (two in page) is is_there


def test_an_empty_queue_says_so(desk, as_) -> None:
    assert "Không còn nghi vấn nào chờ" in seen(as_(desk.actors.business).get(QUEUE))


def test_the_pair_marks_words_that_differ_and_covers_personal_data(desk, as_) -> None:
    twice(desk)

    answer = as_(desk.actors.unit_officer("PA01ND")).get(f"{QUEUE}{number()}/")

    page = answer.content.decode()
    assert '<mark class="word-marks">THACH' in page
    assert "0912•••678" in page
    assert "0912345678" not in page
    assert "127" not in seen(answer)
    assert "Điểm này tính thế nào?" in seen(answer)


def test_both_sides_are_shown_in_full_when_asked_and_a_get_shows_nothing(desk, as_) -> None:
    twice(desk)
    client = as_(desk.actors.unit_officer("PA01ND"))

    shown = client.post(f"{QUEUE}{number()}/hien")

    assert "0912345678" in seen(shown)
    assert client.get(f"{QUEUE}{number()}/hien").status_code == 302


def test_one_click_decides_with_the_ready_reason_and_goes_on(desk, as_) -> None:
    one, two = twice(desk)
    client = as_(desk.actors.unit_officer("PA01ND"))
    address = f"{QUEUE}{number()}/"

    told = client.post(address, {"quyet-dinh": "decide_same", "ly-do": "Đã gặp"}, follow=True)
    blocked = client.post(f"/ban/loi-hua/{two}/check/", follow=True)
    story = client.get(address)

    assert "Cùng một hộ" in seen(told)
    assert f"Cùng một hộ không được cả {two} và {one}" in seen(blocked)
    assert "Mỗi hộ chỉ nhận một phần quà" in seen(blocked)
    assert "Đã gặp" in seen(story)
    assert "Cho phép cả hai" not in seen(story)


def test_a_decision_without_a_reason_or_of_an_unknown_sort_changes_nothing(desk, as_) -> None:
    twice(desk)
    client = as_(desk.actors.unit_officer("PA01ND"))
    address = f"{QUEUE}{number()}/"

    without = client.post(address, {"quyet-dinh": "decide_same", "ly-do": " "}, follow=True)
    unknown = client.post(address, {"quyet-dinh": "burn", "ly-do": "x"}, follow=True)

    assert "Chưa có lý do" in seen(without)
    assert unknown.status_code == 200
    assert "Chờ quyết định" in seen(client.get(address))


def test_a_head_is_offered_the_exception_and_an_officer_is_not(desk, as_) -> None:
    twice(desk)
    address = f"{QUEUE}{number()}/"

    assert "allow_both" in as_(desk.actors.unit_head("PA01ND")).get(address).content.decode()
    assert "allow_both" not in as_(desk.actors.unit_officer("PA01ND")).get(address).content.decode()
    assert 'name="quyet-dinh"' not in as_(desk.actors.auditor).get(address).content.decode()


def test_the_benefits_page_tells_why_it_is_stopped_and_that_the_rule_is_a_proposal(desk, as_) -> None:
    one, two = twice(desk)
    client = as_(desk.actors.unit_officer("PA01ND"))
    before = seen(client.get(f"/ban/loi-hua/{two}/"))
    client.post(f"{QUEUE}{number()}/", {"quyet-dinh": "decide_same", "ly-do": "Đã gặp"})

    after = seen(client.get(f"/ban/loi-hua/{two}/"))

    assert f"{one} Khúc Thị Thạch Thảo" in before
    assert "Chờ quyết định" in before
    assert "Không được đi cùng" in after
    assert "đề xuất, chờ công ty xác nhận" in after


def test_another_units_side_is_not_on_any_page(desk, as_) -> None:
    one, two = twice(desk, unit="PA01XT", commune=XUAN_CHAU)
    client = as_(desk.actors.unit_officer("PA01XT"))

    pages = [client.get(QUEUE), client.get(f"{QUEUE}{number()}/"), client.get(f"/ban/loi-hua/{two}/")]
    shown = client.post(f"{QUEUE}{number()}/hien")
    refused = client.post(f"/ban/loi-hua/{two}/check/", follow=True)

    for page in [*pages, shown, refused]:
        assert one not in page.content.decode()
        assert "Khúc Thị" not in page.content.decode()
        assert "ở nơi khác" in seen(page)


def test_a_pair_out_of_sight_is_not_found(desk, as_) -> None:
    twice(desk)
    other = as_(desk.actors.unit_officer("PA01XT"))

    assert other.get(f"{QUEUE}{number()}/").status_code == 404
    assert other.post(f"{QUEUE}{number()}/", {"quyet-dinh": "decide_same", "ly-do": "x"}).status_code == 404
    assert other.post(f"{QUEUE}{number()}/hien").status_code == 404
    assert "Không còn nghi vấn nào chờ" in seen(other.get(QUEUE))


def test_the_queue_asks_the_same_few_queries_for_many_rows(desk, as_, django_assert_max_num_queries) -> None:
    twice(desk)
    for _ in range(4):
        desk.nominate("tablets", name="Khúc Thị Thạch Thảo", commune=MY_THUAN, phone="0912345678")
    client = as_(desk.actors.business)
    client.get(QUEUE)

    with django_assert_max_num_queries(BUDGET):
        page = client.get(QUEUE)

    assert seen(page).count("So sánh M") >= 10


def test_the_approver_sees_which_promise_stops_the_list_before_he_approves(desk, as_) -> None:
    from donghanh.apps.programmes.operations.deciding import decide_suspicion

    one, two = twice(desk)
    officer, head = desk.actors.unit_officer("PA01ND"), desk.actors.unit_head("PA01ND")
    for verdict in ("decide_another", "decide_same"):
        decide_suspicion(actor=officer, number=number(), verdict=verdict, why="Đã gặp", at=desk.now)
        if verdict == "decide_another":
            for reference in (one, two):
                desk.move(reference, "check", by=officer)
                desk.move(reference, "verify", by=head)
    wanted = {"hoat-dong": "welfare-gifts", "don-vi": "PA01ND"}

    page = seen(as_(head).get("/ban/danh-sach-duyet/duyet/", wanted))
    refused = seen(as_(head).post("/ban/danh-sach-duyet/duyet/", wanted, follow=True))

    assert "Anh/chị không duyệt được danh sách này" in page
    assert f"Cùng một hộ không được cả {two} và {one}" in page
    assert f"Danh sách chưa duyệt được: {two}" in refused


def test_the_activitys_page_shows_its_stacking_rules_as_to_be_confirmed(desk, as_) -> None:
    page = seen(as_(desk.actors.director).get("/ban/hoat-dong/welfare-gifts/"))

    assert "Không được đi cùng" in page
    assert "thì không nhận quà an sinh (đề xuất, cần xác nhận)" in page
    assert "one-welfare-gift (welfare-gifts, welfare-gifts). Quy tắc này là đề xuất" in page
