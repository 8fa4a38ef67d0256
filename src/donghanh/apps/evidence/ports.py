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
_HANDS: dict[str, Sight] = {}


def plug_sight(*, prefix: str, may_see: Sight, may_hand_in: Sight | None = None) -> None:
    """
    Say who sees the subjects of a prefix; `may_see` gets the actor and the name behind the colon.

    may_hand_in : who hands files in and takes them back; whoever sees the thing, when it is left out
    """
    _SIGHTS[prefix] = may_see
    if may_hand_in is not None:
        _HANDS[prefix] = may_hand_in


def may_see_subject(*, actor: Actor, subject: str) -> bool:
    """Answer whether the actor sees the thing that the evidence is of."""
    prefix, _, name = subject.partition(":")
    rule = _SIGHTS.get(prefix)
    return rule is not None and rule(actor, name)


def may_hand_in_of(*, actor: Actor, subject: str) -> bool:
    """Answer whether somebody who sees the thing may also hand files in for it now."""
    prefix, _, name = subject.partition(":")
    rule = _HANDS.get(prefix)
    return rule is None or rule(actor, name)
