"""The draw's pages: each step says what it attests, refuses with words, and leaks no name."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.apps.programmes.conftest import at, house  # noqa: F401
from tests.apps.programmes.drawing_words import COMMIT_DAY, DRAW_DAY, committed, drawn, enrol, prepared

from donghanh.apps.programmes.queries import draws

pytestmark = pytest.mark.django_db
LIST, ONE = "/ban/boc-tham/", "/ban/boc-tham/online-payment-draw/1/"
PREPARE = "/ban/boc-tham/online-payment-draw/chuan-bi/"
TERMS = {
    "method": "sha256", "prize_count": "10", "alternate_count": "10",
    "window_first": "2021-12-01", "window_last": "2021-12-31", "draw_on": "2022-01-05",
    "claim_last": "2022-01-28",
    "name_1": "Xổ số tự chọn", "on_1": "2022-01-05", "where_1": "vietlott.example",
    "name_2": "Xổ số miền Bắc", "on_2": "2022-01-05",
}  # fmt: skip
RESULTS = {"result_1": "2,5,12,8,10,45", "result_2": "9319"}
PAGE_QUERIES = 30


@pytest.fixture
def stand(monkeypatch):
    """Let the product stand on a day: `stand(date(2022, 1, 5))`."""

    def on(day):
        monkeypatch.setattr("donghanh.faces.clock.now", lambda: at(day))

    on(date(2021, 12, 20))
    return on


@pytest.fixture
def hall(house, stand):  # noqa: F811
    enrol()
    return house


def text_of(answer):
    return answer.content.decode()


def post(client, step, data=None, follow=True):
    return client.post(f"{ONE}buoc/{step}/", data or {}, follow=follow)


def test_the_form_begins_with_the_terms_of_the_plan(hall, sign_in):
    page = text_of(sign_in(hall.actors.office).get(PREPARE))

    assert 'value="2021-12-31"' in page
    assert 'value="2022-01-28"' in page
    assert "là đề xuất" in page


def test_a_draw_goes_from_its_terms_to_its_certificate(hall, stand, client, sign_in):
    sign_in(hall.actors.office)
    assert "Lần bốc thăm 1" in text_of(client.post(PREPARE, TERMS, follow=True))
    stand(COMMIT_DAY)
    sign_in(hall.actors.business)
    root = re.search(r'class="root">([0-9a-f]{64})', text_of(post(client, "commit"))).group(1)
    stand(DRAW_DAY)
    sign_in(hall.actors.office)
    preview = text_of(post(client, "draw", RESULTS))
    assert "2.5.8.10.12.45./9319./" in preview
    assert draws.public_draws()[0].winners == ()
    post(client, "draw", {**RESULTS, "confirm": "1"})
    sign_in(hall.actors.business)

    page = text_of(post(client, "certify"))

    assert draws.public_draws()[0].state == "certified"
    assert root in page
    assert page.count("Dự bị") >= 10


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"prize_count": "11"}, "quá chỉ tiêu"),
        ({"prize_count": "0"}, "error-summary"),
        ({"prize_count": "mười"}, "số nguyên"),
        ({"method": "dice"}, "error-summary"),
        ({"name_1": "", "on_1": ""}, "Hãy điền mục này"),
        ({"on_2": ""}, "cả tên và ngày"),
        ({"name_2": ""}, "cả tên và ngày"),
        ({"on_1": "2022-01-06"}, "Ngày ra kết quả của mỗi nguồn"),
        ({"draw_on": "2022-01-01"}, "ít nhất hai ngày"),
        ({"draw_on": "hôm nay"}, "không phải là ngày"),
        ({"window_last": "2021-11-30"}, "không có ngày nào"),
        ({"claim_last": "2022-01-04"}, "Hạn nhận quà"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused_in_words(changed, said, hall, sign_in):
    answer = sign_in(hall.actors.office).post(PREPARE, {**TERMS, **changed})

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert draws.all_draws() == ()


@pytest.mark.parametrize(("day", "said"), [(date(2021, 12, 20), "20/12/2021"), (DRAW_DAY, "05/01/2022")])
def test_freezing_too_early_or_too_late_says_when(day, said, hall, stand, sign_in):
    prepared(hall)
    stand(day)

    page = text_of(post(sign_in(hall.actors.business), "commit"))

    assert "Chỉ chốt danh sách được" in page
    assert said in page


def test_who_prepared_is_told_to_ask_somebody_else(hall, stand, sign_in):
    client = sign_in(hall.actors.business)
    client.post(PREPARE, TERMS)
    stand(COMMIT_DAY)

    page = text_of(post(client, "commit"))

    assert "nhờ người khác" in page
    assert 'buoc/commit/"' not in page


def test_drawing_before_the_named_day_is_refused(hall, stand, sign_in):
    committed(hall)
    stand(date(2022, 1, 4))

    page = text_of(post(sign_in(hall.actors.office), "draw", {**RESULTS, "confirm": "1"}))

    assert "04/01/2022" in page
    assert "Hãy đợi" in page


@pytest.mark.parametrize(
    "wrong", [{"result_1": ""}, {"result_1": "2,5,mười"}, {"result_2": "93.19"}, {"result_2": "-4"}]
)
def test_results_that_are_no_numbers_are_refused_beside_their_field(wrong, hall, stand, sign_in):
    committed(hall)
    stand(DRAW_DAY)

    answer = post(sign_in(hall.actors.office), "draw", {**RESULTS, **wrong, "confirm": "1"})

    assert answer.status_code == 422
    assert "error-text" in text_of(answer)
    assert draws.public_draws()[0].winners == ()


def test_too_few_entrants_is_said_with_both_numbers(house, stand, sign_in):  # noqa: F811
    prepared(house)
    stand(COMMIT_DAY)

    page = text_of(post(sign_in(house.actors.business), "commit"))

    assert "cho 10 phần quà" in page
    assert draws.public_draws() == ()


def test_why_others_are_not_in_is_told_with_numbers(hall, sign_in):
    prepared(hall)

    page = text_of(sign_in(hall.actors.office).get(ONE))

    assert "Chưa đăng ký thanh toán trực tuyến." in page
    assert "Nếu chốt bây giờ" in page


@pytest.mark.parametrize("step", ["commit", "draw", "certify", "close", "make_void"])
def test_the_auditor_sees_and_changes_nothing(step, hall, stand, sign_in):
    committed(hall)
    stand(DRAW_DAY)
    client = sign_in(hall.actors.auditor)

    answer = post(client, step, {**RESULTS, "why": "x", "confirm": "1"})

    assert answer.status_code == 403
    assert client.get(ONE).status_code == 200
    assert "Việc tiếp theo" not in text_of(client.get(ONE))
    assert draws.public_draws()[0].state == "committed"


@pytest.mark.parametrize("role", ["auditor", "director"])
def test_who_may_not_prepare_is_forbidden(role, hall, sign_in):
    client = sign_in(getattr(hall.actors, role))

    assert [client.get(PREPARE).status_code, client.post(PREPARE, TERMS).status_code] == [403, 403]


def test_a_unit_sees_names_of_its_own_customers_only(hall, stand, sign_in):
    drawn(hall)
    stand(DRAW_DAY)
    whole = draws.draw_story(
        actor=hall.actors.business, campaign_code="tri-an-khach-hang-2021",
        activity_code="online-payment-draw", number=1,
    )  # fmt: skip

    page = text_of(sign_in(hall.actors.unit_officer("PA01XT")).get(ONE))

    hidden = [prize for prize in whole.prizes if prize.unit_code != "PA01XT"]
    assert hidden
    assert all(prize.customer_code not in page for prize in hidden)
    assert all(prize.reference not in page for prize in hidden if prize.reference)


@pytest.mark.parametrize(
    "address",
    ["/ban/boc-tham/masks/chuan-bi/", "/ban/boc-tham/online-payment-draw/9/", f"{ONE}buoc/steal/",
     f"{ONE}khong-nhan/M17-21-99999/", "/ban/boc-tham/online-payment-draw/9/ho-so/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address, hall, sign_in):
    prepared(hall)

    assert sign_in(hall.actors.business).get(address).status_code == 404


def test_a_stranger_is_sent_to_sign_in(client, hall):
    assert client.get(LIST)["Location"].startswith("/dang-nhap/")


def test_an_unclaimed_prize_is_offered_after_the_last_day_and_goes_to_an_alternate(hall, stand, sign_in):
    drawn(hall)
    prize = draws.draw_story(
        actor=hall.actors.business, campaign_code="tri-an-khach-hang-2021",
        activity_code="online-payment-draw", number=1,
    ).prizes[0]  # fmt: skip
    hall.move(prize.reference, "verify", by=hall.actors.business, at=at(DRAW_DAY))
    hall.move(prize.reference, "approve", by=hall.actors.director, at=at(DRAW_DAY))
    stand(DRAW_DAY)
    client = sign_in(hall.actors.business)
    address = f"{ONE}khong-nhan/{prize.reference}/"
    assert address not in text_of(client.get(ONE))
    assert "Còn trong hạn" in text_of(client.post(address, {"why": "Không gọi được"}))
    stand(date(2022, 1, 29))

    assert address in text_of(client.get(ONE))
    page = text_of(client.post(address, {"why": "Không gọi được"}, follow=True))

    assert "người dự bị kế tiếp" in page
    assert "đã được gọi" in page


def test_the_dossier_is_a_pdf_with_what_was_filled_in(hall, sign_in):
    committed(hall)
    client = sign_in(hall.actors.office)
    said = {
        "registration_office": "Sở Công Thương", "organiser": "Công ty Điện lực", "address": "Nam Định",
        "tax_code": "0100100417", "contact": "Phòng Kinh doanh, 19006769", "goods": "Dịch vụ",
        "place": "Nam Định", "prize": "Phần quà", "value_dong": "500000",
        "draw_at": "09:00 ngày 05/01/2022", "draw_place": "Hội trường",
        "witnesses": "Người thứ nhất, Trưởng phòng\nNgười thứ hai", "signer": "Giám đốc",
    }  # fmt: skip

    refused = client.post(f"{ONE}ho-so/", {**said, "value_dong": "miễn phí", "witnesses": ""})
    paper = client.post(f"{ONE}ho-so/", said)

    assert refused.status_code == 422
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


def test_pages_keep_their_query_budget(hall, stand, sign_in, django_assert_max_num_queries):
    drawn(hall)
    stand(DRAW_DAY)
    client = sign_in(hall.actors.business)

    with django_assert_max_num_queries(PAGE_QUERIES):
        client.get(ONE)
    with django_assert_max_num_queries(PAGE_QUERIES // 2):
        client.get(LIST)


def test_every_refusal_of_a_draw_has_a_sentence():
    from pathlib import Path

    from donghanh.apps.programmes.operations import draw_proofs, draw_terms, drawing, prizes
    from donghanh.faces.desk.programmes.draw_words import SENTENCES

    source = "".join(
        Path(module.__file__).read_text() for module in (draw_proofs, draw_terms, drawing, prizes)
    )
    named = set(re.findall(r'CannotDraw\(\s*"([a-z-]+)"', source))
    named |= set(re.findall(r'^        "([a-z-]+)": ', Path(draw_terms.__file__).read_text(), re.MULTILINE))

    assert len(named) > 15
    assert named - set(SENTENCES) == set()
