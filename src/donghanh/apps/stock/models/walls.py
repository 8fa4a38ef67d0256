"""The wall before amounts and places of goods: they follow from movements and are changed by nothing else."""

from __future__ import annotations

import pgtrigger

ONLY_BY_A_MOVEMENT = """
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'amounts and places of goods are changed by movements alone: %', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def only_by_a_movement(operation: pgtrigger.Operation | pgtrigger.Operations) -> pgtrigger.Trigger:
    """Refuse a change that does not come from the trigger of a movement."""
    return pgtrigger.Trigger(
        name="only_by_a_movement", when=pgtrigger.Before, operation=operation, func=ONLY_BY_A_MOVEMENT
    )
