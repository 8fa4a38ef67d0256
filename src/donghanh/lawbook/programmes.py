"""
The template of a campaign: dates, motto, programmes, activities, targets, known shares, rules, budget.

For opening the appreciation months of a year. One document a campaign, `data/programmes/<code>.yaml`;
the same text is kept with the campaign that was opened from it, so `parse_template` reads it again.
What must hold of a template is in `programme_checks`; next year's is made in `programme_years`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.documents import (
    DATA,
    Document,
    DocumentRefused,
    Problem,
    parse_document,
    read_document,
    readable_documents,
)
from donghanh.lawbook.programme_checks import check_template
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "programmes"


@dataclass(frozen=True)
class Named:
    """A beneficiary that the document names itself: an enterprise, never a private person."""

    name: str
    commune_code: str
    address: str


@dataclass(frozen=True)
class KnownShare:
    """A unit's share that the document names, with its communes and beneficiaries where it names them."""

    unit_code: str
    amount: int
    note_vi: str
    note_en: str
    commune_codes: tuple[str, ...]
    named: tuple[Named, ...]
    source: Source


@dataclass(frozen=True)
class Programme:
    """One of the programmes of a campaign."""

    code: str
    name_vi: str
    name_en: str


@dataclass(frozen=True)
class Activity:
    """
    One activity of a programme.

    method    : rule, nomination, quota, draw, allocation; or measure: a number that is fed, see `terms`
    target    : [unit of measure]; None for a measure
    starts_on : first day of deliveries; for a measure the first day of the campaign
    due_on    : last day of deliveries; for a measure the last day of the campaign
    shares    : what the document names; the other units' shares are to be proposed
    terms     : the rest as plain JSON values: measure, fed_by_vi, fed_by_en, starts_on, rule, roles,
                methods_of_work, way, safety (area status -> visit, vi, en), pace, variation, shares_bind,
                is_confirmed
    """

    code: str
    row: str
    programme_code: str
    name_vi: str
    name_en: str
    method: str
    target: int | None
    unit_of_measure_vi: str
    unit_of_measure_en: str
    starts_on: date
    due_on: date
    shares: tuple[KnownShare, ...]
    terms: Mapping[str, Any]
    source: Source


@dataclass(frozen=True)
class BudgetLine:
    """What an activity may cost [đồng]; None while the amount is to be confirmed."""

    code: str
    activity_code: str
    name_vi: str
    name_en: str
    amount_dong: int | None
    status: str


@dataclass(frozen=True)
class Template:
    """A campaign as its document says it. `content` is the document, `digest` the SHA-256 of its values."""

    code: str
    previous_code: str | None
    name_vi: str
    name_en: str
    motto_vi: str
    motto_en: str
    from_on: date
    until_on: date
    programmes: tuple[Programme, ...]
    activities: tuple[Activity, ...]
    budget: tuple[BudgetLine, ...]
    digest: str
    content: Mapping[str, Any] = field(repr=False)

    def activity(self, *, code: str) -> Activity:
        """Answer the activity with this code. raises : KeyError"""
        found = next((activity for activity in self.activities if activity.code == code), None)
        if found is None:
            known = ", ".join(activity.code for activity in self.activities)
            raise KeyError(f"'{self.code}' has no activity '{code}'; it has {known}.")
        return found


@cache
def read_template(*, code: str, folder: Path = FOLDER) -> Template:
    """
    Read the template of a campaign from the lawbook.

    raises : DocumentRefused with file and line, when it is missing or something in it does not hold

    >>> read_template(code="tri-an-khach-hang-2021").activity(code="masks").target
    20000
    """
    path = folder / f"{code}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.yaml"))) or "none"
        raise DocumentRefused(
            Problem(f"{path.name}", 1, "template-missing", f"no such template; known: {known}.")
        )
    return template_of(document=read_document(path))


def template_codes(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """List the codes of the templates that the lawbook holds."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def template_text(*, code: str, folder: Path = FOLDER) -> str:
    """Give the text of a template as it is written, comments included, to be kept with a campaign."""
    return (folder / f"{code}.yaml").read_text(encoding="utf-8")


def parse_template(*, text: str, name: str = "template.yaml") -> Template:
    """
    Read a template from its text, for instance one kept with a campaign or edited on a page.

    raises : DocumentRefused with `name` and line
    """
    return template_of(document=parse_document(text=text, path=Path(name)))


def template_of(*, document: Document) -> Template:
    """Check a document and read it. raises : DocumentRefused, with all that does not hold"""
    problems = [*check_sources(document), *check_template(document)]
    if problems:
        raise DocumentRefused(*problems)
    content = document.content
    return Template(
        code=content["code"],
        previous_code=content["previous"],
        name_vi=content["name"]["vi"],
        name_en=content["name"]["en"],
        motto_vi=content["motto"]["vi"],
        motto_en=content["motto"]["en"],
        from_on=content["span"]["from"],
        until_on=content["span"]["until"],
        programmes=tuple(Programme(said["code"], **_names(said)) for said in content["programmes"]),
        activities=tuple(_activity(document, said) for said in content["activities"]),
        budget=tuple(_budget_line(said) for said in content["budget"]),
        digest=digest_of_rows([content]),
        content=content,
    )


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the templates of all campaigns.

    returns : problems of `check_sources` and `check_template`, and `code-differs-from-file`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += [*check_sources(document), *check_template(document)]
        if document.content.get("code") != document.path.stem:
            code, name = document.content.get("code"), document.path.stem
            text = f"the code is {code!r}; expected the file's name, {name!r}."
            problems.append(document.problem("code-differs-from-file", text, "code"))
    return problems


def _activity(document: Document, said: Mapping[str, Any]) -> Activity:
    content, sources = document.content, sources_of(document)
    source = sources[said.get("source", content["source"])]
    return Activity(
        code=said["code"],
        row=said["row"],
        programme_code=said["programme"],
        **_names(said),
        method=said["method"],
        target=said.get("target"),
        unit_of_measure_vi=said["unit_of_measure"]["vi"],
        unit_of_measure_en=said["unit_of_measure"]["en"],
        starts_on=said.get("starts_on", content["span"]["from"]),
        due_on=said.get("due_on", last_day_of(content)),
        shares=tuple(_share(share, sources, content["source"]) for share in said.get("shares", ())),
        terms=_terms(content, said) | {"is_confirmed": source.is_confirmed},
        source=source,
    )


def last_day_of(content: Mapping[str, Any]) -> date:
    """Answer the last day of a campaign; `until` is the first day outside."""
    return date.fromordinal(content["span"]["until"].toordinal() - 1)


def _share(said: Mapping[str, Any], sources: Mapping[str, Source], source: str) -> KnownShare:
    note = said.get("note") or {"vi": "", "en": ""}
    named = tuple(Named(one["name"], one["commune"], one["address"]) for one in said.get("named", ()))
    communes = [*said.get("communes", ()), *(one.commune_code for one in named)]
    return KnownShare(
        unit_code=said["unit"],
        amount=said["amount"],
        note_vi=note["vi"],
        note_en=note["en"],
        commune_codes=tuple(dict.fromkeys(communes)),
        named=named,
        source=sources[said.get("source", source)],
    )


def _terms(content: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Gather an activity's own rule and what it names (way, pace, variation), as plain values."""
    fed_by = said.get("fed_by") or {"vi": "", "en": ""}
    way = content["ways"].get(said.get("way"), {})
    gathered = {
        "measure": said.get("measure", ""),
        "fed_by_vi": fed_by["vi"],
        "fed_by_en": fed_by["en"],
        "starts_on": said.get("starts_on", content["span"]["from"]),
        "rule": said.get("rule", {}),
        "roles": said.get("roles", {}),
        "methods_of_work": said.get("methods_of_work", []),
        "way": said.get("way", ""),
        "safety": _without_source(way),
        "pace": _without_source(content["paces"].get(said.get("pace"), {})),
        "variation": _without_source(content["variations"].get(said.get("variation"), {})),
        "shares_bind": said.get("shares_bind", False),
    }
    return {key: _plain(value) for key, value in gathered.items()}


def _budget_line(said: Mapping[str, Any]) -> BudgetLine:
    return BudgetLine(
        said["code"], said["activity"], **_names(said), amount_dong=said["amount_dong"], status=said["status"]
    )


def _names(said: Mapping[str, Any]) -> dict[str, str]:
    return {"name_vi": said["name"]["vi"], "name_en": said["name"]["en"]}


def _without_source(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "source"}


def _plain(value: Any) -> Any:
    """Write days as text, so that terms can be kept as JSON."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
