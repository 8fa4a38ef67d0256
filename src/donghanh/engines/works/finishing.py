"""
What is still missing before a work may be finished: steps not done, photographs and signatures not there.

For the crew's `finished`: everything that is missing is said at once, so that nobody goes back twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple


class Asked(NamedTuple):
    """A step that is asked for."""

    code: str
    is_safety: bool
    needs_photo: bool


class Missing(NamedTuple):
    """One thing that is missing; `sort` is step, safety_step, step_photo or evidence."""

    sort: str
    code: str


def missing_before_finish(
    *,
    steps: Sequence[Asked],
    evidence: Sequence[str],
    done: Collection[str],
    pictured: Collection[str],
    kinds: Collection[str],
    loose: int = 0,
) -> tuple[Missing, ...]:
    """
    List what is missing, steps in their order, then evidence.

    steps    : those of the method and of the area's status
    evidence : kinds that must be there: photo_before, photo_after, photo, signature
    done     : codes of steps that the crew ticked
    pictured : codes of steps of which there is a photograph
    kinds    : kinds of evidence that are there

    loose    : how many photographs name no step; each stands for one step that has none

    >>> nothing = {"done": [], "pictured": [], "kinds": ["photo"]}
    >>> missing_before_finish(steps=[Asked("isolated", True, False)], evidence=["signature"], **nothing)
    (Missing(sort='safety_step', code='isolated'), Missing(sort='evidence', code='signature'))
    """
    found: list[Missing] = []
    for step in steps:
        if step.code not in done:
            found.append(Missing("safety_step" if step.is_safety else "step", step.code))
        if step.needs_photo and step.code not in pictured:
            loose -= 1
            found += [Missing("step_photo", step.code)] if loose < 0 else []
    found += [Missing("evidence", kind) for kind in evidence if kind not in kinds]
    return tuple(found)
