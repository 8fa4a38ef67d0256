"""
Stops a promise that would be the household's second where rules allow one, or that nobody has looked at yet.

At `check` the system's suspicions are looked at: it waits until each is decided. At `check` and `approve` the
stacking rules are applied to the household. Whoever may not see the other side learns only that there is one.
"""

from __future__ import annotations

from collections.abc import Collection

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.households import households
from donghanh.apps.programmes.models import Benefit, Suspicion
from donghanh.apps.programmes.queries.waiting import another_place, breach_refusal, sees_other, undecided
from donghanh.apps.programmes.refusals import CannotApproveList, StandsInTheWay

LOOKED_AT = frozenset({"check", "approve"})


def check_household(*, actor: Actor, benefit: Benefit, move: str) -> None:
    """
    Refuse a check or an approval that the benefit's household stands against.

    raises : StandsInTheWay `suspicion-undecided` (check alone), `stacking-must-not`, `stacking-must` (approve
             alone), each naming what the actor may see; else `another-place-in-the-way`
    """
    if move == "check":
        _check_decided(actor=actor, benefit=benefit)
    if move in LOOKED_AT:
        for breach in households(benefits=[benefit]).breaches.get(benefit.pk, ()):
            if breach.says == "must_not" or move == "approve":
                raise breach_refusal(actor=actor, benefit=benefit, breach=breach)


def check_list(*, benefits: Collection[Benefit]) -> None:
    """
    Refuse a list on which a promise breaks a stacking rule: nothing is approved until that one is settled.

    raises : CannotApproveList `list-breaks-stacking`, with the references and the rules
    """
    found = households(benefits=benefits).breaches
    broken = [row for row in benefits if row.pk in found]
    if broken:
        told = "; ".join(f"{row.reference} ({found[row.pk][0].rule})" for row in broken)
        raise CannotApproveList(
            "list-breaks-stacking",
            f"These promises may not stand beside another one of their household: {told}. "
            "Next: refuse or withdraw them, or have the company allow both.",
            references=", ".join(row.reference for row in broken),
            rules=", ".join(sorted({one.rule for row in broken for one in found[row.pk]})),
        )


def _check_decided(*, actor: Actor, benefit: Benefit) -> None:
    waiting = list(undecided(benefit=benefit).select_related("other", "customer"))
    if not waiting:
        return
    seen = [_name(one) for one in waiting if sees_other(actor=actor, suspicion=one)]
    if len(seen) < len(waiting):
        raise another_place(benefit)
    raise StandsInTheWay(
        "suspicion-undecided",
        f"{benefit.reference} looks like {', '.join(seen)}. Next: decide whether they are one household.",
        reference=benefit.reference, others=", ".join(seen),
    )  # fmt: skip


def _name(suspicion: Suspicion) -> str:
    return str(
        suspicion.other.reference if suspicion.other else suspicion.customer and suspicion.customer.code
    )
