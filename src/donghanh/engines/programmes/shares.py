"""
How a company's target is split to its units.

For the plan of a campaign: shares that a document names stay as they are; what remains of the
target is proposed to the other units in proportion to their customers (largest remainder, so the
sum is exact). A person may edit a share; what was only proposed is then proposed again, and what
was named or edited stays. When that cannot add up, the difference is said, not hidden.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from donghanh.kernel.apportion import apportion
from donghanh.kernel.findings import Finding

Basis = Literal["article", "proposed", "edited"]


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit is to do of an activity: `amount` in the activity's unit of measure, and why."""

    unit_code: str
    amount: int
    basis: Basis


class CannotShare(Exception):
    """A share was asked for that cannot be: a unit outside the split, or a negative amount. See `facts`."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.facts: Mapping[str, object] = facts


def propose_shares(
    *, target: int, customers: Mapping[str, int], known: Mapping[str, int] | None = None
) -> tuple[Share, ...]:
    """
    Split `target` over the units: known shares stay, the rest follows the numbers of customers.

    target    : the company's target [unit of measure]
    customers : unit -> number of customers; every unit of the split, in the order of the result
    known     : unit -> share that a document names
    returns   : one Share a unit; the sum is `target` unless the known shares say otherwise (`share_findings`)
    raises    : CannotShare, for a known unit that is not among `customers`, or a negative number

    >>> shares = propose_shares(target=18, customers={"A": 500, "B": 300, "C": 200}, known={"A": 6})
    >>> [(share.unit_code, share.amount, share.basis) for share in shares]
    [('A', 6, 'article'), ('B', 7, 'proposed'), ('C', 5, 'proposed')]
    """
    kept = {code: Share(code, amount, "article") for code, amount in (known or {}).items()}
    _check(customers=customers, kept=kept, target=target)
    return _complete(target=target, customers=customers, kept=kept)


def edit_share(
    *, target: int, shares: Sequence[Share], unit_code: str, amount: int, customers: Mapping[str, int]
) -> tuple[Share, ...]:
    """
    Set one unit's share by hand and propose again what was only proposed.

    shares  : the split as it is; named and edited shares of other units stay
    returns : the new split in the order of `customers`; `share_findings` tells whether it still adds up
    raises  : CannotShare, as `propose_shares`

    >>> split = {"target": 10, "customers": {"A": 1, "B": 1, "C": 2}}
    >>> after = edit_share(shares=propose_shares(**split), unit_code="C", amount=8, **split)
    >>> [share.amount for share in after]
    [1, 1, 8]
    """
    kept = {share.unit_code: share for share in shares if share.basis != "proposed"}
    kept[unit_code] = Share(unit_code, amount, "edited")
    _check(customers=customers, kept=kept, target=target)
    return _complete(target=target, customers=customers, kept=kept)


def share_findings(*, target: int, shares: Sequence[Share]) -> tuple[Finding, ...]:
    """
    Say whether the shares add up to the target; empty when they do.

    rule : "shares-differ-from-target", facts target, sum, difference (positive: still to be given)

    >>> share_findings(target=5, shares=[Share("A", 5, "edited")])
    ()
    """
    total = sum(share.amount for share in shares)
    if total == target:
        return ()
    facts = {"target": target, "sum": total, "difference": target - total}
    return (Finding(rule="shares-differ-from-target", row=None, column="amount", facts=facts),)


def _complete(*, target: int, customers: Mapping[str, int], kept: Mapping[str, Share]) -> tuple[Share, ...]:
    """Fill the units that have no kept share with what remains; never less than nothing."""
    open_units = [code for code in customers if code not in kept]
    remainder = max(target - sum(share.amount for share in kept.values()), 0)
    amounts = (
        apportion(total=remainder, weights=[customers[code] for code in open_units]) if open_units else []
    )
    proposed = {
        code: Share(code, amount, "proposed") for code, amount in zip(open_units, amounts, strict=True)
    }
    return tuple(kept[code] if code in kept else proposed[code] for code in customers)


def _check(*, customers: Mapping[str, int], kept: Mapping[str, Share], target: int) -> None:
    strangers = sorted(set(kept) - set(customers))
    if strangers:
        raise CannotShare(
            f"{', '.join(strangers)} is not among the units of this split ({', '.join(customers)}).",
            unit_codes=tuple(strangers),
        )
    numbers = {"target": target, **customers, **{code: share.amount for code, share in kept.items()}}
    negative = {name: number for name, number in numbers.items() if number < 0}
    if negative:
        raise CannotShare(f"Shares count whole things from 0; found {negative}.", negative=negative)
