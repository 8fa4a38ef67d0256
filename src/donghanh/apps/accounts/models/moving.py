"""The SQL of the triggers: what a statement that writes transfers moves. `written` holds the rows of it."""

from __future__ import annotations

# A missing row is made at zero first: a CHECK judges the row that INSERT proposes, not the sum of both.
# Rows are locked in the order of customers, so that two statements do not wait for each other in a ring.
MOVE_BALANCES = """
    INSERT INTO accounts_customeraccount (customer_id, owed, credit, refunds_payable)
    SELECT DISTINCT customer_id, 0, 0, 0 FROM written ORDER BY customer_id
    ON CONFLICT (customer_id) DO NOTHING;
    PERFORM 1 FROM accounts_customeraccount
    WHERE customer_id IN (SELECT customer_id FROM written) ORDER BY customer_id FOR UPDATE;
    UPDATE accounts_customeraccount account
    SET owed = account.owed + moved.owed,
        credit = account.credit + moved.credit,
        refunds_payable = account.refunds_payable + moved.refunds_payable
    FROM (
        SELECT customer_id,
            sum(CASE WHEN debit = 'receivable' THEN amount ELSE 0 END
              - CASE WHEN credit = 'receivable' THEN amount ELSE 0 END) AS owed,
            sum(CASE WHEN credit = 'credit' THEN amount ELSE 0 END
              - CASE WHEN debit = 'credit' THEN amount ELSE 0 END) AS credit,
            sum(CASE WHEN credit = 'refunds_payable' THEN amount ELSE 0 END
              - CASE WHEN debit = 'refunds_payable' THEN amount ELSE 0 END) AS refunds_payable
        FROM written GROUP BY customer_id
    ) moved
    WHERE account.customer_id = moved.customer_id;
    RETURN NULL;
"""

# What is paid in full leaves the table of open charges, which therefore stays small.
MOVE_OPEN = """
    WITH moved AS (
        SELECT charge_id, sum(CASE WHEN debit = 'receivable' THEN amount ELSE -amount END) AS owed
        FROM written WHERE charge_id IS NOT NULL GROUP BY charge_id
    ), changed AS (
        UPDATE accounts_opencharge open SET owed = open.owed + moved.owed
        FROM moved WHERE open.charge_id = moved.charge_id RETURNING open.charge_id
    )
    INSERT INTO accounts_opencharge (charge_id, customer_id, due_on, owed)
    SELECT charge.id, charge.customer_id, charge.due_on, moved.owed
    FROM moved JOIN accounts_charge charge ON charge.id = moved.charge_id
    WHERE moved.owed <> 0 AND NOT EXISTS (
        SELECT 1 FROM accounts_opencharge open WHERE open.charge_id = moved.charge_id
    );
    DELETE FROM accounts_opencharge
    WHERE owed = 0 AND charge_id IN (SELECT charge_id FROM written WHERE charge_id IS NOT NULL);
    RETURN NULL;
"""

CHECK_REVERSALS = """
    IF EXISTS (
        SELECT 1 FROM written JOIN accounts_transfer original ON original.id = written.reverses_id
        WHERE written.debit <> original.credit OR written.credit <> original.debit
           OR written.amount <> original.amount OR written.customer_id <> original.customer_id
           OR written.charge_id IS DISTINCT FROM original.charge_id
    ) THEN
        RAISE EXCEPTION 'a reversal moves exactly what its original moved, the other way'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM written JOIN accounts_charge charge ON charge.id = written.charge_id
        WHERE charge.customer_id <> written.customer_id
    ) THEN
        RAISE EXCEPTION 'a transfer and its charge are of one customer' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
