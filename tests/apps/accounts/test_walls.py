"""What the database refuses: a one-sided entry, a changed row, a balance that nobody's transfer made."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.accounts.conftest import HOUSEHOLD, NEIGHBOUR


def refused(sql: str, *values: object) -> str:
    """What the database says when it refuses a statement; the test fails when it does not."""
    with pytest.raises(DatabaseError) as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(told.value)


INSERT = """
INSERT INTO accounts_transfer (entry_id, customer_id, charge_id, debit, credit, amount, reverses_id)
SELECT entry_id, customer_id, charge_id, {debit}, {credit}, {amount}, {reverses}
FROM accounts_transfer ORDER BY id LIMIT 1
"""


def written(*, debit="debit", credit="credit", amount="amount", reverses="NULL") -> str:
    return INSERT.format(debit=debit, credit=credit, amount=amount, reverses=reverses)


@pytest.fixture
def charged(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000), ("B", NEIGHBOUR, 50_000, 5_000))
    return books


@pytest.mark.parametrize(
    ("sql", "wall"),
    [
        (written(amount="0"), "transfer_moves_something"),
        (written(amount="-5"), "transfer_moves_something"),
        (written(credit="NULL"), "null value"),
        (written(credit="'receivable'"), "transfer_between_two_accounts"),
        (written(credit="'elsewhere'"), "transfer_between_known_accounts"),
        (written(debit="'cash'"), "transfer_of_a_receivable_names_its_charge"),
        (written(reverses="id"), "a reversal moves exactly"),
        (written(debit="'cash'", credit="'receivable'", amount="999999999"), "never_below_zero"),
        ("UPDATE accounts_transfer SET amount = amount + 1", "Cannot update or delete"),
        ("DELETE FROM accounts_transfer", "Cannot update or delete"),
        ("UPDATE accounts_charge SET total_amount = 1", "Cannot update or delete"),
        ("DELETE FROM accounts_entry", "Cannot update or delete"),
        ("UPDATE accounts_customeraccount SET owed = 0", "transfers alone"),
        ("UPDATE accounts_customeraccount SET credit = 1000000", "transfers alone"),
        ("DELETE FROM accounts_customeraccount", "Cannot delete"),
        ("UPDATE accounts_opencharge SET owed = 1", "transfers alone"),
        ("DELETE FROM accounts_opencharge", "transfers alone"),
        ("TRUNCATE accounts_opencharge", "Cannot truncate"),
    ],
)
def test_the_database_refuses_what_would_make_the_books_wrong(charged, sql, wall):
    assert wall in refused(sql)
    assert charged.check().holds


def test_a_transfer_of_one_customer_on_the_charge_of_another_is_refused(charged):
    sql = """
    INSERT INTO accounts_transfer (entry_id, customer_id, charge_id, debit, credit, amount)
    SELECT one.entry_id, one.customer_id, other.charge_id, 'cash', 'receivable', 1
    FROM accounts_transfer one, accounts_transfer other WHERE one.customer_id <> other.customer_id LIMIT 1
    """

    assert "are of one customer" in refused(sql)


def test_a_balance_changed_behind_the_walls_is_found_by_the_check(charged):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE accounts_customeraccount SET owed = owed - 7000 WHERE owed = 110000")
        cursor.execute("DELETE FROM accounts_opencharge WHERE owed = 55000")
        cursor.execute("SET session_replication_role = DEFAULT")

    told = charged.check()

    assert told.balances
    assert not told.holds
    found = {(one.rule, one.kept.split(",")[0], one.counted.split(",")[0]) for one in told.differences}
    assert found == {("balance", "103000", "110000"), ("open-charge", "None", "55000")}


def test_a_transfer_that_is_lost_behind_the_walls_is_found_by_the_check(charged):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM accounts_transfer WHERE credit = 'vat_payable' AND amount = 5000")
        cursor.execute("SET session_replication_role = DEFAULT")

    assert {one.rule for one in charged.check().differences} == {"balance", "open-charge", "entry"}
