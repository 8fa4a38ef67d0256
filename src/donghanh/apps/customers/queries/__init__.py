"""Questions about customers, answered with plain values and scoped to who asks."""

from donghanh.apps.customers.queries.cards import CustomerCard, UnitMove, customer_card, names_of
from donghanh.apps.customers.queries.contracts import Contract, contract_of
from donghanh.apps.customers.queries.counts import customer_counts_by_unit, customers_kept
from donghanh.apps.customers.queries.energy import MonthEnergy, energy_of
from donghanh.apps.customers.queries.imports import (
    FindingRow,
    FindingsPage,
    ImportRow,
    import_file,
    import_files,
    import_findings,
)
from donghanh.apps.customers.queries.lists import CustomerPage, CustomerRow, Filters, list_customers
from donghanh.apps.customers.queries.search import find_customers

__all__ = [
    "Contract",
    "CustomerCard",
    "CustomerPage",
    "CustomerRow",
    "Filters",
    "FindingRow",
    "FindingsPage",
    "ImportRow",
    "MonthEnergy",
    "UnitMove",
    "contract_of",
    "customer_card",
    "customer_counts_by_unit",
    "customers_kept",
    "energy_of",
    "find_customers",
    "import_file",
    "import_files",
    "import_findings",
    "list_customers",
    "names_of",
]
