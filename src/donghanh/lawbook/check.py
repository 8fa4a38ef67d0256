"""
Checks the whole lawbook, whatever sorts of documents it has come to hold.

For whoever edits a document, and for every change to the repository. Each folder of `data/` has a
module of its name here with `check_documents()`; a folder without one is a problem itself, because
nobody would read what it says. The digest names the state of the law that a figure was made with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import donghanh.lawbook
from donghanh.lawbook.documents import DATA, Problem, shown

Check = Callable[[], list[Problem]]


def check_lawbook() -> list[Problem]:
    """
    Check every document of the lawbook.

    returns : problems by file and line, of all sorts of documents; none when all is well
    """
    checks = find_checks()
    problems = [problem for check in checks.values() for problem in check()]
    return sorted([*problems, *folders_without_check(known=set(checks))])


def find_checks() -> dict[str, Check]:
    """Find the modules of the lawbook that check documents, by name."""
    names = sorted(module.name for module in iter_modules(donghanh.lawbook.__path__))
    modules = {name: import_module(f"donghanh.lawbook.{name}") for name in names if name != "check"}
    found = {name: getattr(module, "check_documents", None) for name, module in modules.items()}
    return {name: check for name, check in found.items() if check}


def folders_without_check(*, known: set[str], data: Path = DATA) -> list[Problem]:
    """Report folders of documents that no module of the same name checks."""
    unread = sorted(path for path in data.iterdir() if path.is_dir() and path.name not in known)
    return [
        Problem(shown(path), 1, "folder-unread", f"lawbook/{path.name}.py has no check_documents().")
        for path in unread
    ]


def digest_by_file(*, data: Path = DATA) -> dict[str, str]:
    """Make the SHA-256 of each document, by its name under `data/`."""
    paths = sorted(data.rglob("*.yaml"))
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return {path.relative_to(data).as_posix(): digest for path, digest in digests.items()}


def digest_of_lawbook(*, data: Path = DATA) -> str:
    """Make one SHA-256 over names and digests of all documents: "<digest>  <name>" and a line feed each."""
    lines = (f"{digest}  {name}\n" for name, digest in digest_by_file(data=data).items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()
