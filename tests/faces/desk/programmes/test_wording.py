"""Every stable name has its words: nothing of the engine's own language reaches a reader."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from donghanh.apps.programmes import operations
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.engines.programmes.risk import STATUSES
from donghanh.faces.desk.programmes import refusals, wording

ACTS = ("moving", "nominating", "approving", "sharing", "places", "visits")


def rules_of(name: str) -> set[str]:
    """The rules that an operation may refuse with, as its source names them."""
    source = Path(operations.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    calls = [node.exc for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Raise)]
    texts = [call.args[0] for call in calls if isinstance(call, ast.Call) and call.args]
    found = {node.value for text in texts for node in ast.walk(text) if isinstance(node, ast.Constant)}
    return {rule for rule in found if isinstance(rule, str) and "-" in rule}


@pytest.mark.parametrize("name", ACTS)
def test_every_refusal_of_an_act_has_its_sentence(name) -> None:
    rules = rules_of(name)

    assert rules
    for rule in rules:
        assert refusals._name(rule, {}) in refusals.SENTENCES, rule


def test_every_refusal_of_the_engine_has_its_sentence() -> None:
    rules = {one.rule for one in CannotMove.__subclasses__()}

    assert rules <= set(refusals.SENTENCES)


def test_every_state_and_move_has_its_word() -> None:
    assert set(BENEFIT.states) <= set(wording.STATES)
    assert set(BENEFIT.states) <= set(wording.STATE_TONES)
    assert set(BENEFIT.moves) <= set(wording.MOVES)


def test_every_standing_has_its_word_and_tone() -> None:
    assert set(STATUSES) <= set(wording.STATUSES)
    assert set(STATUSES) <= set(wording.STATUS_TONES)


def test_every_sentence_finds_its_facts() -> None:
    facts = {
        "customer_code": "PA01ND0000001", "reference": "M19-21-00001", "state": "checked", "unit": "PA01ND",
        "target": 5, "held": 4, "asked": 2, "rows": 3, "sum": 9, "move": "approve", "possible": ("refuse",),
        "expected": ("director",), "earlier_move": "nominate", "quantity": 2, "reserve": 1,
        "earlier": "M15-21-00001", "day": "2021-12-20", "status": "locked_down",
    }  # fmt: skip

    rules = set().union(*(rules_of(name) for name in ACTS))
    rules |= {one.rule for one in CannotMove.__subclasses__()}

    for rule in sorted(rules):
        told = refusals.told_rule(rule=rule, facts=facts)

        assert "%(" not in told
        assert "approve" not in told


def test_a_refusal_without_a_sentence_is_told_by_its_name() -> None:
    assert "no-such-rule" in refusals.told_rule(rule="no-such-rule", facts={})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_change_with_the_language(language) -> None:
    from django.utils import translation

    with translation.override(language):
        assert wording.word(wording.STATUSES, "late") == {"vi": "Trễ", "en": "Late"}[language]
