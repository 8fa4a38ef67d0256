"""
What a command says when a disk is full: the files' or the database's, whoever noticed it.

Python gives a number, Polars and Arrow only their words, PostgreSQL its own code; all of them are one
thing for the person who has to make room.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import suppress

FULL = {errno.ENOSPC, errno.EDQUOT}
WORDS = ("No space left on device", "Disk quota exceeded")
OF_POSTGRESQL = "53100"
NEXT = "Nothing half-written keeps its name. Next: make room, then give the same command again."


def disk_full_sentence(trouble: BaseException) -> str | None:
    """
    Say that a disk is full, and what to do; None when something else is the matter.

    >>> disk_full_sentence(OSError(errno.ENOSPC, "No space left on device", "a.csv")).split(".")[0]
    "The disk is full: writing 'a"
    >>> disk_full_sentence(ValueError("no such month")) is None
    True
    """
    for one in _with_causes(trouble):
        if getattr(one, "sqlstate", None) == OF_POSTGRESQL:
            return f"The database's disk is full. {NEXT}"
        if getattr(one, "errno", None) in FULL or any(words in str(one) for words in WORDS):
            name = getattr(one, "filename", None)
            return f"The disk is full{f': writing {str(name)!r} failed' if name else ''}. {NEXT}"
    return None


def mute_standard_output() -> None:
    """Let Python's last flush go nowhere: on a full disk it would change the exit status."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _with_causes(trouble: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while trouble is not None and id(trouble) not in seen:
        seen.add(id(trouble))
        yield trouble
        trouble = trouble.__cause__ or trouble.__context__
