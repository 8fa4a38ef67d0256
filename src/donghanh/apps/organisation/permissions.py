"""
Who may do what: roles, the place each grant covers, and the pairs `check_…` (raises why not) and `may_…`.

Four roles see the whole company (director, business, office, auditor); an auditor changes nothing.
The others see their unit, and a partner officer sees one commune alone. Every later app asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

ROLES = (
    "director",
    "business",
    "office",
    "unit_head",
    "unit_officer",
    "warehouse_keeper",
    "crew",
    "partner_officer",
    "auditor",
)
SEE_ALL = frozenset({"director", "business", "office", "auditor"})
OF_A_UNIT = frozenset({"unit_head", "unit_officer", "warehouse_keeper", "crew"})
OF_A_COMMUNE = frozenset({"partner_officer"})
CHANGE_NOTHING = frozenset({"auditor"})


class Forbidden(Exception):
    """
    The act is not allowed to this actor.

    key   : stable name of the sentence; faces hold its text in each language
    facts : what is needed to repeat the check
    """

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        self.facts = facts
        told = ", ".join(f"{name}={value}" for name, value in sorted(facts.items()))
        super().__init__(f"{key}: {told}" if told else key)


@dataclass(frozen=True)
class Grant:
    """One role, for one unit or one commune where the role has a place."""

    role: str
    unit_code: str | None = None
    commune_code: str | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody who asks or acts, with the grants in force on the product's day."""

    staff_id: int | None
    username: str
    full_name: str
    grants: tuple[Grant, ...] = ()

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def sees_all(self) -> bool:
        return bool(self.roles & SEE_ALL)

    @property
    def may_change(self) -> bool:
        """False for one who holds no role, or none but an auditor's."""
        return bool(self.roles - CHANGE_NOTHING)

    @property
    def unit_codes(self) -> frozenset[str] | None:
        """Units in sight; None for all of them."""
        if self.sees_all:
            return None
        return frozenset(grant.unit_code for grant in self.grants if grant.unit_code is not None)

    @property
    def commune_codes(self) -> frozenset[str] | None:
        """Communes granted by name; None for all. Communes of a unit in sight are not repeated here."""
        if self.sees_all:
            return None
        return frozenset(grant.commune_code for grant in self.grants if grant.commune_code is not None)

    def roles_in_unit(self, unit_code: str) -> frozenset[str]:
        """Roles that this actor holds for the whole company or for this unit."""
        return frozenset(
            grant.role for grant in self.grants if grant.role in SEE_ALL or grant.unit_code == unit_code
        )


def console_actor() -> Actor:
    """Whoever commands the machine itself: acts of the command line are recorded under `console`."""
    return Actor(None, "console", "console", (Grant("director"), Grant("business"), Grant("office")))


def check_change(*, actor: Actor) -> None:
    """Raise Forbidden for one who may read but change nothing."""
    if not actor.may_change:
        raise Forbidden("changes_nothing", username=actor.username)


def check_role(*, actor: Actor, roles: Collection[str], act: str) -> None:
    """Raise Forbidden unless the actor holds one of `roles`; an auditor's role alone changes nothing."""
    check_change(actor=actor)
    if not actor.roles & set(roles):
        raise Forbidden("role_missing", act=act, expected=", ".join(sorted(roles)), username=actor.username)


def may_role(*, actor: Actor, roles: Collection[str], act: str = "") -> bool:
    """Answer whether `check_role` would let the actor pass."""
    return _passes(lambda: check_role(actor=actor, roles=roles, act=act))


def check_see_unit(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden when the unit is outside what the actor sees."""
    seen = actor.unit_codes
    if seen is not None and unit_code not in seen:
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)


def may_see_unit(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_see_unit` would let the actor pass."""
    return _passes(lambda: check_see_unit(actor=actor, unit_code=unit_code))


def check_see_commune(*, actor: Actor, commune_code: str, unit_code: str | None) -> None:
    """Raise Forbidden when neither the commune nor the unit that serves it is in the actor's sight."""
    if actor.sees_all or (unit_code is not None and unit_code in (actor.unit_codes or ())):
        return
    if commune_code not in (actor.commune_codes or ()):
        raise Forbidden("commune_out_of_sight", commune=commune_code, username=actor.username)


def may_see_commune(*, actor: Actor, commune_code: str, unit_code: str | None) -> bool:
    """Answer whether `check_see_commune` would let the actor pass."""
    return _passes(lambda: check_see_commune(actor=actor, commune_code=commune_code, unit_code=unit_code))


def check_keep_staff(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may add staff and grant roles: the director and the office."""
    check_role(actor=actor, roles=("director", "office"), act="keep_staff")


def may_keep_staff(*, actor: Actor) -> bool:
    """Answer whether `check_keep_staff` would let the actor pass."""
    return _passes(lambda: check_keep_staff(actor=actor))


def check_change_tree(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may merge and split units: the director and the business roles."""
    check_role(actor=actor, roles=("director", "business"), act="change_tree")


def may_change_tree(*, actor: Actor) -> bool:
    """Answer whether `check_change_tree` would let the actor pass."""
    return _passes(lambda: check_change_tree(actor=actor))


def check_set_area_status(*, actor: Actor, commune_code: str, unit_code: str | None) -> None:
    """
    Raise Forbidden unless the actor may say in which state an area is.

    The company's roles say it anywhere, a unit's head and officers for the communes that their unit serves.
    """
    check_role(
        actor=actor,
        roles=("director", "business", "office", "unit_head", "unit_officer"),
        act="set_area_status",
    )
    writes_anywhere = actor.roles & {"director", "business", "office"}
    of_the_unit = unit_code is not None and actor.roles_in_unit(unit_code) & {"unit_head", "unit_officer"}
    if not writes_anywhere and not of_the_unit:
        raise Forbidden("commune_out_of_sight", commune=commune_code, username=actor.username)


def may_set_area_status(*, actor: Actor, commune_code: str, unit_code: str | None) -> bool:
    """Answer whether `check_set_area_status` would let the actor pass."""
    return _passes(lambda: check_set_area_status(actor=actor, commune_code=commune_code, unit_code=unit_code))


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Forbidden:
        return False
    return True
