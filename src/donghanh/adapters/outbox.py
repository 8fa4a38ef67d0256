"""
The demo's stand-in for telephones and mailboxes: a folder with one file a message.

What stands here is what the customer would read, codes too; so it is for a demo with made-up people alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from donghanh.adapters.whole_files import write_whole


@dataclass(frozen=True)
class Delivered:
    """A message as it reached the telephone or the mailbox."""

    code: str
    channel: str
    to: str
    subject: str
    text: str


def deliver(*, folder: Path, message: Delivered) -> None:
    """Put a message into the folder; the same code again is the same file."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(asdict(message), ensure_ascii=False, indent=1)
    write_whole(path=folder / f"{message.code}.json", content=content.encode(), may_replace=True)


def delivered(*, folder: Path, limit: int = 100) -> Iterator[Delivered]:
    """Read the latest messages, newest first."""
    for path in sorted(folder.glob("TN-*.json"), reverse=True)[:limit]:
        yield Delivered(**json.loads(path.read_text(encoding="utf-8")))
