"""
The trial balance, and whether the books are right: what the database keeps against what the transfers say.

Debits and credits are equal by construction: each transfer is both. The check counts again all the same, and
compares every balance, every open charge and every invoice's amount with its transfers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from donghanh.apps.accounts.permissions import check_see_accounts
from donghanh.apps.organisation.permissions import SEE_ALL, Actor, Forbidden
from donghanh.engines.accounts import ACCOUNTS

TRIAL = """
SELECT account, sum(debit), sum(credit) FROM (
    SELECT transfer.debit AS account, transfer.amount AS debit, 0 AS credit, transfer.entry_id
    FROM accounts_transfer transfer
    UNION ALL
    SELECT transfer.credit, 0, transfer.amount, transfer.entry_id FROM accounts_transfer transfer
) side JOIN accounts_entry entry ON entry.id = side.entry_id WHERE entry."on" <= %s GROUP BY account
"""
BALANCES = """
SELECT coalesce(account.customer_id, counted.customer_id), account.owed, counted.owed, account.credit,
    counted.credit, account.refunds_payable, counted.refunds
FROM accounts_customeraccount account FULL JOIN (
    SELECT customer_id,
        sum((debit = 'receivable')::int * amount) - sum((credit = 'receivable')::int * amount) AS owed,
        sum((credit = 'credit')::int * amount) - sum((debit = 'credit')::int * amount) AS credit,
        sum((credit = 'refunds_payable')::int * amount) - sum((debit = 'refunds_payable')::int * amount)
            AS refunds
    FROM accounts_transfer GROUP BY customer_id
) counted ON counted.customer_id = account.customer_id
WHERE (account.owed, account.credit, account.refunds_payable)
    IS DISTINCT FROM (counted.owed, counted.credit, counted.refunds)
"""
OPEN = """
SELECT charge.invoice, open.owed, counted.owed FROM accounts_opencharge open FULL JOIN (
    SELECT charge_id, sum((debit = 'receivable')::int * amount) - sum((credit = 'receivable')::int * amount)
        AS owed
    FROM accounts_transfer WHERE charge_id IS NOT NULL GROUP BY charge_id
) counted ON counted.charge_id = open.charge_id
JOIN accounts_charge charge ON charge.id = coalesce(open.charge_id, counted.charge_id)
WHERE coalesce(open.owed, 0) <> coalesce(counted.owed, 0)
"""
# Grouped by act, what was asked for by its charges is what it moved to revenue and VAT.
ENTERED = """
SELECT charged.entry_id, charged.net, coalesce(moved.net, 0), charged.vat, coalesce(moved.vat, 0) FROM (
    SELECT entry_id, sum(net_amount) AS net, sum(vat_amount) AS vat FROM accounts_charge GROUP BY entry_id
) charged LEFT JOIN (
    SELECT entry_id,
        sum((credit LIKE 'revenue%%')::int * amount) - sum((debit LIKE 'revenue%%')::int * amount) AS net,
        sum((credit = 'vat_payable')::int * amount) - sum((debit = 'vat_payable')::int * amount) AS vat
    FROM accounts_transfer GROUP BY entry_id
) moved ON moved.entry_id = charged.entry_id
WHERE (charged.net, charged.vat) IS DISTINCT FROM (coalesce(moved.net, 0), coalesce(moved.vat, 0))
"""


@dataclass(frozen=True)
class TrialLine:
    """One account: everything debited and credited, and the difference [đồng]."""

    account: str
    debit_dong: int
    credit_dong: int
    balance_dong: int


@dataclass(frozen=True)
class TrialBalance:
    """All accounts as of a day; it balances when both sums are the same."""

    as_of: date
    lines: tuple[TrialLine, ...]
    debit_dong: int
    credit_dong: int

    @property
    def balances(self) -> bool:
        return self.debit_dong == self.credit_dong


@dataclass(frozen=True)
class Difference:
    """What stands, and what the transfers say, of one thing: `rule` balance, open-charge or entry."""

    rule: str
    name: str
    kept: str
    counted: str


@dataclass(frozen=True)
class BooksCheck:
    """Whether the books are right, and the first hundred differences of each rule when they are not."""

    balances: bool
    holds: bool
    transfer_count: int
    differences: tuple[Difference, ...]


def trial_balance(*, actor: Actor, as_of: date) -> TrialBalance:
    """The trial balance of the company. raises : Forbidden, but for roles that see the whole company"""
    _check_sees_all(actor)
    with connection.cursor() as cursor:
        cursor.execute(TRIAL, [as_of])
        found = {account: (int(debit), int(credit)) for account, debit, credit in cursor.fetchall()}
    lines = tuple(
        TrialLine(account, debit, credit, debit - credit)
        for account in ACCOUNTS
        for debit, credit in [found.get(account, (0, 0))]
    )
    return TrialBalance(
        as_of, lines, sum(line.debit_dong for line in lines), sum(line.credit_dong for line in lines)
    )


def check_books(*, actor: Actor) -> BooksCheck:
    """Count everything again and compare. raises : Forbidden, but for roles that see the whole company"""
    _check_sees_all(actor)
    differences = []
    with connection.cursor() as cursor:
        for rule, query in (("balance", BALANCES), ("open-charge", OPEN), ("entry", ENTERED)):
            cursor.execute(f"{query} ORDER BY 1 LIMIT 100")
            differences += [_difference(rule, row) for row in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM accounts_transfer")
        (count,) = cursor.fetchone() or (0,)
    balances = trial_balance(actor=actor, as_of=date.max).balances
    return BooksCheck(balances, balances and not differences, int(count), tuple(differences))


def _difference(rule: str, row: tuple[object, ...]) -> Difference:
    name, *pairs = row
    kept, counted = pairs[::2], pairs[1::2]
    return Difference(rule, str(name), ", ".join(map(str, kept)), ", ".join(map(str, counted)))


def _check_sees_all(actor: Actor) -> None:
    check_see_accounts(actor=actor)
    if not actor.sees_all:
        expected = ", ".join(sorted(SEE_ALL))
        raise Forbidden("role_missing", act="see_books", expected=expected, username=actor.username)
