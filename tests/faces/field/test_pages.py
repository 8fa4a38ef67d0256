"""The crew's pages as they come from the server, without a script."""

from __future__ import annotations

import pytest
from tests.apps.works.conftest import picture

pytestmark = pytest.mark.django_db


def act(crew, kind, *, order="", page_number=None, **more):
    import uuid

    number = page_number or str(uuid.uuid4())
    address = f"/hien-truong/luot/{order or crew.order}/ghi/"
    return crew.client.post(address, {"kind": kind, "record_id": number, **more})


def test_today_lists_the_visits_in_order_with_name_and_address(crew) -> None:
    page = crew.page()

    assert "Bà Hộ Hôm Nay" in page
    assert "Tổ 3, thôn Đông" in page
    assert "Ông Hộ Ngày Mai" not in page


def test_tomorrow_is_shown_and_no_day_beyond(crew) -> None:
    assert "Ông Hộ Ngày Mai" in crew.page("?ngay=2021-12-21")
    assert "Bà Hộ Hôm Nay" in crew.page("?ngay=2021-12-22")
    assert "Bà Hộ Hôm Nay" in crew.page("?ngay=hôm-kia")


def test_a_day_without_visits_says_so(field, standing, sign_in) -> None:
    client = sign_in(field.actors.crew("PA01XT"))

    assert "Hôm nay không có việc" in client.get("/hien-truong/").content.decode()


def test_a_visit_shows_telephone_steps_and_what_is_asked_for(crew) -> None:
    page = crew.page(f"luot/{crew.order}/")

    assert 'href="tel:0912000001"' in page
    assert "Cắt aptomat tại công tơ" in page
    assert "An toàn" in page
    assert 'capture="environment"' in page


def test_the_visit_of_tomorrow_is_to_read_only_until_its_day(crew) -> None:
    page = crew.page(f"luot/{crew.later}/?ngay=2021-12-21")

    assert "đến ngày mới ghi được" in page
    assert "data-from-day hidden" in page


def test_a_step_is_recorded_by_a_form_and_shown_as_done(crew) -> None:
    answer = act(crew, "step_done", step="isolated")

    assert answer["Location"] == f"/hien-truong/luot/{crew.order}/?ngay=2021-12-20"
    page = crew.page(f"luot/{crew.order}/")
    assert page.count("Đã nhận: Bước đã làm.") == 1
    part = page.split('data-part="step_done:isolated"')[1].split("</form>")[0]
    assert 'data-server="on"' in part.split(">")[0]


def test_the_same_form_sent_twice_is_one_record(crew, django_assert_num_queries) -> None:
    number = "6f5a5f9e-7d0e-4ed8-9a3a-27a3c1d0b0aa"

    act(crew, "note", text="Chủ nhà đi vắng buổi sáng", page_number=number)
    act(crew, "note", text="Chủ nhà đi vắng buổi sáng", page_number=number)

    assert len(kept(crew)) == 1


def kept(crew):
    from donghanh.apps.works.models import FieldRecord

    return list(FieldRecord.objects.filter(order__reference=crew.order))


def test_a_photograph_goes_through_a_form(crew) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = act(crew, "photo_before", file=SimpleUploadedFile("../../x.svg", picture()))

    assert answer.status_code == 302
    assert [row.kind for row in kept(crew)] == ["photo_before"]


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("photo_before", {}, "Chưa có ảnh"),
        ("finished", {}, "còn thiếu:"),
        ("step_done", {"step": "flown"}, "không có bước đó"),
        ("material", {"item": "x", "quantity": "-1"}, "Ô “Số lượng” chưa đúng"),
        ("nonsense", {}, "không đúng khuôn dạng"),
    ],
)
def test_a_refusal_is_said_at_the_top_and_nothing_is_kept(crew, kind, more, said) -> None:
    answer = act(crew, kind, **more)

    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert kept(crew) == []


def test_what_is_missing_before_the_end_is_named_in_words(crew) -> None:
    page = act(crew, "finished").content.decode()

    assert "Cắt aptomat tại công tơ, treo biển, thử hết điện" in page
    assert "Chữ ký của chủ nhà" in page


def test_a_whole_visit_by_forms_alone_is_finished(crew) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    visit = crew.page(f"luot/{crew.order}/")
    codes = [part.split('"')[0] for part in visit.split('data-part="step_done:')[1:]]
    for code in codes:
        act(crew, "step_done", step=code)
    for number, kind in enumerate(("photo_before", "photo_after", "photo")):
        act(crew, kind, file=SimpleUploadedFile("a.jpg", picture(("red", "green", "blue")[number])))
    act(crew, "signature", signer="Bà Hộ Thử", file=SimpleUploadedFile("s.png", picture("white")))

    act(crew, "finished")

    assert "Lượt này đã kết thúc" in crew.page(f"luot/{crew.order}/")
    assert "còn 0" in crew.page()


def test_not_possible_gives_its_reason_and_ends_the_visit(crew) -> None:
    act(crew, "not_possible", reason="nobody_home")

    assert "Không làm được" in crew.page()
    assert "Lượt này đã kết thúc" in crew.page(f"luot/{crew.order}/")


def test_pages_carry_no_inline_script_or_style_and_say_until_when_they_are_kept(crew) -> None:
    for path in ("", f"luot/{crew.order}/"):
        answer = crew.client.get(f"/hien-truong/{path}")
        page = answer.content.decode()

        assert answer["X-Field-Day"] == "2021-12-20"
        assert "style=" not in page
        assert "<style" not in page
        assert all("src=" in tag for tag in page.split("<script")[1:])


def test_english_is_complete_on_the_crews_pages(crew) -> None:
    crew.client.cookies["ngon_ngu"] = "en"

    for path in ("", f"luot/{crew.order}/", "khong-mang/"):
        page = crew.page(path)
        assert "Việc hôm nay" not in page
        assert "Đã nhận đủ" not in page
        assert "All received" in page


@pytest.mark.parametrize("visits", [1, 5])
def test_the_days_list_asks_the_database_the_same_however_many_visits(
    field, standing, sign_in, django_assert_max_num_queries, visits
) -> None:
    from tests.faces.field.conftest import TODAY

    for number in range(visits):
        field.planned(f"test:{number}", day=TODAY)
    client = sign_in(field.actors.crew("PA01ND"))

    with django_assert_max_num_queries(12):
        assert client.get("/hien-truong/").status_code == 200


def test_a_visits_page_asks_within_its_budget(crew, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(13):
        crew.page(f"luot/{crew.order}/")


def test_every_form_of_a_page_has_a_number_of_its_own(crew) -> None:
    page = crew.page(f"luot/{crew.order}/")

    numbers = [part.split('"')[0] for part in page.split('name="record_id" value="')[1:]]
    assert len(numbers) > 10
    assert len(set(numbers)) == len(numbers)


def test_a_visit_that_is_not_there_says_what_may_have_happened(crew) -> None:
    answer = crew.client.get("/hien-truong/luot/LV-21-99999/")

    assert answer.status_code == 404
    assert "đổi ngày hoặc giao cho tổ khác" in answer.content.decode()
    assert "X-Field-Day" not in answer
