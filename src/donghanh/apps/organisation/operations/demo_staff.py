"""
Staff of the demo: one person for each role and place, with generated names and no password.

They sign in with a card, in demo mode only. Names are put together from common syllables by the order of
the list; no person is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from donghanh.apps.organisation.models import Commune, RoleGrant, Staff
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import Actor, check_keep_staff
from donghanh.apps.organisation.queries.units import units_on

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Hoàng", "Bùi", "Đặng", "Ngô", "Dương")
MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc", "Quang")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hải", "Khánh", "Lan", "Mai", "Nam", "Phúc", "Quỳnh", "Sơn")
PARTNER_COMMUNES = ("Mỹ Hưng", "Mỹ Thuận")
GRANTED_FROM = date(2020, 1, 1)


@dataclass(frozen=True)
class _Post:
    username: str
    role: str
    unit_code: str | None = None
    commune_code: str | None = None


class NotADemo(Exception):
    """Demo staff sign in without a password: they are made in demo mode only."""


def load_demo_staff(*, actor: Actor, day: date, at: datetime) -> int:
    """
    Add the demo's staff that are not there yet: the company's roles, each unit's, two communes', an auditor.

    day     : the tree of this day has the units
    returns : how many were new
    raises  : Forbidden; NotADemo
    """
    check_keep_staff(actor=actor)
    if not settings.DEMO:
        raise NotADemo(
            "Demo staff need no password. Next: start with DONGHANH_DEMO=1 on a database of its own."
        )
    with transaction.atomic():
        known = set(Staff.objects.values_list("username", flat=True))
        posts = list(enumerate(_posts(day)))
        new = [(place, post) for place, post in posts if post.username not in known]
        people = Staff.objects.bulk_create(_person(place, post) for place, post in new)
        RoleGrant.objects.bulk_create(
            RoleGrant(
                staff=person,
                role=post.role,
                unit_id=post.unit_code,
                commune_id=post.commune_code,
                from_on=GRANTED_FROM,
            )
            for person, (_, post) in zip(people, new, strict=True)
        )
        if new:
            facts = {"count": len(new)}
            record_act(actor=actor, act="load_demo_staff", subject="staff", facts=facts, at=at)
    return len(new)


def _posts(day: date) -> Iterator[_Post]:
    yield _Post("giamdoc", "director")
    yield _Post("kinhdoanh", "business")
    yield _Post("vanphong", "office")
    yield _Post("kiemtoan", "auditor")
    for unit in units_on(day=day):
        for word, role in (
            ("truong", "unit_head"),
            ("nhanvien", "unit_officer"),
            ("thukho", "warehouse_keeper"),
            ("to", "crew"),
        ):
            yield _Post(f"{word}.{unit.code.lower()}", role, unit_code=unit.code)
    for commune in Commune.objects.order_by("code"):
        if commune.name.partition(" ")[2] in PARTNER_COMMUNES:
            yield _Post(f"mattran.{commune.code}", "partner_officer", commune_code=commune.code)
    # Last, so that the others keep their names: a second inspector, for second looks.
    yield _Post("vanphong2", "office")


def _person(place: int, post: _Post) -> Staff:
    # Lengths without a common divisor: no two of the first thousand have the same name.
    name = " ".join(words[place % len(words)] for words in (FAMILY, MIDDLE, GIVEN))
    password = f"{UNUSABLE_PASSWORD_PREFIX}demo"
    return Staff(username=post.username, full_name=name, password=password, is_demo=True)
