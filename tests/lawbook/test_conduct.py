"""Checklists and the terms of ratings: what they say, and what a spoiled document is refused for."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.lawbook import conduct_checklists, conduct_ratings

DAY = date(2021, 12, 20)


def spoiled(module, name, tmp_path, before, after) -> set[str]:
    text = (module.FOLDER / name).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    return {problem.rule for problem in module.check_documents(folder=tmp_path)}


def test_checklists_and_terms_hold_and_are_to_be_confirmed():
    assert conduct_checklists.check_documents() == []
    assert conduct_ratings.check_documents() == []
    assert [one.code for one in conduct_checklists.checklists()] == ["crew", "office"]
    assert not any(one.source.is_confirmed for one in conduct_checklists.checklists())
    assert not conduct_ratings.rating_terms(on=DAY).source.is_confirmed


def test_money_and_insults_are_critical_everywhere():
    for one in conduct_checklists.checklists():
        assert {item.code for item in one.items if item.is_critical} == {"no_extra_money", "no_insult"}


def test_before_it_began_nothing_holds():
    assert conduct_checklists.checklist_for(place="office", on=date(2021, 11, 30)) is None
    assert conduct_ratings.rating_terms(on=date(2021, 11, 30)) is None


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("source: proposal", "source: nobody", "source-unknown"),
        ("place: office", "place: moon", "word-unknown"),
        ("kind: conduct_checklist", "kind: song", "word-unknown"),
        ("code: greeting", "code: badge", "item-repeated"),
        ("points: 2", "points: 0", "number-wrong"),
        ("critical: false", "critical: maybe", "not-yes-or-no"),
        ("good_from_bp: 9000", "good_from_bp: 6000", "share-order"),
        ("reply_days: 5", "reply_days: 500", "number-wrong"),
        ("items:\n", "items: all\nother:\n", "shape-wrong"),
        ("until: null", "until: 2021-11-01", "span-empty"),
    ],
)
def test_a_spoiled_checklist_is_refused_by_the_rule(tmp_path, before, after, rule):
    assert rule in spoiled(conduct_checklists, "office.yaml", tmp_path, before, after)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("satisfied_from: 4", "satisfied_from: 6", "number-wrong"),
        ("least_answers: 5", "least_answers: true", "number-wrong"),
        ("open_days: 14\n", "", "key-missing"),
        ("question: {vi:", "question: {fr:", "key-missing"),
    ],
)
def test_spoiled_terms_of_ratings_are_refused_by_the_rule(tmp_path, before, after, rule):
    assert rule in spoiled(conduct_ratings, "after_contact.yaml", tmp_path, before, after)
