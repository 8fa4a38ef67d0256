"""A report states a day: its numbers add up, its digest follows the data, and an issued one stays."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN, at

DAY = date(2021, 12, 20)
ADDED_UP = ("target", "nominated", "approved", "delivered", "received", "late_count")


def facts_of(house, *, actor=None, as_of: date = DAY):
    from donghanh.apps.programmes.queries.reports import report_facts

    return report_facts(actor=actor or house.actors.office, campaign_code=CAMPAIGN, as_of=as_of)


def digest_of(house, **wishes) -> str:
    from donghanh.apps.programmes.queries.reports import facts_digest

    return facts_digest(facts=facts_of(house, **wishes))


def activity(facts, code: str):
    return next(
        one for programme in facts["programmes"] for one in programme["activities"] if one["code"] == code
    )


def issue(house, *, by=None, as_of: date = DAY, **more) -> int:
    from donghanh.apps.programmes.operations.reporting import issue_report

    return issue_report(
        actor=by or house.actors.office, campaign_code=CAMPAIGN, as_of=as_of, at=house.now, **more
    )


def card(house, number: int, *, actor=None):
    from donghanh.apps.programmes.queries.reports import issued_report

    return issued_report(actor=actor or house.actors.office, campaign_code=CAMPAIGN, number=number)


def check(house, number: int, **more):
    from donghanh.apps.programmes.queries.reports import verify_report

    return verify_report(actor=house.actors.auditor, campaign_code=CAMPAIGN, number=number, **more)


def approve(house, *, unit: str | None = None) -> int:
    from donghanh.apps.programmes.operations.approving import approve_list

    return approve_list(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="household-repairs",
        unit_code=unit, at=house.now,
    )  # fmt: skip


def test_the_units_of_every_activity_add_up_to_the_activity(house):
    house.approved("household-repairs")
    house.nominate("household-repairs", unit="PA01XT")
    house.approved("masks", quantity=3_000)

    for programme in facts_of(house)["programmes"]:
        for line in programme["activities"]:
            for name in ADDED_UP:
                assert sum(unit[name] or 0 for unit in line["units"]) == (line[name] or 0), (
                    line["code"],
                    name,
                )


def test_what_is_not_split_to_units_stands_in_a_line_of_its_own(house):
    house.approved("masks", quantity=3_000)

    units = activity(facts_of(house), "masks")["units"]

    assert {unit["unit_code"]: unit["target"] for unit in units if unit["target"]} == {"": 20_000}
    assert {unit["unit_code"]: unit["approved"] for unit in units if unit["approved"]} == {"PA01ND": 3_000}


def test_the_numbers_are_those_of_the_board(house):
    from donghanh.apps.programmes.queries.board import board

    house.approved("household-repairs")
    facts = facts_of(house)

    for programme in board(actor=house.actors.office, campaign_code=CAMPAIGN, as_of=DAY).programmes:
        for line in programme.activities:
            told = activity(facts, line.code)
            for name in (*ADDED_UP, "missing", "status", "why"):
                assert told[name] == getattr(line.figures, name)


def test_a_measure_says_where_its_number_will_come_from(house):
    assert "thao tác" in activity(facts_of(house), "announced-times")["fed_by_vi"]


def test_a_budget_that_nobody_confirmed_has_no_amount(house):
    budget = facts_of(house)["budget"]

    assert len(budget) == 9
    assert {(line["amount_dong"], line["status"]) for line in budget} == {(None, "to_be_confirmed")}


def test_an_approved_list_is_behind_the_numbers_with_its_digest(house):
    from donghanh.apps.programmes.queries.lists import frozen_list

    house.verified("household-repairs")
    number = approve(house)
    frozen = frozen_list(
        actor=house.actors.office, campaign_code=CAMPAIGN, activity_code="household-repairs", number=number
    )

    facts = facts_of(house)

    assert activity(facts, "household-repairs")["lists_digests"] == [frozen.card.digest]
    assert [(one["number"], one["row_count"], one["digest"]) for one in facts["lists"]] == [
        (number, 1, frozen.card.digest)
    ]


def test_a_list_approved_later_is_not_in_the_report_of_a_day_before(house):
    house.verified("household-repairs")
    approve(house)

    assert facts_of(house, as_of=DAY - timedelta(days=1))["lists"] == []


def test_the_digest_is_the_sha256_of_the_canonical_facts_that_anybody_can_repeat(house):
    house.approved("household-repairs")
    facts = facts_of(house)

    line = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"

    assert digest_of(house) == sha256(line.encode()).hexdigest()


def test_the_same_day_asked_again_gives_the_same_digest(house):
    house.approved("household-repairs")

    assert digest_of(house) == digest_of(house, actor=house.actors.director)


def test_a_moved_benefit_changes_the_digest_of_its_activity_and_of_the_report(house):
    reference = house.nominate("household-repairs")
    before, whole = facts_of(house), digest_of(house)

    house.move(reference, "check", by=house.actors.unit_officer("PA01ND"))

    after = facts_of(house)
    assert digest_of(house) != whole
    for code, is_same in (("household-repairs", False), ("masks", True)):
        same = activity(before, code)["counted_digest"] == activity(after, code)["counted_digest"]
        assert same is is_same


def test_the_digest_of_the_counted_can_be_repeated_from_the_promises(house):
    reference = house.nominate("household-repairs")

    row = {
        "reference": reference, "unit": "PA01ND", "quantity": 1, "state": "nominated", "since": "2021-12-20",
        "moves": 1,
    }  # fmt: skip
    line = json.dumps(row, sort_keys=True, separators=(",", ":")) + "\n"
    counted = activity(facts_of(house), "household-repairs")["counted_digest"]
    assert counted == sha256(line.encode()).hexdigest()


def test_yesterdays_report_asked_today_is_what_it_was_yesterday(house):
    yesterday = DAY - timedelta(days=1)
    house.now = at(yesterday)
    reference = house.verified("household-repairs")
    number = approve(house)
    before = facts_of(house, as_of=yesterday)

    house.now = at(DAY)
    officer = house.actors.unit_officer("PA01ND")
    house.move(reference, "allot", by=officer)
    house.verified("household-repairs", name="Hộ sau")
    approve(house)

    assert number == 1
    assert facts_of(house, as_of=yesterday) == before


def test_a_share_edited_today_does_not_change_the_report_of_yesterday(house):
    from donghanh.apps.programmes.operations.sharing import edit_unit_share

    yesterday = DAY - timedelta(days=1)
    before = facts_of(house, as_of=yesterday)

    edit_unit_share(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="household-repairs",
        unit_code="PA01XT", target=1, why="Đơn vị xin giảm", at=house.now,
    )  # fmt: skip

    shares = {one["unit_code"]: one for one in activity(facts_of(house), "household-repairs")["units"]}
    assert (shares["PA01XT"]["target"], shares["PA01XT"]["basis"]) == (1, "edited")
    assert facts_of(house, as_of=yesterday) == before


def test_a_units_head_has_a_report_of_the_own_unit_alone(house):
    house.nominate("household-repairs", unit="PA01XT")
    house.nominate("household-repairs", unit="PA01ND")

    facts = facts_of(house, actor=house.actors.unit_head("PA01XT"))

    assert facts["scope"] == ["PA01XT"]
    assert activity(facts, "household-repairs")["nominated"] == 1
    assert "PA01ND" not in json.dumps(facts["programmes"])


def test_an_issued_report_is_numbered_and_written_down_with_one_audit_row(house):
    from donghanh.apps.organisation import queries

    number = issue(house)

    found = card(house, number)
    assert (found.number, found.as_of, found.digest) == (1, DAY, digest_of(house))
    assert found.by == house.actors.office.full_name
    acts = queries.acts(actor=house.actors.auditor, subject=f"report:{CAMPAIGN}#1")
    assert [(one.act, one.facts["digest"]) for one in acts] == [("report.issue", found.digest)]


def test_an_issued_report_holds_and_its_copy_is_recognised(house):
    from donghanh.apps.programmes.operations.reporting import take_report

    number = issue(house)
    pdf = take_report(
        actor=house.actors.auditor, campaign_code=CAMPAIGN, number=number, paper="pdf", at=house.now
    )

    assert check(house, number).holds
    assert check(house, number, file=pdf).file == "pdf"
    forged = check(house, number, file=pdf.replace(b"%PDF", b"%PDf", 1))
    assert (forged.file, forged.holds) == ("", False)


def test_taking_an_issued_report_is_recorded(house):
    from donghanh.apps.organisation.models import PersonalDataReading
    from donghanh.apps.programmes.operations.reporting import take_report

    issue(house)
    take_report(actor=house.actors.director, campaign_code=CAMPAIGN, number=1, paper="workbook", at=house.now)

    read = PersonalDataReading.objects.get()
    assert (read.username, read.what) == ("director", "report")
    assert read.subject == f"report:{CAMPAIGN}#1.workbook"


def test_the_database_refuses_to_change_or_delete_an_issued_report(house):
    from donghanh.apps.programmes.models import IssuedReport

    issue(house)

    for act in (lambda rows: rows.update(digest="0" * 64), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(IssuedReport.objects.all())
    assert check(house, 1).holds


def test_facts_changed_behind_our_back_do_not_hold(house):
    from donghanh.apps.programmes.models import IssuedReport

    issue(house)
    facts = copy.deepcopy(json.loads(IssuedReport.objects.get().facts_text))
    facts["programmes"][2]["activities"][0]["delivered"] = 50
    lines = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    _without_the_wall(facts_text=lines)

    found = check(house, 1)

    assert (found.facts, found.pdf, found.workbook, found.holds) == (False, True, True, False)


def test_a_paper_changed_behind_our_back_does_not_hold(house):
    issue(house)
    _without_the_wall(pdf=b"%PDF-1.7 something else")

    found = check(house, 1)

    assert (found.facts, found.pdf, found.workbook, found.holds) == (True, False, True, False)


def test_a_later_report_does_not_change_an_earlier_one(house):
    from donghanh.apps.programmes.models import IssuedReport

    house.nominate("household-repairs")
    issue(house)
    first = IssuedReport.objects.values_list("digest", "facts_text", "pdf", "workbook").get(number=1)

    house.nominate("household-repairs")
    issue(house)

    numbers = list(IssuedReport.objects.values_list("number", flat=True))
    assert numbers == [1, 2]
    assert IssuedReport.objects.values_list("digest", "facts_text", "pdf", "workbook").get(number=1) == first
    assert card(house, 1).digest != card(house, 2).digest


def test_the_same_facts_are_not_issued_twice(house):
    from donghanh.apps.programmes.refusals import CannotReport

    issue(house)

    with pytest.raises(CannotReport) as refusal:
        issue(house)
    assert (refusal.value.rule, refusal.value.facts["number"]) == ("issued-already", 1)


def test_what_changed_since_the_preview_is_not_issued(house):
    from donghanh.apps.programmes.refusals import CannotReport

    seen = digest_of(house)
    house.nominate("household-repairs")

    with pytest.raises(CannotReport) as refusal:
        issue(house, seen_digest=seen)
    assert refusal.value.rule == "changed-since-preview"


def test_a_day_to_come_has_no_report(house):
    from donghanh.apps.programmes.refusals import CannotReport

    with pytest.raises(CannotReport) as refusal:
        issue(house, as_of=DAY + timedelta(days=1))
    assert refusal.value.rule == "day-to-come"


@pytest.mark.parametrize("who", ["auditor", "unit_head", "console"])
def test_only_a_named_person_of_the_company_issues(house, who):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.models import IssuedReport

    actor = house.actors.unit_head("PA01XT") if who == "unit_head" else getattr(house.actors, who)

    with pytest.raises(Forbidden):
        issue(house, by=actor)
    assert not IssuedReport.objects.exists()


def test_the_companys_reports_are_not_there_for_a_unit(house):
    from donghanh.apps.programmes.queries.reports import issued_reports
    from donghanh.apps.programmes.refusals import NotFound

    issue(house)
    head = house.actors.unit_head("PA01XT")

    assert issued_reports(actor=head, campaign_code=CAMPAIGN) == ()
    with pytest.raises(NotFound):
        card(house, 1, actor=head)


def _without_the_wall(**changes) -> None:
    """Do what only a superuser of the database could: change a row past its triggers."""
    from django.db import connection

    sets = ", ".join(f"{name} = %s" for name in changes)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE programmes_issuedreport SET {sets}", list(changes.values()))
        cursor.execute("SET LOCAL session_replication_role = origin")
