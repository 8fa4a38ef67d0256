"""A key lets a system in until it ends; who may not keep keys neither makes nor sees them."""

from __future__ import annotations

import pytest
from django.db import InternalError

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.partners.models import PartnerKey
from donghanh.apps.partners.operations import CannotKeepKey, end_key, make_key
from donghanh.apps.partners.queries import keys, partner_of

pytestmark = pytest.mark.django_db


def make(actors, code: str = "do-thi", *, actor=None, **more) -> str:
    given = {"name": "Ứng dụng đô thị", "at": actors.at, **more}
    return make_key(actor=actor or actors.office, code=code, **given)


def test_a_system_is_known_by_its_key_alone(actors):
    secret = make(actors, most_per_minute=50)

    found = partner_of(secret=secret)

    assert (found.code, found.most_per_minute) == ("do-thi", 50)
    assert partner_of(secret=secret[:-1]) is None
    assert partner_of(secret="") is None


def test_the_key_itself_is_kept_nowhere(actors):
    secret = make(actors)

    assert secret not in str(PartnerKey.objects.values().get())


def test_a_key_that_ended_lets_nobody_in_and_stays_in_the_list(actors):
    secret = make(actors)

    end_key(actor=actors.office, code="do-thi", why="Hết hợp đồng", at=actors.at)

    (row,) = keys(actor=actors.office)
    assert partner_of(secret=secret) is None
    assert (row.why, row.ended_at) == ("Hết hợp đồng", actors.at)


@pytest.mark.parametrize("role", ["business", "auditor"])
def test_who_may_not_keep_keys_neither_makes_nor_sees_nor_ends_them(actors, role):
    make(actors)
    stranger = actors.of(role)

    for act in (
        lambda: make(actors, "khac", actor=stranger),
        lambda: keys(actor=stranger),
        lambda: end_key(actor=stranger, code="do-thi", why="x", at=actors.at),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_unit_may_not_keep_keys(actors):
    with pytest.raises(Forbidden):
        make(actors, actor=actors.unit_head("PA01XT"))


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"code": "Đô thị"}, "code-wrong"),
        ({"code": "a" * 41}, "code-wrong"),
        ({"name": "  "}, "name-missing"),
        ({"most_per_minute": 0}, "rate-outside"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(actors, given, rule):
    with pytest.raises(CannotKeepKey) as refused:
        make(actors, **given)

    assert refused.value.rule == rule


def test_a_code_is_used_once_even_after_its_end(actors):
    make(actors)
    end_key(actor=actors.office, code="do-thi", why="x", at=actors.at)

    with pytest.raises(CannotKeepKey) as taken:
        make(actors)
    with pytest.raises(CannotKeepKey) as again:
        end_key(actor=actors.office, code="do-thi", why="x", at=actors.at)

    assert (taken.value.rule, again.value.rule) == ("code-taken", "ended-already")


def test_a_key_that_is_not_there_cannot_end(actors):
    with pytest.raises(NotFound):
        end_key(actor=actors.office, code="nobody", why="x", at=actors.at)


def test_a_key_is_written_once(actors):
    make(actors)

    with pytest.raises(InternalError, match="Cannot update"):
        PartnerKey.objects.update(name="x")
