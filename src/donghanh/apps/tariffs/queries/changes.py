"""What changed from one release to another: documents, and the lines that came and went."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.queries.releases import release


@dataclass(frozen=True)
class LawChange:
    """
    One document that differs.

    change : added, removed, changed
    lines  : as a unified difference, without its heading
    """

    name: str
    change: str
    lines: tuple[str, ...]


def changes_between(*, actor: Actor, digest: str, base: str) -> tuple[LawChange, ...]:
    """
    Say what a release changes of another, document by document.

    raises : Forbidden; NotFound
    """
    after = {one.name: one.text for one in release(actor=actor, digest=digest)[1]}
    before = {one.name: one.text for one in release(actor=actor, digest=base)[1]}
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return tuple(_change(name, before.get(name), after.get(name)) for name in names)


def _change(name: str, before: str | None, after: str | None) -> LawChange:
    lines = unified_diff((before or "").splitlines(), (after or "").splitlines(), n=2, lineterm="")
    change = "added" if before is None else "removed" if after is None else "changed"
    return LawChange(name, change, tuple(lines)[2:])
