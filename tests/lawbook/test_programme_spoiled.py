"""A template in which anything may stand anywhere, as when a page is edited by hand."""

import copy
import json
from functools import reduce
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from donghanh.lawbook.documents import Document, DocumentRefused
from donghanh.lawbook.programmes import template_of, template_text

CONTENT = yaml.safe_load(template_text(code="tri-an-khach-hang-2021"))
JUNK = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-5, 10**20),
    some.floats(allow_nan=False),
    some.text(max_size=5),
    some.dates(),
    some.datetimes(),
    some.lists(some.integers(), max_size=2),
    some.dictionaries(some.text(max_size=3), some.integers(), max_size=2),
    some.just({1: {2: 3}}),
    some.just([{}]),
    some.just([["code"]]),
)


def places_of(value, at=()):
    """Every way to a value of the template."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*at, key)
        yield from places_of(part, (*at, key))


PLACES = list(places_of(CONTENT))


@given(place=some.sampled_from(PLACES), junk=JUNK)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_anywhere_the_template_is_read_or_refused_and_nothing_crashes(place, junk):
    spoiled = copy.deepcopy(CONTENT)
    holder = reduce(lambda value, key: value[key], place[:-1], spoiled)
    holder[place[-1]] = junk

    template, problems = read_or_refused(spoiled)

    assert (template is None) is bool(problems)
    assert all(problem.line >= 1 and problem.text for problem in problems)
    if template is not None:
        json.dumps([dict(activity.terms) for activity in template.activities])


def read_or_refused(content):
    try:
        return template_of(document=Document(Path("plan.yaml"), content, {})), ()
    except DocumentRefused as refusal:
        return None, refusal.problems
