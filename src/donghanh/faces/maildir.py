"""
Takes letters from files and Maildirs into cases, for the command and for the job.

A Maildir is how mail servers hand letters over without a server of ours: each a file, new ones in `new`. What
is done moves to `cur` with the mark of a letter that was read; what could not be taken moves with the mark of
attention, so that one bad letter never holds up the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.requests.operations import MailTaken, take_mail

READ, FLAGGED = ":2,S", ":2,F"
LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True)
class Letter:
    """A letter's file and what became of it: a case, ignored, or a problem with its rule."""

    name: str
    taken: MailTaken | None
    problem: str = ""
    message: str = ""

    def told(self) -> dict[str, object]:
        """The letter as a document; who wrote it is not in it."""
        return {"file": self.name, "taken": self.taken, "problem": self.problem, "message": self.message}

    def line(self) -> str:
        """The letter in a line."""
        if self.taken is None:
            return f"{self.name}: not taken ({self.problem}): {self.message}"
        if self.taken.ignored:
            return f"{self.name}: ignored ({self.taken.ignored})"
        again = " again" if self.taken.is_again else ""
        again = f" message{again}" if self.taken.is_message else again
        out = "".join(f"; not kept: {name} ({rule})" for name, rule in self.taken.left_out)
        return f"{self.name}: {self.taken.case}{again} {self.taken.service_code}{out}"


def take_all(*, path: Path, now: datetime, own_addresses: Collection[str] = ()) -> Iterator[Letter]:
    """
    Take a file, or every new letter of a Maildir in the order of their names.

    path : a message, or a folder with `new` and `cur` in it
    """
    if not path.is_dir():
        yield _letter(path, now, own_addresses)
        return
    for file in sorted(one for one in (path / "new").glob("*") if one.is_file()):
        letter = _letter(file, now, own_addresses)
        done = path / "cur" / f"{file.name.partition(':')[0]}{FLAGGED if letter.problem else READ}"
        done.parent.mkdir(exist_ok=True)
        file.rename(done)
        yield letter


def _letter(file: Path, now: datetime, own_addresses: Collection[str]) -> Letter:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST)
        return Letter(file.name, take_mail(content=content, now=now, own_addresses=own_addresses))
    except Refused as reason:
        return Letter(file.name, None, reason.rule, str(reason))
    except OSError as reason:
        return Letter(file.name, None, "file-unreadable", str(reason))
