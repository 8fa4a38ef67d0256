"""Every stable name of the goods has its words, in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils import translation

from donghanh.apps.stock import operations
from donghanh.engines.allocation.rules import CLASSES
from donghanh.engines.allocation.sharing import REASONS
from donghanh.engines.stock.tables import MOVEMENT_KINDS, PLACE_KINDS
from donghanh.faces.desk.programmes import goods_facts
from donghanh.faces.desk.stock import words

FOLDER = Path(operations.__file__).parent


def rules_of(path: Path) -> set[str]:
    """The rules that an act may refuse with: the first text of each refusal that its source makes."""
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    made = [call for call in calls if getattr(call.func, "id", "") in {"CannotMoveGoods", "NotEnoughGoods"}]
    texts = [call.args[0] for call in made if call.args and isinstance(call.args[0], ast.Constant)]
    return {str(text.value) for text in texts}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_every_refusal_of_the_stock_has_its_sentence(path):
    assert rules_of(path) <= set(words.SENTENCES)


def test_the_search_for_rules_finds_some():
    assert len(set().union(*(rules_of(path) for path in FOLDER.glob("*.py")))) > 20


def test_every_kind_place_class_and_reason_has_its_word():
    assert set(words.KINDS) == set(MOVEMENT_KINDS)
    assert set(words.PLACES) == set(PLACE_KINDS)
    assert set(words.CLASSES) == set(CLASSES)
    assert set(words.REASONS) == set(goods_facts.REASONS) == set(REASONS)


@pytest.mark.parametrize(("language", "told"), [("vi", "Trong kho"), ("en", "In warehouses")])
def test_words_change_with_the_language(language, told):
    with translation.override(language):
        assert str(words.PLACES["warehouse"]) == told
        assert words.place("carrier:to.pa01nd").endswith("to.pa01nd")
        assert words.place("warehouse:KHO-PA01") == "KHO-PA01"
