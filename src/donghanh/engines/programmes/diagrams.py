"""
A life cycle drawn for the documentation: a Mermaid state diagram and a table in Markdown.

Both are printed from the dictionary of moves, so that docs/reference cannot differ from the rule;
a test compares the page with what this prints. Nothing here knows where the page lies.
"""

from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.lives import START, STAYS, Life, Move

_HEADINGS = ("move", "from", "to", "who may", "not by who did", "reason", "why")


def mermaid(*, life: Life = BENEFIT) -> str:
    """
    Draw the life as a Mermaid `stateDiagram-v2`, one line per arrow, ends marked; what stays is not drawn.

    >>> mermaid().splitlines()[1]
    '    [*] --> nominated: nominate'
    """
    arrows = [
        f"    {state or '[*]'} --> {move.to_state}: {move.name}"
        for move in life.moves.values()
        for state in move.from_states
        if move.to_state != STAYS
    ]
    ends = [f"    {state} --> [*]" for state in life.final_states]
    return "\n".join(["stateDiagram-v2", *arrows, *ends]) + "\n"


def table(*, life: Life = BENEFIT) -> str:
    """
    List the moves as a Markdown table: from, to, roles, duties kept apart, reason, why.

    >>> table().splitlines()[0]
    '| move | from | to | who may | not by who did | reason | why |'
    """
    rows = [_HEADINGS, ("---",) * len(_HEADINGS), *(_cells(move) for move in life.moves.values())]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def diagram(*, life: Life = BENEFIT) -> str:
    """Print the drawing in a Mermaid fence, then the table: the body of the reference page."""
    return f"```mermaid\n{mermaid(life=life)}```\n\n{table(life=life)}"


def _cells(move: Move) -> tuple[str, ...]:
    return (
        f"`{move.name}`",
        ", ".join("(new)" if state == START else state for state in move.from_states),
        "(the same)" if move.to_state == STAYS else move.to_state,
        ", ".join(sorted(move.roles)),
        ", ".join(move.not_by_who_did) or "–",
        "needed" if move.needs_reason else "–",
        move.why,
    )
