"""A template with something wrong is refused with file, line and rule; nothing is repaired in silence."""

import pytest

from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.programmes import check_documents, parse_template, read_template, template_text

TEXT = template_text(code="tri-an-khach-hang-2021")


MONTHS = "span: {from: 2021-12-01, until: 2022-02-01}\n"
DRAW_DAYS = "    starts_on: 2022-01-05\n    due_on: 2022-01-31\n"


def line_of(text, words):
    """The line [from 1] on which `words` stand for the first time."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def refused(old, new):
    """Change the template in one place and read it: the problems found, and the changed text."""
    assert old in TEXT, old
    text = TEXT.replace(old, new, 1)
    with pytest.raises(DocumentRefused) as refusal:
        parse_template(text=text, name="plan.yaml")
    return refusal.value.problems, text


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    target: 18\n", "", "key-missing"),
        ("    target: 18\n", "    target: null\n", "key-missing"),
        ("    target: 18\n", "    target: eighteen\n", "not-whole"),
        ("    target: 18\n", "    target: -18\n", "not-whole"),
        ("    target: 18\n", "    target: 18.5\n", "not-whole"),
        ("    target: 18\n", "    target: 8\n", "shares-above-target"),
        ("    due_on: 2022-01-31\n", "    due_on: 2022-02-01\n", "day-outside"),
        ("    starts_on: 2021-12-01\n", "    starts_on: 2021-11-30\n", "day-outside"),
        (DRAW_DAYS, DRAW_DAYS.replace("01-31", "01-04"), "backward"),
        ("    due_on: 2022-01-31\n", "    due_on: soon\n", "not-a-day"),
        ("    due_on: 2022-01-31\n", "    due: 2022-01-31\n", "key-unknown"),
        ("      - unit: PA01XT\n", "      - unit: PA05XT\n", "unit-unknown"),
        ("      - unit: PA01XT\n", "      - unit: PA01ND\n", "unit-repeated"),
        ("        amount: 3\n", "        amount: 2\n", "more-named-than-share"),
        ("        amount: 3\n", "        amount: -3\n", "not-whole"),
        ('commune: "14089"', 'commune: "99999"', "commune-unknown"),
        ('commune: "14089"', 'commune: "13729"', "commune-of-another-unit"),
        ('communes: ["13732", "13669"]', 'communes: ["13732", "14089"]', "commune-of-another-unit"),
        ("    method: quota\n", "    method: lottery\n", "word-unknown"),
        ("    programme: welfare\n", "    programme: charity\n", "word-unknown"),
        ("    way: work_at_home\n", "    way: by_drone\n", "word-unknown"),
        ("    pace: steady\n", "    pace: brisk\n", "word-unknown"),
        ("    variation: gift\n", "    variation: free\n", "word-unknown"),
        ("deliver: [crew]}", "deliver: [auditor]}", "word-unknown"),
        ("deliver: [crew]}", "carry: [crew]}", "word-unknown"),
        ("    shares_bind: false\n", "    shares_bind: perhaps\n", "word-unknown"),
        ("      visit: postponed\n", "      visit: sometimes\n", "word-unknown"),
        ("    quarantined:\n", "    quarantine:\n", "safety-missing"),
        ("slack_percent: 25,", "slack_percent: 5.5,", "not-whole"),
        ("days_later_at_most: 14,", "", "not-whole"),
        ("  - code: masks\n", "  - code: tablets\n", "code-repeated"),
        ("{vi: khẩu trang, en: masks}", "{vi: khẩu trang}", "words-missing"),
        ("{vi: Tháng Tri ân khách hàng, en: Customer appreciation months}", "Tri ân", "shape-wrong"),
        ("activity: masks, name", "activity: scarves, name", "word-unknown"),
        ("amount_dong: null, status: to_be_confirmed", "amount_dong: null, status: approved", "amount-open"),
        ("amount_dong: null, status: to_be_confirmed", "status: to_be_confirmed", "amount-open"),
        ("amount_dong: null, status: to_be_confirmed", "amount_dong: 1.5, status: planned", "not-whole"),
        ("amount_dong: null, status: to_be_confirmed", "amount_dong: null, status: hoped", "word-unknown"),
        ("amount_dong: null", f"amount_dong: {10**16}", "not-whole"),
        ("    target: 18\n", "    target: 2147483648\n", "not-whole"),
        ("  - code: masks\n", "  - code: masks/20000\n", "code-form"),
        ("  - code: masks\n", "  - code: " + "m" * 41 + "\n", "code-form"),
        ("code: tri-an-khach-hang-2021\n", "code: Tri ân\n", "code-form"),
        ("en: masks}", "en: " + "m" * 61 + "}", "words-too-long"),
        ("        note: {vi:", "        note: {vn:", "key-unknown"),
        ("kind: campaign\n", "kind: poem\n", "word-unknown"),
        ("previous: null\n", "", "key-missing"),
        (MONTHS, MONTHS.replace("2022-02-01", "null"), "date-missing"),
        (MONTHS, MONTHS.replace("2022-02-01", "2021-12-01"), "span-empty"),
        ("source: article\nsources", "source: hearsay\nsources", "source-unknown"),
    ],
)  # fmt: skip
def test_a_template_with_one_thing_wrong_is_refused_by_its_rule(old, new, rule):
    problems, _ = refused(old, new)

    assert rule in {problem.rule for problem in problems}
    assert {problem.file for problem in problems} == {"plan.yaml"}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    target: 18\n", "    target: 18.5\n", "not-whole"),
        ("    due_on: 2022-01-31\n", "    due_on: 2022-02-01\n", "day-outside"),
        ("    due_on: 2022-01-31\n", "    due: 2022-01-31\n", "key-unknown"),
        ("      - unit: PA01XT\n", "      - unit: PA05XT\n", "unit-unknown"),
        ('commune: "14089"', 'commune: "99999"', "commune-unknown"),
        ("    pace: steady\n", "    pace: brisk\n", "word-unknown"),
        ("      visit: postponed\n", "      visit: sometimes\n", "word-unknown"),
        ("slack_percent: 25,", "slack_percent: 5.5,", "not-whole"),
    ],
)
def test_the_problem_is_told_on_the_very_line(old, new, rule):
    problems, text = refused(old, new)

    pairs = zip(TEXT.split("\n"), text.split("\n"), strict=True)
    changed = next(at for at, (before, after) in enumerate(pairs, start=1) if before != after)
    lines = {problem.line for problem in problems if problem.rule == rule}
    assert changed in lines


@pytest.mark.parametrize("key", ["activities", "budget", "programmes", "ways", "paces", "variations"])
def test_a_part_that_is_only_words_is_refused_and_nothing_crashes(key):
    start = TEXT.index(f"\n{key}:\n") + 1
    end = next(
        (at for at in range(start + 1, len(TEXT)) if TEXT[at - 1] == "\n" and TEXT[at].isalpha()), len(TEXT)
    )

    with pytest.raises(DocumentRefused) as refusal:
        parse_template(text=TEXT[:start] + f"{key}: some words\n" + TEXT[end:], name="plan.yaml")

    assert "shape-wrong" in {problem.rule for problem in refusal.value.problems}


def test_everything_wrong_is_told_at_once():
    text = TEXT.replace("    target: 18\n", "    target: -1\n").replace("pace: steady", "pace: brisk")

    with pytest.raises(DocumentRefused) as refusal:
        parse_template(text=text)

    assert {"not-whole", "word-unknown"} <= {problem.rule for problem in refusal.value.problems}


def test_the_sentence_says_file_line_what_was_found_and_what_was_expected():
    problems, text = refused("    way: work_at_home\n", "    way: by_drone\n")

    line = line_of(text, "way: by_drone")
    assert str(problems[0]) == (
        f"plan.yaml:{line}: word-unknown: `way` is 'by_drone'; "
        "expected one of work_at_home, work_at_substation, hand_over."
    )


def test_a_document_is_named_as_its_campaign(tmp_path):
    (tmp_path / "another-name.yaml").write_text(TEXT, encoding="utf-8")

    assert [problem.rule for problem in check_documents(folder=tmp_path)] == ["code-differs-from-file"]


def test_a_document_that_is_no_yaml_is_reported_beside_the_others(tmp_path):
    (tmp_path / "tri-an-khach-hang-2021.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "torn.yaml").write_text("activities: [", encoding="utf-8")

    assert [problem.rule for problem in check_documents(folder=tmp_path)] == ["not-yaml"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    due_on: 2022-01-31\n", "    due_on: 2022-13-45\n"),
        ("    rule:\n", "    rule: &r\n      again: *r\n"),
        ("kind: campaign\n", "kind: campaign\x07\n"),
        ("kind: campaign\n", "kind: [campaign\n"),
    ],
)
def test_what_yaml_itself_stumbles_over_is_refused_with_its_line(old, new):
    problems, text = refused(old, new)

    assert [problem.rule for problem in problems] == ["not-yaml"]
    assert 1 <= problems[0].line <= len(text.splitlines())


def test_a_day_that_does_not_exist_is_told_on_its_line():
    problems, text = refused("    due_on: 2022-01-31\n", "    due_on: 2022-01-32\n")

    assert problems[0].line == line_of(text, "2022-01-32")


def test_a_text_nested_without_end_is_refused():
    with pytest.raises(DocumentRefused, match="nested too deeply"):
        parse_template(text="a: " + "[" * 5000 + "]" * 5000)


@pytest.mark.parametrize("value", ["schools: 2000000.5", "seen_at: 2021-12-01 10:00:00"])
def test_a_value_without_a_single_spelling_is_refused_because_it_has_no_digest(value):
    problems, _ = refused("schools: true", value)

    assert [problem.rule for problem in problems] == ["no-canonical-form"]


def test_an_instant_is_no_day():
    problems, _ = refused("    due_on: 2022-01-31\n", "    due_on: 2022-01-31 10:00:00\n")

    assert "not-a-day" in {problem.rule for problem in problems}


@pytest.mark.parametrize("code", ["../calendars/2021", "..", "", "nothing"])
def test_a_code_never_leads_out_of_the_folder(code):
    with pytest.raises(FileNotFoundError):
        template_text(code=code)
    with pytest.raises(DocumentRefused, match="template-missing"):
        read_template(code=code)
