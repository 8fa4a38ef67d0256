"""The methods of work: what the five say, and what a spoiled document is refused for."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.lawbook.work_methods import FOLDER, check_documents, work_method, work_methods

DAY = date(2021, 12, 20)


def spoiled(tmp_path, before: str, after: str) -> set[str]:
    text = (FOLDER / "household_repair.yaml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "household_repair.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    return {problem.rule for problem in check_documents(folder=tmp_path)}


def test_the_methods_hold_and_are_to_be_confirmed():
    assert check_documents() == []
    assert [method.code for method in work_methods()] == [
        "behind_meter_wiring", "de_energised", "gift_hand_over", "hotline", "household_repair",
        "meter_reading", "meter_recheck", "meter_work", "supply_survey",
    ]  # fmt: skip
    assert not any(method.source.is_confirmed for method in work_methods())


def test_live_line_washing_needs_a_live_line_crew_and_no_outage():
    hotline = work_method(code="hotline", on=DAY)

    assert (hotline.crew, hotline.needs_outage) == (("live_line",), False)
    assert work_method(code="de_energised", on=DAY).needs_outage


def test_a_gift_in_a_quarantined_area_is_not_signed_for():
    gift = work_method(code="gift_hand_over", on=DAY)

    assert "signature" in gift.evidence["normal"]
    assert "signature" not in gift.evidence["quarantined"]


def test_before_it_began_a_method_does_not_hold():
    assert work_method(code="hotline", on=date(2021, 11, 30)) is None


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("source: proposal", "source: nobody", "source-unknown"),
        ("work: repair", "work: dancing", "word-unknown"),
        ("crew: [home_wiring]", "crew: [acrobats]", "word-unknown"),
        ("crew: [home_wiring]", "colour: red", "key-missing"),
        ("code: taught", "code: repaired", "step-repeated"),
        ("code: epidemic_measures", "code: repaired", "step-repeated"),
        ("  locked_down: [photo_before, photo_after, signature]\n", "", "status-missing"),
        ("normal: [photo_before,", "normal: [hologram,", "word-unknown"),
        ("photo: true", "photo: maybe", "not-yes-or-no"),
        ("needs_outage: true", "needs_outage: perhaps", "not-yes-or-no"),
        ("until: null", "until: 2021-11-01", "span-empty"),
        ("steps:\n", "steps: all\nother:\n", "shape-wrong"),
    ],
)
def test_a_spoiled_method_is_refused_by_the_rule(tmp_path, before, after, rule):
    assert rule in spoiled(tmp_path, before, after)


def test_a_work_without_a_safety_step_is_refused(tmp_path):
    text = (FOLDER / "household_repair.yaml").read_text(encoding="utf-8")
    (tmp_path / "x.yaml").write_text(text.replace("safety: true", "safety: false"), encoding="utf-8")

    assert "safety-missing" in {problem.rule for problem in check_documents(folder=tmp_path)}


def test_two_documents_of_one_code_do_not_hold_on_the_same_day(tmp_path):
    text = (FOLDER / "hotline.yaml").read_text(encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    assert "overlap" in {problem.rule for problem in check_documents(folder=tmp_path)}
