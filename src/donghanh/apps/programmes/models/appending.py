"""The wall that keeps decided things as they were: no update, delete or emptying, said by the database."""

import pgtrigger

NEVER_EMPTIED = "RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;"


def append_only() -> list[pgtrigger.Trigger]:
    """The triggers of a table whose rows are only ever added."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="never_emptied",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func=NEVER_EMPTIED,
        ),
    ]
