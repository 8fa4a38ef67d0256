"""
Next year's template from this year's, what changed between two, and a template written down.

For the page and the command that plan a campaign. The rules are the engine's (`new_years`,
`comparing`); here they are applied to templates that are read and checked. The text that is
written is what is kept with the campaign, and reads back to the same template.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from donghanh.engines.programmes.comparing import Change, compare_templates
from donghanh.engines.programmes.new_years import new_year_template
from donghanh.lawbook.programme_values import Template
from donghanh.lawbook.programmes import parse_template


def next_year(*, template: Template, from_on: date, until_on: date, code: str) -> Template:
    """
    Make the template of a later campaign; see `engines.programmes.new_years` for what is carried over.

    raises : CannotMakeNewYear; DocumentRefused, when what comes out does not stand (two weeks that
             are too short for its rules, a unit that no longer exists)

    >>> from donghanh.lawbook.programmes import read_template
    >>> this = read_template(code="tri-an-khach-hang-2021")
    >>> days = {"from_on": date(2022, 12, 1), "until_on": date(2023, 2, 1)}
    >>> next_year(template=this, code="tri-an-khach-hang-2022", **days).previous_code
    'tri-an-khach-hang-2021'
    """
    content = new_year_template(content=template.content, from_on=from_on, until_on=until_on, code=code)
    return parse_template(text=_written(content), name=f"{code}.yaml")


def next_year_text(*, content: Mapping[str, Any], from_on: date, until_on: date, code: str) -> str:
    """
    Write the template of a later campaign down, unchecked: a person edits it, then it is checked.

    raises : CannotMakeNewYear
    """
    return _written(new_year_template(content=content, from_on=from_on, until_on=until_on, code=code))


def write_template(*, template: Template) -> str:
    """
    Write a template down as YAML that reads back to it; comments of the first document are lost.
    """
    return _written(template.content)


def template_changes(*, before: Template, after: Template) -> tuple[Change, ...]:
    """List what changed from one template to the other; sources are not compared."""
    return compare_templates(before=before.content, after=after.content)


class _Plain(yaml.SafeDumper):
    """Writes a value out wherever it stands, without the anchors that nobody wants to read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written(content: Mapping[str, Any]) -> str:
    return str(yaml.dump(dict(content), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110))
