"""
The page of columns: the tables in which customers and energy travel, the frozen row, the report's columns.

The row that an approval freezes is read off the source of `apps.programmes.queries.rows`, because that module
needs a database; a key without a meaning here, or a meaning without a key, is refused.
"""

from __future__ import annotations

import ast
from pathlib import Path

from donghanh.adapters.programme_reports.columns import COLUMNS, UNITS
from donghanh.engines.intake.fields import REQUIRED
from donghanh.faces.cli.docs_tables import code, opening, table
from donghanh.faces.cli.house import BadInput
from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.kernel.tables import Column, Table

SAYS = (
    "Columns with their unit, type and meaning, from the same tables that the code checks frames with. Null "
    "means unknown, never zero. Names in files may differ: an import proposes a mapping and remembers it."
)
ROWS = Path(__file__).resolve().parents[2] / "apps/programmes/queries/rows.py"
FROZEN = {
    "reference": "reference of the benefit, unique in the company",
    "unit": "code of the unit that answers for it",
    "customer_code": "code of the customer; empty for a beneficiary who is not one",
    "name": "the beneficiary's name as approved",
    "kind": "kind of beneficiary",
    "commune_code": "official code of the commune, five digits",
    "address": "address as approved, without the commune",
    "social_class": "class on the commune's list",
    "quantity": "how many of the activity's unit of measure",
    "origin": "where the nomination came from",
}


def page() -> str:
    """Write the page."""
    return "\n".join(
        [
            opening(title="Columns", says=SAYS),
            _table_of(
                CUSTOMERS, "Customers, in `kernel/customer_tables.py`. An import must bring: " + _required()
            ),
            _table_of(ENERGY, "Energy by month, in `kernel/customer_tables.py`."),
            _frozen(),
            _report(),
        ]
    )


def _required() -> str:
    return ", ".join(map(code, REQUIRED)) + "."


def _table_of(columns: Table, says: str) -> str:
    rows = [_row(column) for column in columns.columns]
    head = ("column", "unit", "type", "may be null", "meaning")
    return f"## {columns.name}\n\n{says}\n\n{table(head=head, rows=rows)}\n"


def _row(column: Column) -> tuple[str, ...]:
    words = f": {', '.join(map(code, column.words))}" if column.words else ""
    key = " (key)" if column.is_key else ""
    return (
        code(column.name) + key,
        column.unit,
        str(column.type),
        "yes" if column.is_nullable else "",
        column.meaning + words,
    )


def _frozen() -> str:
    keys = keys_of_frozen_row(source=ROWS.read_text(encoding="utf-8"))
    rows = [(code(key), FROZEN[key]) for key in keys]
    says = (
        "The row of a benefit in an approved list: what was approved, and nothing that moves afterwards. The "
        "list's digest is the SHA-256 of these rows in the canonical form of `kernel/digests.py`."
    )
    return f"## The frozen row\n\n{says}\n\n{table(head=('key', 'meaning'), rows=rows)}\n"


def keys_of_frozen_row(*, source: str) -> list[str]:
    """
    Read the keys of `canonical_benefit` off its source, in order.

    raises : BadInput, when a key has no meaning here or a meaning no key
    """
    found = next(
        (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)), ast.Dict([], [])
    )
    keys = [str(key.value) for key in found.keys if isinstance(key, ast.Constant)]
    if set(keys) != set(FROZEN):
        odd = ", ".join(sorted(set(keys) ^ set(FROZEN)))
        raise BadInput(f"{ROWS.name} and docs_columns.FROZEN differ in: {odd}. Give each key its meaning.")
    return keys


def _report() -> str:
    rows = [
        (code(one.name), one.head["vi"], one.head["en"], UNITS[one.unit]["en"], one.meaning["en"])
        for one in COLUMNS
    ]
    says = (
        "Columns of a report's page, PDF and spreadsheet, from `adapters/programme_reports/columns.py`; "
        "[how to add one](../how-to/add-a-report-column.md)."
    )
    head = ("column", "Vietnamese head", "English head", "counts", "meaning")
    return f"## The report\n\n{says}\n\n{table(head=head, rows=rows)}\n"
