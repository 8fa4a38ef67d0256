"""The page of settings: every name of the environment that the house reads."""

from __future__ import annotations

from donghanh.adapters.environment import NAMES
from donghanh.faces.cli.docs_tables import code, opening, table

SAYS = (
    "The house is set by names in the environment and by nothing else. All may be left out. A name that does "
    "not stand here is not read (`adapters/environment.py`)."
)


def page() -> str:
    """Write the page."""
    rows = [(code(name), meaning, default) for name, (default, meaning) in sorted(NAMES.items())]
    return (
        opening(title="Settings", says=SAYS)
        + "\n"
        + table(head=("name", "what", "without it"), rows=rows)
        + "\n"
    )
