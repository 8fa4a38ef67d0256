"""The drawing of a life cycle holds every arrow of its dictionary, and no other."""

import re

import pytest

from donghanh.engines.programmes.diagrams import diagram, mermaid, table
from donghanh.engines.programmes.moves import BENEFIT, LIVES
from donghanh.kernel.lives import START


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_the_drawing_has_one_arrow_for_each_move_and_state(life):
    arrows = set(re.findall(r"^    (\S+) --> (\w+): (\w+)$", mermaid(life=life), flags=re.MULTILINE))

    expected = {
        ("[*]" if state == START else state, move.to_state, move.name)
        for move in life.moves.values()
        for state in move.from_states
    }
    assert arrows == expected


def test_the_drawing_marks_the_ends():
    ends = re.findall(r"^    (\w+) --> \[\*\]$", mermaid(), flags=re.MULTILINE)

    assert ends == list(BENEFIT.final_states)


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_the_table_has_a_row_for_each_move_with_even_cells(life):
    lines = table(life=life).splitlines()

    assert len(lines) == 2 + len(life.moves)
    assert {line.count("|") for line in lines} == {8}


def test_the_table_says_who_may_not_approve():
    row = next(line for line in table().splitlines() if line.startswith("| `approve`"))

    assert "| nominate |" in row
    assert "business, director, unit_head" in row


def test_the_page_has_the_drawing_in_a_fence_and_then_the_table():
    page = diagram()

    assert page.startswith("```mermaid\nstateDiagram-v2\n")
    assert page.endswith(table())
