"""Codes, the chain of digests and the life of a document, without a database."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from donghanh.engines.signatures.chain import NOTHING, Link, broken_at, digest_of_link
from donghanh.engines.signatures.codes import CodeStanding, CodeTerms, may_ask_at, state_of
from donghanh.engines.signatures.moves import DOCUMENT, CannotMoveDocument, check_move

NINE = datetime.fromisoformat("2021-12-20T09:00+07:00")
TERMS = CodeTerms(6, 5, 3, 60, 2, 24)


@pytest.mark.parametrize(
    ("minutes", "wrong", "used", "ended", "state"),
    [
        (0, 0, False, False, "live"), (4, 2, False, False, "live"), (5, 0, False, False, "expired"),
        (1, 3, False, False, "spent"), (1, 0, True, False, "used"), (1, 0, False, True, "ended"),
    ],
)  # fmt: skip
def test_a_code_stands_as_its_moment_and_tries_say(minutes, wrong, used, ended, state):
    code = CodeStanding(NINE, NINE + timedelta(minutes=5), wrong, used, ended)

    assert state_of(code=code, terms=TERMS, now=NINE + timedelta(minutes=minutes)) == state


def test_the_pause_holds_and_then_the_stretch():
    second = NINE + timedelta(minutes=10)

    assert may_ask_at(asked=[], terms=TERMS, now=NINE) == NINE
    assert may_ask_at(asked=[NINE], terms=TERMS, now=NINE) == NINE + timedelta(seconds=60)
    assert may_ask_at(asked=[second, NINE], terms=TERMS, now=second) == NINE + timedelta(hours=24)


def _chain(count: int) -> list[tuple[Link, str]]:
    links, before = [], NOTHING
    for number in range(1, count + 1):
        link = Link("VB-21-000001", number, "opened", NINE, {"n": number})
        before = digest_of_link(link=link, before=before)
        links.append((link, before))
    return links


def test_a_chain_holds_until_a_row_is_changed_left_out_or_moved():
    whole = _chain(4)
    changed = [*whole[:1], (Link("VB-21-000001", 2, "opened", NINE, {"n": 9}), whole[1][1]), *whole[2:]]

    assert broken_at(links=whole) == 0
    assert broken_at(links=changed) == 2
    assert broken_at(links=[*whole[:1], *whole[2:]]) == 2
    assert broken_at(links=[whole[1], whole[0], *whole[2:]]) == 1


def test_nothing_is_signed_twice_nor_by_the_company_first():
    with pytest.raises(CannotMoveDocument, match="customer_signed"):
        check_move(state="offered", move="countersign", roles={"director"})
    for state in ("customer_signed", *DOCUMENT.final_states):
        with pytest.raises(CannotMoveDocument):
            check_move(state=state, move="sign", roles={"customer"})
    assert set(DOCUMENT.final_states) == {"signed", "replaced", "withdrawn"}
