"""Orders and uses: who enters, who confirms, who takes back, and who must not see them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from tests.apps.reliefs.conftest import CITY_UNIT, DOCUMENT, FAR_HOUSEHOLD, FAR_UNIT, SCHOOL

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.reliefs import operations, queries
from donghanh.apps.reliefs.refusals import CannotEnterFact, NotFound


def test_a_fact_waits_until_a_second_person_has_confirmed_it(desk):
    number = desk.order()
    waiting = queries.fact(actor=desk.actors.office, number=number)
    desk.confirm(number)
    confirmed = queries.fact(actor=desk.actors.office, number=number)

    assert (waiting.state, confirmed.state) == ("waiting", "confirmed")
    assert (confirmed.entered_by, confirmed.decided_by) == ("office", "business")
    assert confirmed.place == "Thành phố Nam Định"


def test_the_one_who_entered_a_fact_cannot_confirm_it(desk):
    number = desk.order(by=desk.actors.business)

    with pytest.raises(Forbidden, match="relief_entered_it"):
        desk.confirm(number, by=desk.actors.business)


def test_a_fact_is_decided_once_and_turned_down_only_with_a_reason(desk):
    number = desk.order()
    with pytest.raises(CannotEnterFact) as without:
        operations.decide_fact(actor=desk.actors.business, number=number, is_confirmed=False, at=desk.now)
    desk.confirm(number)
    with pytest.raises(CannotEnterFact) as again:
        desk.confirm(number)

    assert (without.value.rule, again.value.rule) == ("reason-missing", "fact-decided")


def test_a_fact_that_was_taken_back_stays_and_points_to_who_took_it_back(desk):
    number = desk.confirm(desk.order())
    operations.withdraw_fact(actor=desk.actors.office, number=number, why="nhầm huyện", at=desk.now)

    told = queries.fact(actor=desk.actors.office, number=number)
    assert (told.state, told.decided_by, told.why) == ("withdrawn", "office", "nhầm huyện")
    with pytest.raises(CannotEnterFact, match="taken back"):
        operations.withdraw_fact(actor=desk.actors.office, number=number, why="lại", at=desk.now)


@pytest.mark.parametrize("sql", ["UPDATE reliefs_fact SET use = ''", "DELETE FROM reliefs_factdecision"])
def test_the_database_lets_nobody_change_a_fact_or_a_decision(desk, sql):
    desk.confirm(desk.order())

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as now,
    ):
        now.execute(sql)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"until_on": date(2021, 7, 25)}, "span-empty"),
        ({"directive": "directive-17"}, "word-unknown"),
        ({"level": "ward"}, "word-unknown"),
        ({"document": "  "}, "document-missing"),
        ({"place": "999"}, "not-found"),
        ({"level": "commune"}, "not-found"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(desk, changed, rule):
    with pytest.raises((NotFound, CannotEnterFact)) as refused:
        desk.order(**changed)

    assert refused.value.rule == rule


def test_the_same_fact_is_not_entered_twice_unless_the_first_was_taken_back(desk):
    number = desk.order()
    with pytest.raises(CannotEnterFact, match=f"number {number}"):
        desk.order()
    operations.withdraw_fact(actor=desk.actors.office, number=number, why="nhầm", at=desk.now)

    assert desk.order() > number


def test_a_unit_enters_uses_of_its_own_sites_and_no_orders(desk):
    officer = desk.actors.unit_officer(CITY_UNIT)

    assert desk.use(by=officer)
    with pytest.raises(NotFound):
        desk.use(by=officer, code=FAR_HOUSEHOLD)
    with pytest.raises(Forbidden):
        desk.order(by=officer)


def test_a_unit_sees_its_own_sites_and_the_orders_over_its_communes_alone(desk):
    own, over = desk.use(), desk.order()
    far = desk.actors.unit_officer(FAR_UNIT)

    assert [one.number for one in queries.facts(actor=desk.actors.unit_head(CITY_UNIT), kind="use")] == [own]
    assert queries.facts(actor=far, kind="use") == queries.facts(actor=far, kind="order") == ()
    for number in (own, over):
        with pytest.raises(NotFound):
            queries.fact(actor=far, number=number)
        assert not queries.may_see_fact(far, str(number))


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper", "partner_officer"])
def test_crews_warehouses_and_partners_see_no_facts(desk, role):
    place = "13633" if role == "partner_officer" else CITY_UNIT
    actor = getattr(desk.actors, role)(place)

    with pytest.raises(Forbidden):
        queries.facts(actor=actor, kind="order")
    assert not queries.may_see_fact(actor, str(desk.use()))


def test_the_auditor_sees_all_and_changes_nothing(desk):
    number = desk.use()

    assert queries.fact(actor=desk.actors.auditor, number=number).number == number
    with pytest.raises(Forbidden):
        desk.confirm(number, by=desk.actors.auditor)


def test_evidence_of_a_fact_is_kept_and_counted_and_unseen_by_another_unit(desk):
    from donghanh.apps.evidence import operations as evidence
    from donghanh.apps.organisation.refusals import NotFound as Unseen

    number, content = desk.use(), b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    said = {"subject": f"relief-use:{number}", "kind": "proof", "name": "quyet-dinh.pdf", "content": content}
    evidence.keep_evidence(actor=desk.actors.unit_officer(CITY_UNIT), at=desk.now, **said)

    assert queries.fact(actor=desk.actors.office, number=number).evidence_count == 1
    with pytest.raises(Unseen):
        evidence.keep_evidence(actor=desk.actors.unit_officer(FAR_UNIT), at=desk.now, **said)


def sheet(tmp_path, *rows):
    path = tmp_path / "noi-cach-ly.csv"
    head = "Mã khách hàng,Sử dụng,Từ ngày,Đến trước ngày,Văn bản"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_file_of_uses_is_entered_whole(desk, tmp_path):
    path = sheet(tmp_path, f"{SCHOOL},quarantine_free,01/08/2021,2021-09-01,{DOCUMENT.replace(',', '')}")

    made = operations.import_uses(actor=desk.actors.office, path=path, name=path.name, at=desk.now)

    told = queries.fact(actor=desk.actors.office, number=made.numbers[0])
    assert (told.customer_code, told.from_on) == (SCHOOL, date(2021, 8, 1))
    assert (told.until_on, told.state) == (date(2021, 9, 1), "waiting")


@pytest.mark.parametrize(
    "row",
    [
        f"{SCHOOL},quarantine_free,30/02/2021,,x",
        f"{SCHOOL},school,01/08/2021,,x",
        "PA01ND9999999,lodging,01/08/2021,,x",
        f"{SCHOOL},lodging,01/08/2021,01/07/2021,x",
    ],
)
def test_a_file_with_one_faulty_row_enters_none_and_names_the_row(desk, tmp_path, row):
    path = sheet(tmp_path, f"{SCHOOL},medical,01/08/2021,,QĐ 1", row)

    with pytest.raises(CannotEnterFact, match="row 3") as refused:
        operations.import_uses(actor=desk.actors.office, path=path, name=path.name, at=desk.now)

    assert refused.value.rule == "rows-faulty"
    assert queries.facts(actor=desk.actors.office, kind="use") == ()
