"""A commune's officer looks at households that nobody nominated: the own commune's alone, without figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.programmes.conftest import CAMPAIGN
from tests.faces.partner.conftest import MY_HUNG

from donghanh.apps.customers.bridge import customers_frame
from donghanh.apps.programmes.operations.leads import Recorded, find_missed, record_signs
from donghanh.apps.programmes.queries.leads import leads

pytestmark = pytest.mark.django_db
PAGE = "/doi-tac/ho-nen-xem/"


@pytest.fixture
def numbers(there) -> tuple[int, int]:
    """The number of a lead in Mỹ Hưng, and of one elsewhere."""
    frame = customers_frame(columns=("code", "commune_code", "kind", "contract_from", "contract_until"))
    homes = frame.filter(
        (frame["kind"] == "household")
        & frame["contract_until"].is_null()
        & (frame["contract_from"] < date(2021, 12, 1))
    )
    here = homes.filter(homes["commune_code"] == MY_HUNG)["code"][0]
    away = homes.filter(homes["commune_code"] != MY_HUNG)["code"][0]
    signs = [Recorded(code, "storm_damage", date(2021, 12, 20) - timedelta(days=9)) for code in (here, away)]
    record_signs(actor=there.actors.business, signs=signs, source="Báo cáo bão", at=there.now)
    find_missed(actor=there.actors.business, campaign_code=CAMPAIGN, at=there.now)
    by_code = {
        one.customer_code: one.number
        for one in leads(actor=there.actors.business, campaign_code=CAMPAIGN).lines
    }
    return by_code[here], by_code[away]


def test_only_the_own_communes_households_are_there(browser, numbers) -> None:
    here, away = numbers
    page = browser.get(PAGE).content.decode()

    assert f"{PAGE}{here}/" in page
    assert f"{PAGE}{away}/" not in page
    assert browser.get(f"{PAGE}{away}/").status_code == 404
    assert browser.post(f"{PAGE}{away}/", {"answer": "will_nominate"}).status_code == 404


def test_signs_are_told_in_words_and_never_in_figures(browser, numbers, seen) -> None:
    text = seen(browser.get(f"{PAGE}{numbers[0]}/"))

    assert "Nhà bị thiệt hại do mưa bão" in text
    assert "kWh" not in text


def test_who_will_be_nominated_leads_to_the_nomination(browser, numbers) -> None:
    answer = browser.post(f"{PAGE}{numbers[0]}/", {"answer": "will_nominate", "why": ""})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/doi-tac/de-cu/?ma=PA01")


def test_a_no_needs_its_reason_and_is_kept(browser, numbers, seen) -> None:
    page = f"{PAGE}{numbers[0]}/"

    asked = seen(browser.post(page, {"answer": "not_in_need", "why": " "}))
    kept = browser.post(page, {"answer": "not_in_need", "why": "Con đi làm xa gửi tiền về"}, follow=True)

    assert "Cần ghi lý do" in asked
    assert kept.status_code == 200
    assert "Con đi làm xa gửi tiền về" in seen(browser.get(page))


def test_the_units_people_do_not_come_in_by_the_communes_door(there, sign_in, numbers) -> None:
    assert sign_in(there.actors.unit_officer("PA01ND")).get(PAGE).status_code == 403
