"""
Merging units into one, and splitting one into several, from a day on.

The old codes keep their rows and resolve for ever; what they held is shared out by weights (customers, as
a rule), so that every figure can be told on the tree of any day. Both acts can be looked at first: with
`dry_run` everything is checked and written, the change is described, and nothing stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.models import UnitPlacement, UnitSuccession
from donghanh.apps.organisation.operations import changes
from donghanh.apps.organisation.operations.changes import CannotChangeTree
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import Actor, check_change_tree


@dataclass(frozen=True)
class UnitName:
    """A code with its names; for a unit that goes on only the code is read."""

    code: str
    name_vi: str = ""
    name_en: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a unit that is split: who takes it, the communes that go with it, its size."""

    unit: UnitName
    communes: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class TreeChange:
    """What a merge or a split changes from a day on."""

    on: date
    ended: tuple[str, ...]
    founded: tuple[str, ...]
    communes_moved: int
    teams_moved: int
    grants_moved: int
    grants_ended: int
    successions: tuple[tuple[str, str, int], ...] = field(default=())


def merge_units(
    *,
    actor: Actor,
    codes: Sequence[str],
    into: UnitName,
    weights: Sequence[int],
    on: date,
    at: datetime,
    dry_run: bool = False,
) -> TreeChange:
    """
    Merge units from a day on, into one of them or into a new one.

    Communes, teams and the people's roles go to the successor. An old unit's code ends on `on`.

    codes   : the power units that merge, at least two
    into    : one of `codes`, or a new code with its names
    weights : size of each of `codes`, for sharing figures out backwards [customers, as a rule]
    on      : the first day of the new tree
    raises  : Forbidden; CannotChangeTree
    """
    check_change_tree(actor=actor)
    _check_merge(codes, weights)
    with transaction.atomic():
        changes.lock_tree()
        placements = {code: changes.standing_unit(code, on) for code in codes}
        change = _merge(placements, into, list(weights), on)
        _finish(actor=actor, act="merge_units", subject=into.code, change=change, at=at, dry_run=dry_run)
    return change


def split_unit(
    *,
    actor: Actor,
    code: str,
    parts: Sequence[Part],
    on: date,
    at: datetime,
    dry_run: bool = False,
) -> TreeChange:
    """
    Split a unit from a day on; it ends, or goes on smaller when it is itself the taker of a part.

    Every commune of the unit goes with exactly one part. Teams and roles stay with the unit when it goes
    on; when it ends, the teams go to the first part, and the roles end and are granted anew.

    parts  : at least two; a taker is a new code with its names, or `code` itself
    on     : the first day of the new tree
    raises : Forbidden; CannotChangeTree
    """
    check_change_tree(actor=actor)
    with transaction.atomic():
        changes.lock_tree()
        placement = changes.standing_unit(code, on)
        _check_parts(code, parts, on)
        change = _split(placement, parts, on)
        _finish(actor=actor, act="split_unit", subject=code, change=change, at=at, dry_run=dry_run)
    return change


def _merge(placements: dict[str, UnitPlacement], into: UnitName, weights: list[int], on: date) -> TreeChange:
    goes_on = into.code in placements
    if not goes_on:
        _found(into, like=next(iter(placements.values())), on=on)
    ended = [code for code in placements if code != into.code]
    communes = teams = grants = 0
    for code in ended:
        served = changes.communes_served(unit_code=code, on=on)
        communes += changes.move_communes(codes=served, to_code=into.code, on=on)
        teams += changes.move_teams(from_code=code, to_code=into.code, on=on)
        grants += changes.move_grants(from_code=code, to_code=into.code, on=on)
        changes.end_unit(placements[code], on=on)
    parts = [(code, into.code, weight) for code, weight in zip(placements, weights, strict=True)]
    founded = () if goes_on else (into.code,)
    return _written(parts, TreeChange(on, tuple(ended), founded, communes, teams, grants, 0, tuple(parts)))


def _split(placement: UnitPlacement, parts: Sequence[Part], on: date) -> TreeChange:
    code = placement.unit_id
    new = [part for part in parts if part.unit.code != code]
    for part in new:
        _found(part.unit, like=placement, on=on)
    communes = sum(changes.move_communes(codes=part.communes, to_code=part.unit.code, on=on) for part in new)
    teams = ended_grants = 0
    if len(new) == len(parts):
        teams = changes.move_teams(from_code=code, to_code=parts[0].unit.code, on=on)
        ended_grants = len(changes.end_grants(unit_code=code, on=on))
        changes.end_unit(placement, on=on)
    shares = [(code, part.unit.code, part.weight) for part in parts]
    ended = (code,) if len(new) == len(parts) else ()
    founded = tuple(part.unit.code for part in new)
    return _written(shares, TreeChange(on, ended, founded, communes, teams, 0, ended_grants, tuple(shares)))


def _found(name: UnitName, *, like: UnitPlacement, on: date) -> None:
    changes.check_new_code(name.code)
    if not name.name_vi.strip() or not name.name_en.strip():
        raise CannotChangeTree(f"The new unit {name.code} needs a Vietnamese and an English name.")
    changes.found_unit(
        code=name.code,
        name_vi=name.name_vi,
        name_en=name.name_en,
        short_name=name.short_name,
        like=like,
        on=on,
    )


def _written(parts: list[tuple[str, str, int]], change: TreeChange) -> TreeChange:
    UnitSuccession.objects.bulk_create(
        UnitSuccession(predecessor_id=old, successor_id=new, on=change.on, weight=weight)
        for old, new, weight in parts
    )
    return change


def _finish(*, actor: Actor, act: str, subject: str, change: TreeChange, at: datetime, dry_run: bool) -> None:
    if dry_run:
        transaction.set_rollback(True)
        return
    facts = {
        "on": change.on.isoformat(),
        "ended": change.ended,
        "founded": change.founded,
        "successions": change.successions,
        "communes_moved": change.communes_moved,
    }
    record_act(actor=actor, act=act, subject=f"unit:{subject}", facts=facts, at=at)


def _check_merge(codes: Sequence[str], weights: Sequence[int]) -> None:
    if len(set(codes)) < 2 or len(set(codes)) != len(codes):
        raise CannotChangeTree(f"At least two different units merge; found {', '.join(codes) or 'none'}.")
    if len(weights) != len(codes):
        raise CannotChangeTree(f"{len(codes)} units need {len(codes)} sizes; found {len(weights)}.")
    _check_weights(weights)


def _check_parts(code: str, parts: Sequence[Part], on: date) -> None:
    takers = [part.unit.code for part in parts]
    if len(set(takers)) < 2 or len(set(takers)) != len(takers):
        raise CannotChangeTree(f"{code} is split into at least two different units; found {takers}.")
    _check_weights([part.weight for part in parts])
    served = changes.communes_served(unit_code=code, on=on)
    given = sorted(commune for part in parts for commune in part.communes)
    if given != sorted(served):
        missing, foreign = sorted(set(served) - set(given)), sorted(set(given) - set(served))
        raise CannotChangeTree(
            f"Each of the {len(served)} communes of {code} goes with exactly one part. "
            f"Missing: {', '.join(missing) or 'none'}; not its own or given twice: "
            f"{', '.join(foreign) or ('some' if not missing else 'none')}."
        )


def _check_weights(weights: Sequence[int]) -> None:
    if any(weight < 0 for weight in weights) or not any(weights):
        raise CannotChangeTree(f"Sizes are whole numbers from 0, not all of them 0; found {list(weights)}.")
