"""
The life of a supply as one dictionary of steps, from the application to the contract in force.

Which steps a service takes, and in which order, is data of the service; what each step is, who may take it
and how it is recorded stands here. A step is taken once and never taken back; the next is the first that is
not taken. Two steps come from the customer's request itself (it is complete, it is accepted) and the last
from the customer's word; nobody takes these three by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

OF_A_UNIT = frozenset({"unit_head", "unit_officer"})
OF_THE_COMPANY = frozenset({"director", "business", "office"})
HANDLERS = OF_A_UNIT | OF_THE_COMPANY
CUSTOMER, DESK = "case", "desk"
"""Where a step comes from: a move of the customer's case, or somebody at the desk."""


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step.

    reaches : how the supply stands after it
    comes   : `case` when a move of the case takes it, `desk` when somebody records it
    roles   : who may record it
    ends    : whether the customer is answered with it, so that the clock of the case stops
    why     : the sentence of the documentation
    """

    name: str
    reaches: str
    comes: str = DESK
    roles: frozenset[str] = HANDLERS
    ends: bool = False
    why: str = ""


_STEPS = (
    Step(
        "apply", "applied", CUSTOMER, why="The application is complete: its clock runs, its place is fixed."
    ),
    Step("check", "checked", CUSTOMER, why="Somebody accepted the case: the papers are right."),
    Step("survey", "surveyed", why="A crew saw the place, and whether it can be supplied."),
    Step("agree_grid", "agreed", why="Connection and design are agreed with the department."),
    Step("own_works", "built", why="The customer's own part is built."),
    Step("offer", "offered", why="The plan and the estimate were told to the customer."),
    Step("sign", "signed", why="The contract has a number and two signatures."),
    Step("change_contract", "signed", why="What changes is written into the contract and signed."),
    Step("debt", "settled", why="What was owed is paid, or nothing was."),
    Step("order", "ordered", why="A crew has the work and a day."),
    Step("set_meter", "metered", why="The meter hangs and the supply is switched on."),
    Step("accept_works", "metered", why="The works are accepted and switched on."),
    Step("work", "worked", why="The crew did what was ordered."),
    Step("test", "tested", why="The meter was tested, with its result."),
    Step("read", "read", why="The meter was read for the settlement."),
    Step("first_reading", "read", why="What the meter shows as it begins to count."),
    Step("update", "updated", why="The company's records say what the contract says."),
    Step("in_force", "in_force", ends=True, why="Customer, point, meter and first index are written."),
    Step("tell", "told", ends=True, why="The customer is told that it is done."),
    Step("answer", "told", ends=True, why="The customer is told the result."),
    Step("confirm", "confirmed", CUSTOMER, why="The customer says that it is done."),
)
STEPS = {step.name: step for step in _STEPS}
"""Every step by its name."""


class CannotStep(Exception):
    """A step was refused: a stable `rule`, and `facts` to repeat the check."""

    def __init__(self, rule: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.facts = facts


def unknown_steps(*, chain: Iterable[str]) -> tuple[str, ...]:
    """
    Name the steps of a chain that this dictionary does not know.

    >>> unknown_steps(chain=["apply", "dance", "confirm"])
    ('dance',)
    """
    return tuple(name for name in chain if name not in STEPS)


def next_step(*, chain: Sequence[str], taken: Collection[str]) -> str:
    """
    Answer the first step of a chain that is not taken; empty when all are.

    >>> next_step(chain=["apply", "check", "survey"], taken={"apply"})
    'check'
    """
    return next((name for name in chain if name not in taken), "")


def check_step(
    *, chain: Sequence[str], taken: Collection[str], step: str, roles: Collection[str], is_over: bool = False
) -> Step:
    """
    Answer the step, when it is the next one and one of the roles may take it.

    raises : CannotStep `step-unknown`, `supply-over`, `step-taken`, `not-next-step`, `not-for-this-role`
    """
    if step not in chain or step not in STEPS:
        known = ", ".join(chain)
        raise CannotStep("step-unknown", f"No step '{step}'; expected one of {known}.", step=step)
    if is_over:
        raise CannotStep("supply-over", "The request has ended; no step is taken any more.", step=step)
    if step in taken:
        raise CannotStep("step-taken", f"'{step}' is recorded already.", step=step)
    expected = next_step(chain=chain, taken=taken)
    if step != expected:
        raise CannotStep("not-next-step", f"'{expected}' comes first.", step=step, expected=expected)
    if not STEPS[step].roles & set(roles):
        raise CannotStep("not-for-this-role", f"No role of yours takes '{step}'.", step=step)
    return STEPS[step]
