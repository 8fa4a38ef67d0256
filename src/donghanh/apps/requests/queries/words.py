"""Words to choose from at the desk: channels, templates of answers, causes of breaches, colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import NamedChoice


@dataclass(frozen=True)
class TemplateFilled:
    """A template of an answer, with the case's own words filled in, to be read and changed before it goes."""

    code: str
    vi: str
    en: str
    text: str


def channels() -> tuple[NamedChoice, ...]:
    """The channels by which requests come, in the lawbook's order."""
    raise NotImplementedError


def answer_templates(*, actor: Actor, code: str) -> tuple[TemplateFilled, ...]:
    """
    Templates that fit a case, filled in.

    raises : NotFound
    """
    raise NotImplementedError


def breach_causes(*, on: date) -> tuple[NamedChoice, ...]:
    """Causes of a breach to choose from."""
    raise NotImplementedError


def colleagues(*, actor: Actor, unit_code: str, on: date) -> tuple[NamedChoice, ...]:
    """
    People to whom a case of a unit may be given: `code` is the username; of the company for an empty code.

    raises : Forbidden
    """
    raise NotImplementedError
