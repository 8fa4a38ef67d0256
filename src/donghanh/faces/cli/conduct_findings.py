"""
`donghanh conduct findings|finding|reply|decide|correct|recheck|waiting`: the walk of a finding by command.

Each act needs `--as USERNAME`. Exit status: 0 yes; 1 something that waits is late; 2 bad input or a refusal.
"""

from __future__ import annotations

from pathlib import Path

import click

from donghanh.faces.cli.conduct import conduct
from donghanh.faces.cli.programmes_asking import AS, JSON, actor_named, explained, say, table

WORDS = click.option("--words", required=True, help="In words: the reply, the reason, what was seen.")
FILES = click.option(
    "--file", "paths", multiple=True, type=click.Path(exists=True, dir_okay=False), help="A picture or a PDF."
)


@conduct.command()
@AS
@JSON
@explained
def waiting(username: str, as_json: bool) -> None:
    """List what waits for somebody; exit 1 when some of it is late."""
    from donghanh.apps.conduct import queries
    from donghanh.faces import clock

    found = queries.waiting_for(actor=actor_named(username), day=clock.today())
    rows = [
        [one.what, one.code, one.unit, str(one.due or "-"), "late" if one.is_late else ""] for one in found
    ]
    lines = table(["what", "code", "unit", "due", "late"], rows, left=frozenset(range(5)))
    say(found, [f"{len(found)} wait for {username}.", *lines], as_json)
    raise SystemExit(1 if any(one.is_late for one in found) else 0)


@conduct.command()
@click.argument("code")
@AS
@JSON
@explained
def finding(code: str, username: str, as_json: bool) -> None:
    """Show finding CODE with what each side said."""
    _show(code, username, as_json)


@conduct.command()
@click.argument("code")
@click.option("--dispute/--accept", "is_disputed", required=True)
@WORDS
@FILES
@AS
@JSON
@explained
def reply(
    code: str, is_disputed: bool, words: str, paths: tuple[str, ...], username: str, as_json: bool
) -> None:
    """Answer finding CODE: the person whom it names, or for an office its head."""
    from donghanh.apps.conduct.operations import reply_to_finding
    from donghanh.faces import clock

    _attach(code, username, paths)
    reply_to_finding(
        actor=actor_named(username), code=code, is_disputed=is_disputed, words=words, at=clock.now()
    )
    _show(code, username, as_json)


@conduct.command()
@click.argument("code")
@click.option("--uphold/--withdraw", "is_upheld", required=True)
@WORDS
@AS
@JSON
@explained
def decide(code: str, is_upheld: bool, words: str, username: str, as_json: bool) -> None:
    """Uphold finding CODE, or take it back as wrong."""
    from donghanh.apps.conduct.operations import decide_finding
    from donghanh.faces import clock

    decide_finding(actor=actor_named(username), code=code, is_upheld=is_upheld, why=words, at=clock.now())
    _show(code, username, as_json)


@conduct.command()
@click.argument("code")
@WORDS
@FILES
@AS
@JSON
@explained
def correct(code: str, words: str, paths: tuple[str, ...], username: str, as_json: bool) -> None:
    """Say what was put right of finding CODE, with pictures."""
    from donghanh.apps.conduct.operations import correct_finding
    from donghanh.faces import clock

    _attach(code, username, paths)
    correct_finding(actor=actor_named(username), code=code, words=words, at=clock.now())
    _show(code, username, as_json)


@conduct.command()
@click.argument("code")
@click.option("--corrected/--not-corrected", "is_corrected", required=True)
@WORDS
@FILES
@AS
@JSON
@explained
def recheck(
    code: str, is_corrected: bool, words: str, paths: tuple[str, ...], username: str, as_json: bool
) -> None:
    """Look at finding CODE again: another than who inspected."""
    from donghanh.apps.conduct.operations import recheck_finding
    from donghanh.faces import clock

    _attach(code, username, paths)
    recheck_finding(
        actor=actor_named(username), code=code, is_corrected=is_corrected, words=words, at=clock.now()
    )
    _show(code, username, as_json)


def _attach(code: str, username: str, paths: tuple[str, ...]) -> None:
    from donghanh.apps.conduct.operations import attach_to_finding
    from donghanh.faces import clock

    for path in paths:
        attach_to_finding(
            actor=actor_named(username), code=code, name=Path(path).name, content=Path(path).read_bytes(),
            at=clock.now(),
        )  # fmt: skip


def _show(code: str, username: str, as_json: bool) -> None:
    from donghanh.apps.conduct.queries import finding_card
    from donghanh.faces import clock

    found = finding_card(actor=actor_named(username), code=code, day=clock.today())
    said = [f"{one.at:%d/%m/%Y %H:%M} {one.move} ({one.role}): {one.words}" for one in found.moves]
    head = f"{code} is {found.row.state}; {found.row.item_en}"
    say(found, [head, *said, f"{len(found.files)} files."], as_json)
