"""Acts of the customers' subject: bringing customers in, and looking at their personal data."""

from donghanh.apps.customers.operations.ending import CannotEndContract, check_end, end_contract
from donghanh.apps.customers.operations.exporting import export_customers
from donghanh.apps.customers.operations.importing import AlreadyRunning, ImportOutcome, run_import
from donghanh.apps.customers.operations.loading import LoadCounts, load_customers
from donghanh.apps.customers.operations.opening import CannotOpenCustomer, NewCustomer, open_customer
from donghanh.apps.customers.operations.receiving import (
    CannotImport,
    ask_for_check,
    ask_for_load,
    receive_file,
    set_mapping,
)
from donghanh.apps.customers.operations.revealing import reveal_customer

__all__ = [
    "AlreadyRunning",
    "CannotEndContract",
    "CannotImport",
    "CannotOpenCustomer",
    "ImportOutcome",
    "LoadCounts",
    "NewCustomer",
    "ask_for_check",
    "ask_for_load",
    "check_end",
    "end_contract",
    "export_customers",
    "load_customers",
    "open_customer",
    "receive_file",
    "reveal_customer",
    "run_import",
    "set_mapping",
]
