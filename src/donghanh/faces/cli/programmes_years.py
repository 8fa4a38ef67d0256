"""`donghanh programmes open, next-year, compare`: campaigns from templates, and two of them side by side."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from donghanh.adapters.whole_files import write_whole
from donghanh.faces.cli.full_disk import disk_full_sentence
from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import AS, AS_OF, JSON, actor_named, console, day_of, explained, say


@click.command("open")
@click.argument("code")
@click.option(
    "--template", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A template of your own; without it the lawbook's.",
)  # fmt: skip
@AS
@JSON
@explained
def open_one(code: str, template: Path | None, username: str, as_json: bool) -> None:
    """Open campaign CODE from its template."""
    from donghanh.apps.programmes.operations import campaigns
    from donghanh.faces import clock

    actor, at = actor_named(username), clock.now()
    if template is None:
        opened = campaigns.open_campaign_of_lawbook(actor=actor, code=code, at=at)
    else:
        text = _text(template, code)
        opened = campaigns.open_campaign(actor=actor, template_text=text, at=at)
    say(opened, [f"Campaign {opened.code} is open with {opened.activities} activities."], as_json)


@click.command("next-year")
@click.option("--from", "source", required=True, metavar="CODE", help="Campaign to begin from.")
@click.option(
    "--year", required=True, type=click.IntRange(2000, 2200), help="Year in which the new one begins."
)
@click.option("--code", "new_code", metavar="CODE", help="Without it the old code with the new year.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Where the template goes."
)
@click.option("--force", is_flag=True, help="Replace another file of that name.")
@JSON
@explained
def next_year(source: str, year: int, new_code: str | None, out: Path, force: bool, as_json: bool) -> None:
    """Make the template of a later year, and say what changed."""
    from donghanh.adapters.whole_files import WouldOverwrite
    from donghanh.engines.programmes.new_years import CannotMakeNewYear
    from donghanh.lawbook import programme_years
    from donghanh.lawbook.documents import DocumentRefused

    before = _template(source)
    shift = year - before.from_on.year
    code = new_code or _next_code(source, before.from_on.year, year)
    try:
        after = programme_years.next_year(
            template=before, code=code, from_on=_shifted(before.from_on, shift),
            until_on=_shifted(before.until_on, shift),
        )  # fmt: skip
        text = programme_years.write_template(template=after)
        write_whole(path=out, content=text.encode(), may_replace=force)
    except (CannotMakeNewYear, DocumentRefused, WouldOverwrite) as reason:
        raise BadInput(str(reason)) from reason
    except OSError as reason:
        told = f"--out {out}: cannot be written ({reason.strerror})."
        raise BadInput(disk_full_sentence(reason) or told) from reason
    changes = programme_years.template_changes(before=before, after=after)
    document = {"code": code, "previous": source, "file": str(out), "changes": changes}
    told = [f"{out}: {code}, {len(changes)} changes from {source}.", *map(_line, changes)]
    say(document, told, as_json)


@click.command()
@click.argument("before")
@click.argument("after")
@AS_OF
@JSON
@explained
def compare(before: str, after: str, as_of: datetime | None, as_json: bool) -> None:
    """Compare the plans and the results of the campaigns BEFORE and AFTER, both of them opened."""
    from donghanh.apps.programmes.queries import comparisons

    found = comparisons.compare(actor=console(), before_code=before, after_code=after, as_of=day_of(as_of))
    told = [
        *(f"{one.activity_code}: {', '.join(_figures(one.figures))}" for one in found.results),
        *map(_line, found.changes),
    ]
    say(found, told or ["Nothing differs."], as_json)


def _template(code: str) -> Any:
    """The template of a campaign that was opened, else the lawbook's of that code."""
    from donghanh.apps.programmes.queries import plan
    from donghanh.lawbook import programmes as lawbook

    opened = [one.code for one in plan.campaigns()]
    if code in opened:
        return lawbook.parse_template(text=plan.campaign_template(campaign_code=code))
    known = lawbook.template_codes()
    if code not in known:
        raise BadInput(f"There is no campaign '{code}'. There are: {', '.join(sorted({*opened, *known}))}.")
    return lawbook.read_template(code=code)


def _text(path: Path, code: str) -> str:
    from donghanh.lawbook import programmes as lawbook
    from donghanh.lawbook.documents import DocumentRefused

    try:
        text = path.read_text(encoding="utf-8")
        found = lawbook.parse_template(text=text, name=path.name).code
    except (OSError, UnicodeDecodeError, DocumentRefused) as reason:
        raise BadInput(f"{path}: {reason}") from reason
    if found != code:
        raise BadInput(
            f"{path}: is the template of '{found}'; expected '{code}'. Name the one that you mean."
        )
    return text


def _figures(figures: Any) -> list[str]:
    """Each figure before and after; a dash where a campaign has no such activity."""
    return [
        f"{name} {'-' if before is None else before} -> {'-' if after is None else after}"
        for name, (before, after, _) in figures.items()
    ]


def _line(change: Any) -> str:
    way = ".".join(change.way)
    if change.kind == "changed":
        return f"  {way}: {change.before} -> {change.after}"
    return f"  {way}: {change.kind}"


def _next_code(code: str, old: int, new: int) -> str:
    if str(old) not in code:
        raise BadInput(f"'{code}' does not name its year {old}; give the new code by --code.")
    return code.replace(str(old), str(new))


def _shifted(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
