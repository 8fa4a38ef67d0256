"""The wall that keeps decided things as they were: no update, delete or emptying, said by the database."""

import pgtrigger
from django.db import models

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


def written_at() -> models.Func:
    """The database server's own moment: evidence of when a row was written; the product's may be set."""
    return models.Func(function="statement_timestamp", output_field=models.DateTimeField())
