"""Two reports that look alike may be said to be different things: recorded, not proposed again."""

from __future__ import annotations

import pytest

from donghanh.apps.organisation.models import Act
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.models import Difference
from donghanh.apps.requests.queries.suggestions import suggestions
from donghanh.apps.requests.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db
FAULT = {"service": "FAULT_RESTORE", "phone": "0912345678"}


@pytest.fixture
def pair(desk) -> tuple[str, str]:
    return desk.open(**FAULT).code, desk.open(**FAULT).code


def proposed(desk) -> list[tuple[str, str]]:
    found = suggestions(actor=desk.clerk, now=desk.now)
    return [(one.first.code, one.second.code) for one in found]


def say(desk, pair, **more) -> None:
    asked = {"actor": desk.clerk, "codes": pair, "why": "hai trạm khác nhau", "now": desk.now} | more
    operations.say_different(**asked)


def test_what_a_clerk_says_is_different_is_proposed_on_no_page_again(desk, pair):
    assert len(proposed(desk)) == 1

    say(desk, pair[::-1], score=72)

    assert proposed(desk) == []
    assert [desk.page(code).likely for code in pair] == [(), ()]


def test_who_said_so_when_and_why_stands_with_both_cases(desk, pair):
    say(desk, pair, score=72)

    (row,) = queries.differences(actor=desk.clerk, now=desk.now)
    assert (row.first, row.second, row.at, row.why, row.score) == (*pair, desk.now, "hai trạm khác nhau", 72)
    assert row.by == desk.clerk.full_name
    subjects = Act.objects.filter(act="request.say_different").values_list("subject", flat=True)
    assert sorted(subjects) == sorted(f"request:{code}" for code in pair)


def test_taken_back_the_pair_is_proposed_again_and_both_sayings_stay(desk, pair):
    say(desk, pair)

    operations.take_difference_back(actor=desk.head, codes=pair, why="cùng một cột", now=desk.now)

    assert len(proposed(desk)) == 1
    assert queries.differences(actor=desk.clerk, now=desk.now) == ()
    say(desk, pair)
    assert Difference.objects.count() == 2
    assert proposed(desk) == []


def test_said_twice_it_is_one_saying(desk, pair):
    say(desk, pair)
    say(desk, pair[::-1])

    assert Difference.objects.count() == 1


def test_what_is_said_to_be_different_joins_no_incident_until_that_is_taken_back(desk, pair):
    say(desk, pair)

    with pytest.raises(Refused) as refused:
        operations.open_incident(actor=desk.clerk, title="Mất điện", codes=pair, why="x", now=desk.now)

    assert refused.value.rule == "said-different"


def test_two_of_one_incident_are_not_said_to_be_different(desk, pair):
    operations.open_incident(actor=desk.clerk, title="Mất điện", codes=pair, why="x", now=desk.now)

    with pytest.raises(Refused) as refused:
        say(desk, pair)

    assert refused.value.rule == "one-incident"


@pytest.mark.parametrize(
    ("more", "rule"), [({"why": " "}, "reason-missing"), ({"codes": ("YC-1", "YC-1")}, "same-case")]
)
def test_it_needs_a_reason_and_two_cases(desk, pair, more, rule):
    with pytest.raises(Refused) as refused:
        say(desk, pair, **more)

    assert refused.value.rule == rule


def test_what_nobody_said_cannot_be_taken_back(desk, pair):
    with pytest.raises(Refused) as refused:
        operations.take_difference_back(actor=desk.clerk, codes=pair, why="x", now=desk.now)

    assert refused.value.rule == "not-said-different"


def test_another_unit_neither_sees_the_pair_nor_says_anything_of_it(desk, pair):
    stranger = desk.actors.unit_officer("PA01XT")
    say(desk, pair)

    assert queries.differences(actor=stranger, now=desk.now) == ()
    with pytest.raises(NotFound):
        operations.take_difference_back(actor=stranger, codes=pair, why="x", now=desk.now)
    with pytest.raises(Forbidden):
        queries.differences(actor=desk.actors.crew("PA01ND"), now=desk.now)
