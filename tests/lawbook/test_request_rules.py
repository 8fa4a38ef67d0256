"""Pauses, routing, escalations, templates, causes, compensations, likeness: all honest proposals."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from donghanh.engines.requests.routing import route
from donghanh.lawbook.answer_templates import BlankLeft, read_answer_templates, templates_for
from donghanh.lawbook.breach_causes import read_breach_causes
from donghanh.lawbook.compensations import read_compensations
from donghanh.lawbook.dated_books import NothingHolds
from donghanh.lawbook.duplicate_rules import likeness_rules, read_duplicate_rules
from donghanh.lawbook.escalations import escalation_rules, read_escalations
from donghanh.lawbook.pause_reasons import pause_codes, read_pause_reasons
from donghanh.lawbook.routing import read_routing, routing_rules
from donghanh.lawbook.services import read_services

DAY = date(2021, 12, 20)
FOLDERS = (
    "answer_templates", "breach_causes", "compensations", "duplicate_rules", "escalations", "pause_reasons",
    "routing",
)  # fmt: skip


@pytest.mark.parametrize("name", FOLDERS)
def test_the_documents_pass_their_check(name):
    assert import_module(f"donghanh.lawbook.{name}").check_documents() == []


def test_none_of_it_is_shown_as_confirmed():
    books = (
        read_answer_templates(), read_breach_causes(), read_compensations(), read_duplicate_rules(),
        read_escalations(), read_pause_reasons(), read_routing(),
    )  # fmt: skip

    assert not any(entry.source.is_confirmed for book in books for entry in book.entries)
    assert all(book.on(day=DAY) for book in books)


def test_no_amount_is_promised_that_no_regulation_gives():
    assert {one.amount_dong for one in read_compensations().entries} == {None}


def test_a_reason_that_did_not_exist_yet_is_refused_with_its_days():
    with pytest.raises(NothingHolds, match="from 2020-04-01"):
        read_pause_reasons().require(code="area_closed", day=date(2019, 1, 1))


def test_every_pause_that_a_service_allows_asks_for_evidence_and_has_an_end():
    for service in read_services().on(day=DAY):
        allowed = [read_pause_reasons().require(code=code, day=DAY) for code in service.pause_reasons]
        assert all(reason.evidence and reason.longest[1] for reason in allowed)
    assert set(pause_codes()) == {reason.code for reason in read_pause_reasons().entries}


def test_a_complaint_about_staff_goes_to_the_office_and_other_complaints_to_the_unit():
    def desk(about: str, channel: str = "portal") -> str:
        return route(
            rules=routing_rules(day=DAY), service="WRITTEN_COMPLAINT", group="complaint", channel=channel,
            fields={"about": about}, otherwise="unit",
        ).to  # fmt: skip

    assert (desk("staff"), desk("bill"), desk("bill", "letter")) == ("office", "unit", "office")


def test_rules_of_routing_ask_for_fields_and_answers_that_a_form_has():
    fields = {}
    for service in read_services().on(day=DAY):
        for field in service.fields:
            fields.setdefault(field.code, set()).update(choice.code for choice in field.choices)

    for rule in routing_rules(day=DAY):
        assert set(rule.least) | set(rule.answers) <= set(fields)
        assert all(answers <= fields[name] for name, answers in rule.answers.items())


def test_only_one_rule_of_likeness_speaks_of_a_group_so_that_a_score_means_one_thing():
    groups = [group for rule in likeness_rules(day=DAY) for group in rule.groups]

    assert len(groups) == len(set(groups))
    assert {rule.to for rule in escalation_rules(day=DAY)} >= {"responsible", "unit_head"}


def test_a_template_is_filled_in_both_languages_and_a_value_is_never_read_as_a_blank():
    receipt = read_answer_templates().require(code="receipt", day=DAY)
    values = {"code": "ABCD", "service": "{due}", "due": "24/12/2021"}

    assert receipt.fill(values=values).count("24/12/2021") == 1
    assert "{due}" in receipt.fill(values=values, language="en")


def test_a_template_with_an_empty_blank_is_not_sent():
    apology = read_answer_templates().require(code="apology", day=DAY)

    with pytest.raises(BlankLeft) as refusal:
        apology.fill(values={"code": "ABCD", "due": "20/12", "cause": " "})

    assert refusal.value.blanks == ("cause", "expected")


def test_the_template_of_the_service_stands_before_the_one_for_all():
    found = templates_for(moment="answered", service="BILL_QUERY", group="complaint", day=DAY)

    assert [one.code for one in found] == ["bill_checked", "done"]


@pytest.mark.parametrize(
    ("folder", "name", "before", "after", "rule"),
    [
        ("pause_reasons", "reasons.yaml", "{working_days: 10}", "{aeons: 10}", "clock-unknown"),
        ("pause_reasons", "reasons.yaml", "most_times: 2", "most_times: 0", "times-outside"),
        ("pause_reasons", "reasons.yaml", "evidence: [request_sent]", "evidence: [rumour]", "word-unknown"),
        ("pause_reasons", "reasons.yaml", "evidence: [request_sent]", "evidence: []", "key-missing"),
        ("pause_reasons", "reasons.yaml", "until: null, ", "", "date-missing"),
        ("routing", "rules.yaml", "to: office", "to: the_moon", "word-unknown"),
        ("routing", "rules.yaml", "{capacity_kw: 100}", "{capacity_kw: many}", "not-whole"),
        ("routing", "rules.yaml", "groups: [supply]", "groups: [magic]", "word-unknown"),
        ("routing", "rules.yaml", "channels: [letter], groups: [complaint], ", "", "asks-nothing"),
        ("escalations", "rules.yaml", "to: unit_head", "to: everybody", "word-unknown"),
        ("escalations", "rules.yaml", "{working_hours: 8}", "{working_days: 1}", "word-unknown"),
        ("escalations", "rules.yaml", "{working_hours: 8}", "{naps: 8}", "clock-unknown"),
        ("duplicate_rules", "rules.yaml", "same_phone: 5", "same_hat: 5", "word-unknown"),
        ("duplicate_rules", "rules.yaml", "near: 4", "near: much", "not-whole"),
        ("duplicate_rules", "rules.yaml", "least_score: 5", "least_score: 99", "never-alike"),
        ("duplicate_rules", "rules.yaml", "{hours: 3}", "{seconds: 3}", "word-unknown"),
        ("breach_causes", "causes.yaml", "ours: true", "ours: somewhat", "not-yes-or-no"),
        ("breach_causes", "causes.yaml", "code: storm", "code: overload", "overlap"),
        ("compensations", "contracts.yaml", "amount_dong: null", "amount_dong: 100000", "amount-unconfirmed"),
        ("compensations", "contracts.yaml", "amount_dong: null", "amount_dong: 1.5", "not-whole"),
        ("compensations", "contracts.yaml", "basis: contract", "basis: pity", "word-unknown"),
        ("answer_templates", "templates.yaml", "moment: late", "moment: teatime", "word-unknown"),
        ("answer_templates", "templates.yaml", "Hạn giải quyết: {due}.", "Hạn sớm.", "blanks-differ"),
        ("answer_templates", "templates.yaml", "Due: {due}.", "Due: {due}, {luck}.", "blank-unknown"),
        ("answer_templates", "templates.yaml", "Due: {due}.", "Due: {due}. {", "brace-open"),
    ],
)
def test_a_spoiled_rule_is_refused_with_file_and_line(tmp_path, folder, name, before, after, rule):
    reader = import_module(f"donghanh.lawbook.{folder}")
    text = (Path(reader.FOLDER) / name).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    problems = reader.check_documents(folder=tmp_path)

    assert rule in {problem.rule for problem in problems}
    assert all(problem.file.endswith(name) and problem.line >= 1 for problem in problems)
