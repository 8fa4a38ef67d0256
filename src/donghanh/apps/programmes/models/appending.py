"""The wall that keeps decided things as they were: no update and no delete, said by the database itself."""

import pgtrigger


def append_only() -> list[pgtrigger.Trigger]:
    """The triggers of a table whose rows are only ever added."""
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
