"""The pages of leads: who sees which, what is asked before an answer is kept, and a list that is wrong."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401 - the fixture of this file
from tests.apps.programmes.test_leads import hit, households, search  # noqa: F401 - a fixture, two words

from donghanh.apps.programmes.queries.leads import leads as lead_page
from donghanh.faces import clock

pytestmark = pytest.mark.django_db
LIST, SIGNS = "/ban/ho-can-xem/", "/ban/ho-can-xem/dau-hieu/"


@pytest.fixture
def found(house, households, settings, product_now):  # noqa: F811
    """The house on the product's day, with a lead of a household hit by a storm."""
    from donghanh.apps.organisation.operations import set_product_clock

    settings.DEMO = True
    set_product_clock(actor=house.actors.console, at=product_now, real_now=clock.real_now())
    code, unit, commune = households[0]
    hit(house, [code])
    search(house)
    lines = lead_page(actor=house.actors.business, campaign_code=CAMPAIGN).lines
    return house, next(line for line in lines if line.customer_code == code), unit, commune


def test_a_unit_sees_its_leads_and_another_unit_does_not(found, sign_in) -> None:
    house, line, unit, _ = found  # noqa: F811
    other = "PA01XT" if unit != "PA01XT" else "PA01ND"

    own = sign_in(house.actors.unit_officer(unit))
    assert line.name in own.get(LIST).content.decode()
    assert own.get(f"{LIST}{line.number}/").status_code == 200
    stranger = sign_in(house.actors.unit_officer(other))
    assert line.name not in stranger.get(LIST).content.decode()
    assert stranger.get(f"{LIST}{line.number}/").status_code == 404


def test_crews_and_partners_have_no_such_page_on_the_desk(found, sign_in) -> None:
    house, _, unit, commune = found  # noqa: F811

    assert sign_in(house.actors.crew(unit)).get(LIST).status_code == 403
    assert sign_in(house.actors.partner_officer(commune)).get(LIST).status_code == 403


def test_an_answer_without_a_reason_is_asked_for_it_and_kept_with_it(found, sign_in) -> None:
    house, line, unit, _ = found  # noqa: F811
    desk, page = sign_in(house.actors.unit_officer(unit)), f"{LIST}{line.number}/"

    asked = desk.post(page, {"answer": "moved_away", "why": ""})
    kept = desk.post(page, {"answer": "moved_away", "why": "Vào Nam với con"}, follow=True)

    assert "cần một lý do" in asked.content.decode()
    assert "Vào Nam với con" in kept.content.decode()
    assert "Đã chuyển đi" in kept.content.decode()


def test_the_company_searches_and_a_unit_does_not(found, sign_in) -> None:
    house, _, unit, _ = found  # noqa: F811

    assert sign_in(house.actors.unit_head(unit)).post(f"{LIST}tim/").status_code == 403
    assert (
        "Đã tìm xong lần 2" in sign_in(house.actors.office).post(f"{LIST}tim/", follow=True).content.decode()
    )


def test_a_list_with_a_wrong_row_names_the_row_and_records_nothing(found, sign_in) -> None:
    house, line, unit, _ = found  # noqa: F811
    text = f"Mã khách hàng,Dấu hiệu,Ngày\n{line.customer_code},Nợ,31/11/2021\n"
    file = SimpleUploadedFile("no.csv", text.encode())

    answer = sign_in(house.actors.unit_officer(unit)).post(SIGNS, {"source": "Sổ nợ 11/2021", "file": file})

    assert answer.status_code == 422
    assert "Dòng 2: ngày không đọc được" in answer.content.decode()


def test_a_list_is_recorded_with_its_source(found, sign_in) -> None:
    house, line, unit, _ = found  # noqa: F811
    text = f"Mã khách hàng,Dấu hiệu,Ngày\n{line.customer_code},Nợ tiền điện,30/11/2021\n"
    desk = sign_in(house.actors.unit_officer(unit))

    missing = desk.post(SIGNS, {"source": "", "file": SimpleUploadedFile("no.csv", text.encode())})
    kept = desk.post(
        SIGNS, {"source": "Sổ nợ 11/2021", "file": SimpleUploadedFile("no.csv", text.encode())}, follow=True
    )

    assert "Danh sách này từ đâu" in missing.content.decode()
    assert "Đã ghi nhận 1 dấu hiệu mới" in kept.content.decode()


def test_the_list_has_a_query_budget(found, sign_in, django_assert_max_num_queries) -> None:
    house = found[0]  # noqa: F811
    desk = sign_in(house.actors.business)

    with django_assert_max_num_queries(26):
        assert desk.get(LIST).status_code == 200
