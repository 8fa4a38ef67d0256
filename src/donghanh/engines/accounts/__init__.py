"""What is true of accounts without a computer: the chart, where a payment goes, how late a debt is."""

from donghanh.engines.accounts.ageing import BUCKETS, bucket_of, due_day
from donghanh.engines.accounts.allocation import Allocation, Owed, allocate
from donghanh.engines.accounts.chart import ACCOUNTS, OF_CUSTOMERS, REVENUE, revenue_account

__all__ = [
    "ACCOUNTS",
    "BUCKETS",
    "OF_CUSTOMERS",
    "REVENUE",
    "Allocation",
    "Owed",
    "allocate",
    "bucket_of",
    "due_day",
    "revenue_account",
]
