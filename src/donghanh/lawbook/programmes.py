"""
The template of a campaign: dates, motto, programmes, activities, targets, known shares, rules, budget.

For opening the appreciation months of a year. One document a campaign, `data/programmes/<code>.yaml`;
the same text is kept with the campaign that was opened from it, so `parse_template` reads it again.
What must hold of a template is in `programme_checks`; next year's is made in `programme_years`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from donghanh.kernel.digests import NoCanonicalForm
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
from donghanh.lawbook.programme_reading import values_of
from donghanh.lawbook.programme_values import Activity, BudgetLine, KnownShare, Named, Programme, Template

__all__ = [
    "Template",
    "Programme",
    "Activity",
    "KnownShare",
    "Named",
    "BudgetLine",
    "read_template",
    "parse_template",
    "template_text",
    "template_codes",
    "template_of",
    "check_documents",
]

FOLDER = DATA / "programmes"


@cache
def read_template(*, code: str, folder: Path = FOLDER) -> Template:
    """
    Read the template of a campaign from the lawbook.

    raises : DocumentRefused with file and line, when it is missing or something in it does not hold

    >>> read_template(code="tri-an-khach-hang-2021").activity(code="masks").target
    20000
    """
    path = folder / f"{code}.yaml"
    if code not in template_codes(folder=folder):
        known = ", ".join(template_codes(folder=folder)) or "none"
        raise DocumentRefused(
            Problem(f"{path.name}", 1, "template-missing", f"no such template; known: {known}.")
        )
    return template_of(document=read_document(path))


def template_codes(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """List the codes of the templates that the lawbook holds."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def template_text(*, code: str, folder: Path = FOLDER) -> str:
    """
    Give the text of a template as it is written, comments included, to be kept with a campaign.

    raises : FileNotFoundError, when the lawbook has none of that code
    """
    if code not in template_codes(folder=folder):
        raise FileNotFoundError(
            f"No template '{code}'; there are {', '.join(template_codes(folder=folder))}."
        )
    return (folder / f"{code}.yaml").read_text(encoding="utf-8")


def parse_template(*, text: str, name: str = "template.yaml") -> Template:
    """
    Read a template from its text, for instance one kept with a campaign or edited on a page.

    raises : DocumentRefused with `name` and line
    """
    return template_of(document=parse_document(text=text, path=Path(name)))


def template_of(*, document: Document) -> Template:
    """Check a document and read it. raises : DocumentRefused, with all that does not hold"""
    problems = check_template(document)
    if problems:
        raise DocumentRefused(*problems)
    try:
        return values_of(document)
    except NoCanonicalForm as reason:
        text = f"{reason} Numbers are whole, instants have a time zone."
        raise DocumentRefused(document.problem("no-canonical-form", text)) from reason


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the templates of all campaigns.

    returns : problems of `check_template`, and `code-differs-from-file`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += check_template(document)
        if document.content.get("code") != document.path.stem:
            code, name = document.content.get("code"), document.path.stem
            text = f"the code is {code!r}; expected the file's name, {name!r}."
            problems.append(document.problem("code-differs-from-file", text, "code"))
    return problems
