"""
What the evidence asks of the apps above it: may this person see the thing that a file belongs to?

An app plugs one rule for its prefix of subjects (`benefit`, `work`); a subject whose prefix nobody plugged is
seen by nobody.
"""

from __future__ import annotations

from collections.abc import Callable

from donghanh.apps.organisation.permissions import Actor

Sight = Callable[[Actor, str], bool]
_SIGHTS: dict[str, Sight] = {}


def plug_sight(*, prefix: str, may_see: Sight) -> None:
    """Say who sees the subjects of a prefix; `may_see` gets the actor and the name behind the colon."""
    _SIGHTS[prefix] = may_see


def may_see_subject(*, actor: Actor, subject: str) -> bool:
    """Answer whether the actor sees the thing that the evidence is of."""
    prefix, _, name = subject.partition(":")
    rule = _SIGHTS.get(prefix)
    return rule is not None and rule(actor, name)
