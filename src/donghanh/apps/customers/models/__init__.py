"""What is remembered of customers: who they are, what they used, old codes, and the files they came in."""

from donghanh.apps.customers.models.customer import CodeSuccession, Customer, UnitChange
from donghanh.apps.customers.models.energy import MonthlyEnergy
from donghanh.apps.customers.models.intake import ColumnMapping, ImportFile, ImportFinding

__all__ = [
    "CodeSuccession",
    "ColumnMapping",
    "Customer",
    "ImportFile",
    "ImportFinding",
    "MonthlyEnergy",
    "UnitChange",
]
