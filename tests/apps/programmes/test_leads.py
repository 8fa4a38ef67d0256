"""Leads for the committees: found by stated signs, seen at their place alone, answered, and tracked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.apps.customers.bridge import customers_frame
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.models import HouseholdSign, LeadAnswer
from donghanh.apps.programmes.operations.leads import (
    CannotAnswerLead,
    CannotRecordSign,
    Recorded,
    answer_lead,
    find_missed,
    read_leads,
    record_signs,
)
from donghanh.apps.programmes.operations.sign_files import record_sign_file
from donghanh.apps.programmes.queries.leads import lead_outcomes, leads
from donghanh.apps.programmes.refusals import NotFound

pytestmark = pytest.mark.django_db
TODAY = date(2021, 12, 20)


@pytest.fixture
def households(house) -> list[tuple[str, str, str]]:
    """Code, unit and commune of the households whose contract runs."""
    columns = ("code", "unit_code", "commune_code", "kind", "contract_until", "contract_from")
    frame = customers_frame(columns=columns)
    homes = frame.filter((frame["kind"] == "household") & frame["contract_until"].is_null())
    homes = homes.filter(homes["contract_from"] < TODAY)
    return list(homes.select("code", "unit_code", "commune_code").iter_rows())


def hit(house, codes: list[str], **more: object) -> int:
    signs = [Recorded(code, "storm_damage", TODAY - timedelta(days=30)) for code in codes]
    given = {"actor": house.actors.business, "source": "Báo cáo bão số 8", "at": house.now, "signs": signs}
    return record_signs(**{**given, **more})


def search(house) -> int:
    return find_missed(actor=house.actors.business, campaign_code=CAMPAIGN, at=house.now)


def seen(house, actor, **more: object):
    return leads(actor=actor, campaign_code=CAMPAIGN, **more)


def codes_of(page) -> set[str]:
    return {line.customer_code for line in page.lines}


def test_a_household_hit_by_a_storm_is_a_lead_with_its_reason(house, households) -> None:
    code = households[0][0]
    hit(house, [code])
    search(house)

    found = {line.customer_code: line for line in seen(house, house.actors.business).lines}

    assert "storm_damage" in found[code].signs
    assert found[code].facts["recorded_on"] == "2021-11-20"
    assert found[code].standing == "open"


def test_a_second_search_adds_nobody_twice(house, households) -> None:
    hit(house, [households[0][0]])
    search(house)
    before = seen(house, house.actors.business).total
    search(house)

    assert seen(house, house.actors.business).total == before > 0


def test_a_nominated_household_is_no_lead(house, households) -> None:
    code, unit, _ = households[0]
    house.nominate("household-repairs", unit=unit, name="", customer_code=code)
    hit(house, [code])
    search(house)

    assert code not in codes_of(seen(house, house.actors.business))


def test_a_commune_and_a_unit_see_their_own_leads_alone(house, households) -> None:
    (code, unit, commune), *rest = households
    other = next(one for one in rest if one[1] != unit)
    hit(house, [code, other[0]])
    search(house)

    partner = house.actors.partner_officer(commune)
    at_commune, at_unit = seen(house, partner), seen(house, house.actors.unit_officer(unit))

    assert code in codes_of(at_commune)
    assert {line.commune_code for line in at_commune.lines} == {commune}
    assert {line.unit_code for line in at_unit.lines} == {unit}
    assert other[0] in codes_of(seen(house, house.actors.auditor))


def test_a_committee_learns_signs_in_words_and_no_figures(house, households) -> None:
    code, _, commune = households[0]
    hit(house, [code])
    search(house)

    line = next(
        one for one in seen(house, house.actors.partner_officer(commune)).lines if one.customer_code == code
    )

    assert line.signs
    assert line.facts == {}


def test_somebody_of_another_place_cannot_answer(house, households) -> None:
    (code, unit, commune), *rest = households
    other = next(one for one in rest if one[1] != unit)
    hit(house, [code])
    search(house)
    number = next(one.number for one in seen(house, house.actors.business).lines if one.customer_code == code)
    given = {"number": number, "answer": "will_nominate", "at": house.now}

    with pytest.raises(NotFound):
        answer_lead(actor=house.actors.partner_officer(other[2]), **given)
    with pytest.raises(Forbidden):
        answer_lead(actor=house.actors.auditor, **given)
    answer_lead(actor=house.actors.partner_officer(commune), **given)


def test_an_answer_that_says_no_says_why_and_the_last_one_counts(house, households) -> None:
    code, _, commune = households[0]
    hit(house, [code])
    search(house)
    partner = house.actors.partner_officer(commune)
    number = next(one.number for one in seen(house, partner).lines if one.customer_code == code)

    with pytest.raises(CannotAnswerLead, match="reason"):
        answer_lead(actor=partner, number=number, answer="not_in_need", at=house.now)
    with pytest.raises(CannotAnswerLead, match="none of"):
        answer_lead(actor=partner, number=number, answer="perhaps", why="x", at=house.now)
    answer_lead(actor=partner, number=number, answer="not_in_need", why="Con ở nước ngoài", at=house.now)
    answer_lead(actor=partner, number=number, answer="will_nominate", at=house.now)

    line = next(one for one in seen(house, partner).lines if one.number == number)
    assert (line.answer, line.standing) == ("will_nominate", "answered")
    assert LeadAnswer.objects.count() == 2
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        LeadAnswer.objects.update(why="khác")


def test_how_many_leads_were_taken_up_is_tracked_by_sign(house, households) -> None:
    (first, unit, _), (second, *_), *_ = households
    hit(house, [first, second])
    search(house)
    house.nominate("household-repairs", unit=unit, name="", customer_code=first)

    outcomes = {one.sign: one for one in lead_outcomes(actor=house.actors.business, campaign_code=CAMPAIGN)}

    assert (outcomes["storm_damage"].found, outcomes["storm_damage"].nominated) == (2, 1)
    assert outcomes[""].nominated == 1
    assert outcomes[""].approved == 0
    assert first in codes_of(seen(house, house.actors.business, standing="nominated"))
    assert first not in codes_of(seen(house, house.actors.business, standing="open"))


def test_a_search_is_the_companys(house) -> None:
    with pytest.raises(Forbidden):
        find_missed(actor=house.actors.unit_head("PA01ND"), campaign_code=CAMPAIGN, at=house.now)
    with pytest.raises(NotFound):
        find_missed(actor=house.actors.business, campaign_code="khong-co", at=house.now)


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"source": " "}, "source-missing"),
        ({"signs": [Recorded("PA01ND9999999", "arrears", TODAY)]}, "customer-unknown"),
        ({"signs": [Recorded("PA01ND9999999", "gossip", TODAY)]}, "sign-unknown"),
        ({"signs": [Recorded("PA01ND9999999", "arrears", TODAY + timedelta(days=1))]}, "day-to-come"),
    ],
)
def test_a_sign_without_source_customer_or_day_is_refused(house, more, rule: str) -> None:
    with pytest.raises(CannotRecordSign) as caught:
        hit(house, [], **more)

    assert caught.value.rule == rule
    assert HouseholdSign.objects.count() == 0


def test_a_unit_records_signs_of_its_own_customers_alone(house, households) -> None:
    (code, unit, _), *rest = households
    other = next(one for one in rest if one[1] != unit)
    officer = house.actors.unit_officer(unit)

    assert hit(house, [code], actor=officer) == 1
    assert hit(house, [code], actor=officer) == 0
    with pytest.raises(CannotRecordSign, match="in your view"):
        hit(house, [other[0]], actor=officer)


def test_names_that_were_read_are_recorded_as_a_reading(house, households) -> None:
    from donghanh.apps.organisation.models import PersonalDataReading

    hit(house, [households[0][0]])
    search(house)
    read_leads(actor=house.actors.business, campaign_code=CAMPAIGN, at=house.now)

    assert PersonalDataReading.objects.filter(what="leads").count() == 1


def test_a_list_of_leads_asks_a_bounded_number_of_questions(
    house, households, django_assert_max_num_queries
) -> None:
    hit(house, [code for code, *_ in households[:40]])
    search(house)

    with django_assert_max_num_queries(6):
        assert seen(house, house.actors.business).total >= 40


def written(tmp_path, text: str, name: str = "danh-sach.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def record_file(house, path) -> int:
    return record_sign_file(
        actor=house.actors.business, path=path, name=path.name, source="Danh sách nợ 11/2021", at=house.now
    )


def test_a_spreadsheet_of_signs_is_taken_whole(house, households, tmp_path) -> None:
    rows = "".join(f"{code};Nợ tiền điện;15/11/2021\n" for code, *_ in households[:3])

    assert record_file(house, written(tmp_path, f"Mã khách hàng;Dấu hiệu;Ngày\n{rows}")) == 3
    assert set(HouseholdSign.objects.values_list("sign", "on")) == {("arrears", date(2021, 11, 15))}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mã khách hàng;Dấu hiệu\nPA01ND0000001;Nợ\n", "missing: on"),
        ("Mã khách hàng;Dấu hiệu;Ngày\nX;Nghe nói;15/11/2021\nX;Nợ;31/11/2021\n", "row 2: sign-unknown"),
        ("", "file-is-empty"),
        ("Mã khách hàng;Dấu hiệu;Ngày\n", "no rows"),
    ],
)
def test_a_spreadsheet_that_cannot_be_used_says_where_and_records_nothing(
    house, tmp_path, text: str, told: str
) -> None:
    with pytest.raises(CannotRecordSign, match=told):
        record_file(house, written(tmp_path, text))
    assert HouseholdSign.objects.count() == 0
