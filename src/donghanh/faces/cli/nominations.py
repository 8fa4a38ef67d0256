"""
`donghanh nominations`: a commune's template, and a filled one checked or imported.

Exit status of `check` and `import`: 0 every row is right (and was named), 1 errors were found or the file is
refused, 2 bad input. All is done in the name of `--as`, who must be allowed to name people of the commune.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from donghanh.adapters.whole_files import write_whole
from donghanh.faces.cli.full_disk import disk_full_sentence
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import (
    AS,
    CAMPAIGN,
    JSON,
    actor_named,
    campaign_code,
    explained,
    plain,
    say,
    table,
)

if TYPE_CHECKING:
    from donghanh.apps.programmes.queries.nomination_files import FileStory

COMMUNE = click.option("--commune", required=True, metavar="CODE", help="Five digits of the commune.")
FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def nominations() -> None:
    """Nominations by spreadsheet: template, check, import, files."""


@nominations.command()
@click.argument("path", type=click.Path(path_type=Path))
@COMMUNE
@CAMPAIGN
@AS
@JSON
@explained
def template(path: Path, commune: str, campaign: str | None, username: str, as_json: bool) -> None:
    """Write the template of a commune to PATH (.xlsx)."""
    from donghanh.apps.programmes.queries.nomination_templates import nomination_template
    from donghanh.faces import clock

    day = clock.today()
    content = nomination_template(
        actor=actor_named(username),
        campaign_code=campaign_code(campaign, day=day),
        commune_code=commune,
        day=day,
    )
    try:
        write_whole(path=path, content=content, may_replace=True)
    except OSError as reason:
        told = f"{path}: {reason.strerror}. Next: name a file in a folder that is there."
        raise BadInput(disk_full_sentence(reason) or told) from reason
    say({"path": str(path), "bytes": len(content)}, [f"{path}: {len(content):,} bytes"], as_json)


@nominations.command()
@FILE
@COMMUNE
@CAMPAIGN
@AS
@JSON
@explained
def check(file: Path, commune: str, campaign: str | None, username: str, as_json: bool) -> None:
    """Check every row of FILE; nobody is named. The file waits in the list of files."""
    story, is_again = _received(file, commune, campaign, username)
    _tell(story, {"is_again": is_again}, as_json)
    raise SystemExit(1 if story.card.refused or story.card.error_count else 0)


@nominations.command("import")
@FILE
@COMMUNE
@CAMPAIGN
@click.option("--partial", is_flag=True, help="Name the good rows although others have errors.")
@AS
@JSON
@explained
def import_file(
    file: Path, commune: str, campaign: str | None, partial: bool, username: str, as_json: bool
) -> None:
    """Check FILE and name everybody in it: all rows, or none. A second time changes nothing."""
    from donghanh.apps.programmes.operations.nomination_files import load_nominations
    from donghanh.apps.programmes.queries.nomination_files import nomination_file
    from donghanh.faces import clock

    story, is_again = _received(file, commune, campaign, username)
    if story.card.refused or (story.card.error_count and not partial):
        _tell(story, {"is_again": is_again}, as_json)
        raise SystemExit(1)
    actor = actor_named(username)
    done = load_nominations(actor=actor, number=story.card.number, at=clock.now(), is_partial=partial)
    after = nomination_file(actor=actor, number=story.card.number, day=clock.today())
    _tell(after, {"is_again": done.is_again, "references": dict(done.references)}, as_json)


@nominations.command()
@CAMPAIGN
@click.option("--commune", default="", metavar="CODE", help="Only those of this commune.")
@AS
@JSON
@explained
def files(campaign: str | None, commune: str, username: str, as_json: bool) -> None:
    """List the files handed in, latest first."""
    from donghanh.apps.programmes.queries.nomination_files import nomination_files
    from donghanh.faces import clock

    day = clock.today()
    found = nomination_files(
        actor=actor_named(username),
        day=day,
        campaign_code=campaign_code(campaign, day=day),
        commune_code=commune,
    )
    rows = [
        (
            str(one.number),
            one.state,
            one.commune_code,
            str(one.row_count),
            str(one.named_count),
            one.sha256[:12],
            one.file_name,
        )
        for one in found
    ]
    heads = ("number", "state", "commune", "rows", "named", "sha256", "file")
    say({"files": found}, table(heads, rows, left=frozenset({1, 2, 5, 6})) if rows else ["no files"], as_json)


def _received(file: Path, commune: str, campaign: str | None, username: str) -> tuple[FileStory, bool]:
    """Hand a file in and read what was found."""
    from donghanh.adapters.nomination_sheets.parsing import MOST_BYTES
    from donghanh.apps.programmes.operations.nomination_files import receive_nominations
    from donghanh.apps.programmes.queries.nomination_files import nomination_file
    from donghanh.faces import clock

    if not file.is_file():
        raise BadInput(f"{file}: no such file. Next: give the path of a filled template.")
    if file.stat().st_size > MOST_BYTES:
        raise BadInput(
            f"{file}: {file.stat().st_size:,} bytes; at most {MOST_BYTES:,}. Next: divide the file."
        )
    actor, at = actor_named(username), clock.now()
    got = receive_nominations(
        actor=actor, campaign_code=campaign_code(campaign, day=at.date()), commune_code=commune,
        name=file.name, content=file.read_bytes(), at=at,
    )  # fmt: skip
    return nomination_file(actor=actor, number=got.number, day=at.date()), got.is_again


def _tell(story: FileStory, more: dict[str, Any], as_json: bool) -> None:
    card = story.card
    value = {"file": card, "findings": story.findings, "rows": story.rows, **more}
    counted = f"{card.row_count} rows, {card.error_count} errors, {card.named_count} named"
    lines = [f"file {card.number}: {card.state}, {counted}"]
    if card.refused:
        lines.append(f"refused: {card.refused} {plain(card.facts)}")
    if more.get("is_again"):
        lines.append(f"The same bytes came before as file {card.number}; nothing was doubled.")
    lines += [
        f"row {one.row} {one.column}: {one.severity} {one.rule} {one.facts.get('found', '')}".rstrip()
        for one in story.findings
    ]
    lines += [f"row {one.row}: {one.reference or 'would be named'} {one.name}" for one in story.rows]
    say(value, lines, as_json)
