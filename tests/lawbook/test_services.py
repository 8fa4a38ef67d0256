"""The catalogue: what each row says, what holds on which day, and what a spoiled document is refused for."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from donghanh.lawbook.services import FOLDER, NoSuchService, check_documents, read_services

DECEMBER = date(2021, 12, 20)
# Every row of the table of deadlines that the product was given: code, amount, kind of clock, day asked.
ROWS = """
NEW_LV_RES_URBAN 3 working_days 2021-12-20
NEW_LV_RES_RURAL 5 working_days 2021-12-20
NEW_LV_RES_EXTRA 7 working_days 2021-12-20
NEW_LV_NONRES 5 working_days 2021-12-20
NEW_LV_ANY 5 working_days 2021-12-20
NEW_LV_ANY_EXTRA 7 working_days 2021-12-20
NEW_MV_EVN_PART 7 working_days 2021-12-20
NEW_MV_TOTAL 30 working_days 2021-12-20
CHANGE_CAPACITY_URBAN 3 working_days 2021-12-20
CHANGE_CAPACITY_RURAL 5 working_days 2021-12-20
CHANGE_CAPACITY_CT 7 working_days 2021-12-20
CHANGE_CAPACITY 5 working_days 2021-12-20
METER_MOVE 5 working_days 2021-12-20
RECONNECT_ON_REQUEST 5 working_days 2021-12-20
METER_CHECK 3 working_days 2021-12-20
CONTRACT_TRANSFER 3 working_days 2021-12-20
CHANGE_INFO 3 working_days 2021-12-20
CHANGE_PURPOSE 3 working_days 2021-12-20
CHANGE_QUOTA 3 working_days 2021-12-20
RENEW_CONTRACT 3 working_days 2021-12-20
TERMINATE_CONTRACT 3 working_days 2021-12-20
TEMP_SUPPLY_LV 5 working_days 2021-12-20
INFO_LOOKUP 0 immediate 2021-12-20
FAULT_RESTORE 2 hours 2021-12-20
REPLACE_LV_SWITCH 1 calendar_days 2021-12-20
REPLACE_MV_SWITCH 3 calendar_days 2021-12-20
BILL_QUERY 24 hours 2021-12-20
WRITTEN_COMPLAINT 5 working_days 2021-12-20
PHONE_ANSWER 30 seconds 2021-12-20
OUTAGE_NOTICE_PLANNED 5 calendar_days 2021-12-20
OUTAGE_NOTICE_EMERGENCY 24 hours 2021-12-20
DISCONNECT_DEBT_NOTICE 24 hours 2021-12-20
PAYMENT_DUE 5 calendar_days 2026-01-05
DISCONNECT_AFTER 15 calendar_days 2021-12-20
RECONNECT_AFTER_PAY 24 hours 2021-12-20
THIRD_PARTY_OUTAGE 10 calendar_days 2021-12-20
"""


def test_the_catalogue_passes_its_check():
    assert check_documents() == []


@pytest.mark.parametrize(
    ("code", "amount", "kind", "day"), [row.split() for row in ROWS.strip().splitlines()]
)
def test_every_row_of_the_table_stands_in_the_catalogue(code, amount, kind, day):
    service = read_services().require(code=code, day=date.fromisoformat(day))

    assert service.clock == (kind, int(amount))
    assert service.source.text
    assert service.vi
    assert service.en
    assert service.steps


def test_the_catalogue_holds_nothing_else():
    assert {service.code for service in read_services().services} == {
        row.split()[0] for row in ROWS.strip().splitlines()
    }


def test_in_december_2021_the_rules_of_2017_are_the_promise_and_the_portal_the_outer_limit():
    urban = read_services().require(code="NEW_LV_RES_URBAN", day=DECEMBER)

    assert (urban.regime, urban.clock, urban.source.clause) == ("qd_505", ("working_days", 3), "Điều 6")
    assert urban.outer.clock == ("working_days", 5)
    assert urban.outer.source.confidence == "medium"
    assert read_services().require(code=urban.outer.service, day=DECEMBER).clock == urban.outer.clock


def test_before_the_portal_there_was_no_outer_limit():
    history = read_services().history(code="NEW_LV_RES_URBAN")

    assert [(one.span.start, one.outer is None) for one in history] == [
        (date(2017, 5, 15), True), (date(2020, 10, 1), False),
    ]  # fmt: skip


def test_a_service_that_does_not_exist_on_a_day_is_refused_with_the_days_on_which_it_does():
    with pytest.raises(NoSuchService, match="from 2020-10-01 until further notice") as refusal:
        read_services().require(code="METER_MOVE", day=date(2019, 1, 1))

    assert [span.start for span in refusal.value.spans] == [date(2020, 10, 1)]


def test_a_code_that_nobody_knows_is_refused_as_such():
    with pytest.raises(NoSuchService, match="No service of the catalogue"):
        read_services().require(code="TELEPORT", day=DECEMBER)


def test_what_was_not_seen_is_not_confirmed():
    book = read_services()
    after_2025 = date(2025, 6, 1)

    assert book.require(code="WRITTEN_COMPLAINT", day=DECEMBER).source.is_confirmed
    assert not book.require(code="WRITTEN_COMPLAINT", day=after_2025).source.is_confirmed
    assert not book.require(code="RECONNECT_AFTER_PAY", day=DECEMBER).source.is_confirmed
    assert not any(service.details_source.is_confirmed for service in book.services)


def test_a_fee_that_was_not_seen_is_none_and_free_is_said():
    book = read_services()

    assert book.require(code="NEW_LV_RES_URBAN", day=DECEMBER).fee is None
    assert book.require(code="CONTRACT_TRANSFER", day=DECEMBER).fee.is_free
    amounts = book.require(code="RECONNECT_ON_REQUEST", day=DECEMBER).fee.amounts
    assert [line.amount_dong for line in amounts] == [98_000, 231_000, 339_000, 98_000]
    assert amounts[-1].most_dong == 576_300


def test_the_payment_term_agrees_with_the_one_that_bills_are_made_with():
    from donghanh.lawbook.payment_terms import payment_term

    term = read_services().require(code="PAYMENT_DUE", day=DECEMBER)

    assert term.clock == ("calendar_days", payment_term(on=DECEMBER).days)


def test_what_takes_no_case_is_not_offered_and_every_step_is_somebodys():
    book = read_services()

    assert not any(service.is_public for service in book.services if not service.takes_cases)
    assert {step.by for service in book.services for step in service.steps} <= set(book.words.doers)
    assert all(service.channels for service in book.services if service.takes_cases)


def test_a_change_of_anything_that_is_said_changes_the_digest(tmp_path):
    def digest() -> str:
        read_services.cache_clear()
        return read_services(folder=tmp_path).require(code="METER_CHECK", day=DECEMBER).digest

    copy(tmp_path, "metering.yaml")
    before = digest()
    spoil(tmp_path, "metering.yaml", "Check or verify the meter", "Check the meter")

    assert digest() != before
    read_services.cache_clear()


def copy(tmp_path: Path, name: str) -> None:
    """The words and one document: reading all would take each test a second."""
    for one in {"words.yaml", name}:
        shutil.copy(FOLDER / one, tmp_path)


def spoil(tmp_path: Path, name: str, before: str, after: str) -> None:
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "before", "after", "rule"),
    [
        ("new-supply.yaml", "{working_days: 3}", "{moon_days: 3}", "clock-unknown"),
        ("new-supply.yaml", "{working_days: 3}", "{working_days: 3, hours: 2}", "clock-unknown"),
        ("new-supply.yaml", "{working_days: 3}", "3", "shape-wrong"),
        ("new-supply.yaml", "{working_days: 3}", "{working_days: 0}", "clock-amount"),
        ("new-supply.yaml", "{working_days: 3}", "{working_days: 3.5}", "clock-amount"),
        ("complaints.yaml", "{immediate: 0}", "{immediate: 5}", "clock-amount"),
        ("new-supply.yaml", "source: qd_505_6", "source: nobody", "source-unknown"),
        ("new-supply.yaml", "        source: qd_505_6\n", "", "key-missing"),
        ("new-supply.yaml", "source: proposal\n", "", "source-missing"),
        ("metering.yaml", "independent_test", "bad_mood", "pause-reason-unknown"),
        ("new-supply.yaml", "group: supply", "group: dancing", "word-unknown"),
        ("new-supply.yaml", "regime: qd_505", "regime: qd_999", "word-unknown"),
        ("new-supply.yaml", "starts: complete_application", "starts: sunrise", "word-unknown"),
        ("new-supply.yaml", "channels: [portal,", "channels: [pigeon,", "word-unknown"),
        ("new-supply.yaml", "by: customer", "by: nobody", "word-unknown"),
        ("new-supply.yaml", "responsible: unit", "responsible: weather", "word-unknown"),
        ("new-supply.yaml", "kind: address", "kind: telepathy", "word-unknown"),
        ("new-supply.yaml", "kind: choice", "kind: text", "choices-unread"),
        ("new-supply.yaml", "code: NEW_LV_RES_URBAN", "code: New supply", "code-form"),
        ("new-supply.yaml", "code: identity", "code: Identity", "name-form"),
        ("new-supply.yaml", "code: survey", "code: check", "part-repeated"),
        ("new-supply.yaml", "required: true", "required: maybe", "not-yes-or-no"),
        ("new-supply.yaml", "is_public: true", "is_public: perhaps", "not-yes-or-no"),
        ("new-supply.yaml", "takes_cases: true", "takes_cases: false", "public-without-case"),
        ("new-supply.yaml", "until: 2020-10-01", "until: 2021-10-01", "overlap"),
        ("new-supply.yaml", "until: 2020-10-01", "until: 2020-09-01", "gap"),
        ("new-supply.yaml", "until: 2020-10-01", "until: 2016-10-01", "span-empty"),
        ("new-supply.yaml", "{clock: {working_days: 5}", "{clock: {working_days: 2}", "outer-sooner"),
        ("new-supply.yaml", "service: NEW_LV_ANY,", "service: NEW_LV_NONE,", "outer-unknown"),
        ("complaints.yaml", "target_percent: 95", "target_percent: 0", "percent-outside"),
        ("terms.yaml", "counts: before", "counts: sideways", "word-unknown"),
        ("metering.yaml", "amount_dong: 98000", "amount_dong: 98000.5", "fee-amount"),
        ("metering.yaml", "most_dong: 576300", "most_dong: 1", "fee-amount"),
        ("contracts.yaml", "free: true", "free: sometimes", "not-yes-or-no"),
        ("contracts.yaml", "kind: services", "kind: poems", "word-unknown"),
        ("words.yaml", "electronic: true", "electronic: often", "not-yes-or-no"),
        ("words.yaml", "doers:", "dancers:", "key-missing"),
    ],
)  # fmt: skip
def test_a_spoiled_catalogue_is_refused_by_the_rule(tmp_path, name, before, after, rule):
    copy(tmp_path, name)

    spoil(tmp_path, name, before, after)

    assert rule in {problem.rule for problem in check_documents(folder=tmp_path)}


def test_a_problem_names_file_and_line(tmp_path):
    copy(tmp_path, "faults.yaml")
    spoil(tmp_path, "faults.yaml", "{hours: 2}", "{fortnights: 2}")
    lines = (tmp_path / "faults.yaml").read_text(encoding="utf-8").splitlines()

    (problem,) = check_documents(folder=tmp_path)

    assert problem.file.endswith("faults.yaml")
    assert "fortnights" in lines[problem.line - 1]


def test_one_code_in_two_documents_does_not_hold_twice_on_a_day(tmp_path):
    copy(tmp_path, "faults.yaml")
    shutil.copy(tmp_path / "faults.yaml", tmp_path / "again.yaml")

    assert "overlap" in {problem.rule for problem in check_documents(folder=tmp_path)}
