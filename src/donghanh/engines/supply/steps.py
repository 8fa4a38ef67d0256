"""
The life of a supply as one dictionary of steps, from the application to the contract in force.

Which steps a service takes, and in which order, is data of the service; what each step is, who may take it
and how it is recorded stands here. A step is taken once and never taken back; the next is the first that is
not taken. Two steps come from the customer's request itself (it is complete, it is accepted) and the last
from the customer's word; nobody takes these three by hand. A supply for a time ends after all that, and does
not wait for the customer's word: `end` may be taken while only `confirm` is open.

A chain is a life (`kernel.lives`): each step is a move from what the step before reached, and `life_of`
makes it for the check as for the drawing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from donghanh.kernel import lives
from donghanh.kernel.lives import START, Life, Move

OF_A_UNIT = frozenset({"unit_head", "unit_officer"})
OF_THE_COMPANY = frozenset({"director", "business", "office"})
HANDLERS = OF_A_UNIT | OF_THE_COMPANY
CREW = frozenset({"crew"})
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
    by_crew : a crew does it, by a work order whose hand-over takes the step
    why     : the sentence of the documentation
    """

    name: str
    reaches: str
    comes: str = DESK
    roles: frozenset[str] = HANDLERS
    ends: bool = False
    by_crew: bool = False
    why: str = ""


_STEPS = (
    Step(
        "apply", "applied", CUSTOMER, why="The application is complete: its clock runs, its place is fixed."
    ),
    Step("check", "checked", CUSTOMER, why="Somebody accepted the case: the papers are right."),
    Step("survey", "surveyed", by_crew=True, why="A crew saw the place, and whether it can be supplied."),
    Step("agree_grid", "agreed", why="Connection and design are agreed with the department."),
    Step("own_works", "built", why="The customer's own part is built."),
    Step("offer", "offered", why="The plan and the estimate were told to the customer."),
    Step("sign", "signed", why="The contract has a number and two signatures."),
    Step("change_contract", "signed", why="What changes is written into the contract and signed."),
    Step("debt", "settled", why="What was owed is paid, or nothing was."),
    Step("order", "ordered", why="A crew has the work and a day."),
    Step("set_meter", "metered", by_crew=True, why="The meter hangs and the supply is switched on."),
    Step("accept_works", "metered", why="The works are accepted and switched on."),
    Step("work", "worked", by_crew=True, why="The crew did what was ordered."),
    Step("test", "tested", why="The meter was tested, with its result."),
    Step("read", "read", why="The meter was read for the settlement."),
    Step("first_reading", "read", why="What the meter shows as it begins to count."),
    Step("update", "updated", why="The company's records say what the contract says."),
    Step("in_force", "in_force", ends=True, why="Customer, point, meter and first index are written."),
    Step("tell", "told", ends=True, why="The customer is told that it is done."),
    Step("answer", "told", ends=True, why="The customer is told the result."),
    Step("confirm", "confirmed", CUSTOMER, why="The customer says that it is done."),
    Step("end", "ended", why="The time of the supply is over: closing reading, meter off, point free."),
)
STEPS = {step.name: step for step in _STEPS}
"""Every step by its name."""


class CannotStep(lives.MoveRefused):
    """A step was refused."""


def life_of(*, name: str, chain: Sequence[str]) -> Life:
    """
    The life of one chain: each step a move from what the step before reached.

    >>> life_of(name="supply", chain=["apply", "check"]).moves["check"].from_states
    ('applied',)
    """
    reached = [START, *(STEPS[step].reaches for step in chain)]
    moves = [
        Move(one.name, _before(chain, reached, place), one.reaches, _roles(one), why=one.why)
        for place, one in enumerate(STEPS[step] for step in chain)
    ]
    return lives.life_of(name=name, path=tuple(dict.fromkeys(reached[1:])), exits=(), moves=moves)


def _before(chain: Sequence[str], reached: Sequence[str], place: int) -> tuple[str, ...]:
    """What is reached before a step; the end of a supply does not wait for the customer's word."""
    return (reached[place - 1], reached[place]) if chain[place] == "end" else (reached[place],)


def _standing(chain: Sequence[str], taken: Collection[str]) -> str:
    """What the chain has reached; of confirm and end, taken in either order, the one that is taken."""
    done = [name for name in chain if name in taken]
    return STEPS[done[-1]].reaches if done else START


def _roles(step: Step) -> frozenset[str]:
    return frozenset({"customer"}) | step.roles if step.comes == CUSTOMER else step.roles | _crew(step)


def _crew(step: Step) -> frozenset[str]:
    return CREW if step.by_crew else frozenset()


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


def open_step(*, chain: Sequence[str], taken: Collection[str]) -> str:
    """
    Answer the step that somebody of the company may take now; empty when none waits for the company.

    >>> open_step(chain=["in_force", "confirm", "end"], taken={"in_force"})
    'end'
    """
    following = next_step(chain=chain, taken=taken)
    return _after_the_word(chain, taken) if following == "confirm" else following


def _after_the_word(chain: Sequence[str], taken: Collection[str]) -> str:
    return "end" if "end" in chain and "end" not in taken else ""


def missing_steps(*, chain: Sequence[str], taken: Collection[str]) -> tuple[str, ...]:
    """
    Name the steps that the company still owes before the customer may be answered.

    >>> missing_steps(chain=["check", "work", "tell", "confirm"], taken={"check"})
    ('work', 'tell')
    """
    until = next((place for place, name in enumerate(chain) if STEPS[name].ends), len(chain) - 1)
    return tuple(name for name in chain[: until + 1] if name not in taken and STEPS[name].comes == DESK)


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
    if step not in (expected, open_step(chain=chain, taken=taken)):
        raise CannotStep("not-next-step", f"'{expected}' comes first.", step=step, expected=expected)
    life = life_of(name="supply", chain=chain)
    standing = _standing(chain, taken)
    lives.check_move(life=life, state=standing, move=step, roles=roles, refused=CannotStep)
    return STEPS[step]
