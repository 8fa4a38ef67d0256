"""The effect in a report comes from rounds, ledger and stories as they stood that day, for who may see it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.programmes.confirming_words import (
    asking,
    consented,
    drawn,
    moved,
    photographed,
    published,
    told,
)
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, House
from tests.apps.programmes.test_goods import move
from tests.apps.stock.conftest import CITY, stocked

DAY = date(2021, 12, 20)


@pytest.fixture
def lived(house: House):
    """Gifts in a warehouse, three of four asked about, one story with a photograph, the round closed."""
    store = stocked(house.actors, house.now)
    store.receive(10, item="welfare-gift", where=CITY)
    reference = house.approved("welfare-gifts", name="Hộ nhận quà")
    move(house, reference, "allot")
    move(house, reference, "schedule")
    move(house, reference, "deliver", "crew")
    asked = asking(house, activity="welfare-gifts")
    picture = photographed(house, asked[0])
    told(house, asked[0])
    consent = consented(house, asked[0], named_as="full", photographs=[picture])
    moved(house, "close")
    published(house, consent, photographs=[picture])
    return store, reference, picture, consent


def effects(house: House, actor=None):
    from donghanh.apps.programmes.queries.reports import report_facts

    return report_facts(actor=actor or house.actors.office, campaign_code=CAMPAIGN, as_of=DAY)["effects"]


def digest(house: House) -> str:
    from donghanh.apps.programmes.queries.reports import facts_digest, report_facts

    return facts_digest(facts=report_facts(actor=house.actors.office, campaign_code=CAMPAIGN, as_of=DAY))


def test_the_goods_of_the_report_are_where_the_ledger_says(house, lived):
    (gift,) = effects(house)["goods"]["items"]

    terms = ("received", "in_warehouses", "in_transit", "with_carriers", "handed_over", "written_off")
    assert [gift[name] for name in terms] == [10, 6, 0, 0, 4, 0]
    assert (gift["confirmed"], gift["awaiting"], gift["differences"]) == (3, 1, 0)


def test_the_answers_of_a_closed_round_stand_in_the_report(house, lived):
    found = effects(house)["confirmations"]

    assert found["answered"] == found["satisfied"] == 1
    assert found["is_too_few"]
    assert found["satisfied_bp"] is None


def test_a_picture_is_captioned_without_a_person_and_is_the_one_that_is_kept(house, lived):
    from hashlib import sha256

    from donghanh.apps.evidence.queries import published_picture

    (picture,) = effects(house)["pictures"]

    assert picture["number"] == lived[2]
    assert picture["sha256"] == sha256(published_picture(number=lived[2])[1]).hexdigest()
    assert "Hộ số" not in str(picture)
    assert picture["caption_vi"].endswith("Điện lực Thành phố Nam Định")


def test_a_day_answers_the_same_whatever_comes_after_it(house, lived):
    from donghanh.apps.evidence.operations import withdraw_evidence
    from donghanh.apps.programmes.operations.consenting import withdraw_consent
    from donghanh.apps.programmes.operations.reporting import issue_report
    from donghanh.apps.programmes.queries.reports import issued_report, verify_report

    office, officer = house.actors.office, house.actors.unit_officer("PA01ND")
    store, reference, picture, consent = lived
    number = issue_report(actor=office, campaign_code=CAMPAIGN, as_of=DAY, at=house.now)
    before = issued_report(actor=office, campaign_code=CAMPAIGN, number=number).digest
    house.now += timedelta(days=3)
    store.now = house.now
    house.move(reference, "confirm_receipt", by=officer)
    store.receive(7, item="welfare-gift", where=CITY)
    store.receive(5, item="mask", where=CITY)
    drawn(house)
    withdraw_consent(actor=office, consent=consent, why="Gia đình gọi điện", at=house.now)
    withdraw_evidence(actor=officer, number=picture, why="Gửi nhầm", at=house.now)

    assert digest(house) == before
    assert verify_report(actor=office, campaign_code=CAMPAIGN, number=number).holds


def test_a_paper_made_after_consent_was_withdrawn_shows_no_picture(house, lived):
    from donghanh.apps.programmes.operations.consenting import withdraw_consent
    from donghanh.apps.programmes.queries.report_pictures import published_pictures

    facts = {"effects": effects(house)}
    assert set(published_pictures(facts=facts)) == {lived[2]}
    withdraw_consent(actor=house.actors.office, consent=lived[3], why="Gọi điện", at=house.now)

    assert published_pictures(facts=facts) == {}


@pytest.mark.parametrize("who", ["unit_head", "unit_officer"])
def test_another_unit_sees_nothing_of_goods_answers_and_pictures(house, lived, who):
    found = effects(house, getattr(house.actors, who)("PA01XT"))

    assert (found["goods"], found["confirmations"], found["pictures"]) == (None, None, [])


def test_a_unit_sees_its_own_answers_and_pictures_and_no_goods_of_the_company(house, lived):
    found = effects(house, house.actors.unit_head("PA01ND"))

    assert found["goods"] is None
    assert found["confirmations"]["answered"] == 1
    assert len(found["pictures"]) == 1


def test_a_partner_of_the_commune_sees_no_figures_of_the_company(house, lived):
    found = effects(house, house.actors.partner_officer(MY_THUAN))

    assert (found["goods"], found["confirmations"]) == (None, None)
