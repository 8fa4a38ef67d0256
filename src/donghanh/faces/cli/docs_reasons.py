"""The page of reasons: for each rule of selection, every reason that it can give and what the reason does."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from donghanh.engines import selection
from donghanh.engines.selection.reasons import Reason
from donghanh.faces.cli.docs_tables import code, opening, table

SAYS = (
    "A verdict is what its reasons come to: one that *bars* makes `not_eligible`, one that *leaves open* "
    "makes `unknown` unless something bars, one that *chooses* makes `chosen`; *places beyond* is "
    "`eligible_not_chosen`, and what *notes* decides nothing. The facts are the columns with which anybody "
    "repeats the check."
)


def page() -> str:
    """Write the page: the modules of `engines/selection` that list `REASONS`, in order of their names."""
    rules = [module.name for module in iter_modules(selection.__path__)]
    listed = {name: import_module(f"donghanh.engines.selection.{name}") for name in sorted(rules)}
    sections = [
        _section(name, module.__doc__ or "", module.REASONS)
        for name, module in listed.items()
        if hasattr(module, "REASONS")
    ]
    return "\n".join([opening(title="Reasons of a selection", says=SAYS), *sections])


def _section(name: str, says: str, reasons: tuple[Reason, ...]) -> str:
    rows = [
        (code(one.name), one.effect.replace("_", " "), one.meaning, ", ".join(map(code, one.facts)))
        for one in reasons
    ]
    first = says.strip().split("\n\n")[0].replace("\n", " ")
    return f"## {name}\n\n{first}\n\n{table(head=('reason', 'effect', 'meaning', 'facts'), rows=rows)}\n"
