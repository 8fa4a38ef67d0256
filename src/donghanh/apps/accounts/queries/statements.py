"""The statement of a customer: every entry with what was owed after it, as a person would write it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from donghanh.apps.accounts.queries.owed import InvoiceOwed, owed_of
from donghanh.apps.accounts.queries.scope import customer_in_sight
from donghanh.apps.organisation.permissions import Actor

LINES = """
SELECT entry.id, entry."on", entry.kind, charge.invoice, entry.reverses_id,
    sum(CASE transfer.debit WHEN 'receivable' THEN transfer.amount ELSE 0 END
      - CASE transfer.credit WHEN 'receivable' THEN transfer.amount ELSE 0 END),
    sum(CASE transfer.credit WHEN 'credit' THEN transfer.amount ELSE 0 END
      - CASE transfer.debit WHEN 'credit' THEN transfer.amount ELSE 0 END),
    sum(CASE transfer.credit WHEN 'refunds_payable' THEN transfer.amount ELSE 0 END
      - CASE transfer.debit WHEN 'refunds_payable' THEN transfer.amount ELSE 0 END)
FROM accounts_transfer transfer JOIN accounts_entry entry ON entry.id = transfer.entry_id
LEFT JOIN accounts_charge charge ON charge.id = transfer.charge_id
WHERE transfer.customer_id = %s AND entry."on" <= %s
GROUP BY entry.id, entry."on", entry.kind, charge.id, charge.invoice, entry.reverses_id
ORDER BY entry."on", entry.id, min(transfer.id)
"""


@dataclass(frozen=True)
class StatementLine:
    """
    One entry as far as it concerns one invoice, or none.

    owed_change, credit_change, refund_change : [đồng] what it moved of the three balances
    owed_dong, credit_dong, refund_dong       : [đồng] what they were after it
    reverses : number of the entry that it takes back, or null
    """

    entry: int
    on: date
    kind: str
    invoice: str
    owed_change: int
    credit_change: int
    refund_change: int
    owed_dong: int
    credit_dong: int
    refund_dong: int
    reverses: int | None


@dataclass(frozen=True)
class Statement:
    """A customer's statement as of a day; the name and address are masked unless `is_in_full`."""

    code: str
    unit_code: str
    name: str
    address: str
    is_in_full: bool
    as_of: date
    lines: tuple[StatementLine, ...]
    open_invoices: tuple[InvoiceOwed, ...]
    owed_dong: int
    credit_dong: int
    refund_dong: int


def statement(*, actor: Actor, code: str, as_of: date, in_full: bool = False) -> Statement:
    """
    A customer's statement up to and with a day; what is open stands as of now.

    in_full : personal data without cover; only for operations that record the reading
    raises  : Forbidden; NotFound
    """
    customer = customer_in_sight(actor=actor, code=code, in_full=in_full)
    with connection.cursor() as cursor:
        cursor.execute(LINES, [customer.customer_id, as_of])
        lines = _running(cursor.fetchall())
    owed, credit, refund = (
        (lines[-1].owed_dong, lines[-1].credit_dong, lines[-1].refund_dong) if lines else (0, 0, 0)
    )
    return Statement(
        code=customer.code, unit_code=customer.unit_code, name=customer.name, address=customer.address,
        is_in_full=in_full, as_of=as_of, lines=lines,
        open_invoices=owed_of(actor=actor, code=customer.code, as_of=as_of),
        owed_dong=owed, credit_dong=credit, refund_dong=refund,
    )  # fmt: skip


def _running(rows: list[tuple[object, ...]]) -> tuple[StatementLine, ...]:
    lines, owed, credit, refund = [], 0, 0, 0
    for entry, on, kind, invoice, reverses, *moved in rows:
        changes = [int(str(one)) for one in moved]
        owed, credit, refund = owed + changes[0], credit + changes[1], refund + changes[2]
        lines.append(
            StatementLine(
                entry,
                on,
                kind,
                invoice or "",
                *changes,
                owed,
                credit,
                refund,
                reverses,  # type: ignore[arg-type]
            )
        )
    return tuple(lines)
