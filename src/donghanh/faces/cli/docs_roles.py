"""The page of roles: what each sees, and which moves of which life each may make."""

from __future__ import annotations

from donghanh.apps.organisation import permissions
from donghanh.engines.conduct.moves import PERSON
from donghanh.engines.notices.moves import CHANNEL
from donghanh.engines.programmes.moves import BENEFICIARY
from donghanh.engines.requests.moves import CUSTOMER, JOB
from donghanh.faces.cli.docs_all_lives import all_lives
from donghanh.faces.cli.docs_tables import code, opening, table
from donghanh.kernel.lives import Life

SAYS = (
    "A role is granted from a day to a day, with a place where it has one. What a role may do to a promise, "
    "a draw, a list, a work, a request or a finding stands in the dictionaries of moves "
    "([life cycles](life-cycles.md)); an activity may narrow this, never widen it. Who did one thing may be "
    'barred from another whatever their roles: the column "not by who did" there, and '
    "[the decision](../decisions/0003-who-may-not-do-both.md)."
)
WITHOUT_ACCOUNT = (BENEFICIARY, *sorted(CUSTOMER), *sorted(JOB), PERSON, *sorted(CHANNEL))


def page() -> str:
    """Write the page."""
    seen = table(head=("role", "sees", "changes"), rows=[_sight(role) for role in permissions.ROLES])
    return "\n".join([opening(title="Roles", says=SAYS), seen, "", *map(_section, all_lives())])


def _sight(role: str) -> tuple[str, str, str]:
    return code(role), _place(role), "nothing" if role in permissions.CHANGE_NOTHING else "as below"


def _place(role: str) -> str:
    if role in permissions.SEE_ALL:
        return "the whole company"
    return "its commune" if role in permissions.OF_A_COMMUNE else "its unit"


def _section(life: Life) -> str:
    named = {role for move in life.moves.values() for role in move.roles}
    roles = [role for role in (*permissions.ROLES, *WITHOUT_ACCOUNT) if role in named]
    article = "an" if life.name[0] in "aeiou" else "a"
    rows = [
        (code(move.name), *("yes" if role in move.roles else "" for role in roles))
        for move in life.moves.values()
    ]
    return f"## Moves of {article} {life.name}\n\n{table(head=('move', *map(code, roles)), rows=rows)}\n"
