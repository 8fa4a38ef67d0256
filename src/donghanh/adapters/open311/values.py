"""The things of GeoReport v2 as plain values, named as the standard names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

FORMS = ("json", "xml")


def media_type(*, form: str) -> str:
    """
    Name the kind of a document, as it goes into the answer's head.

    >>> media_type(form="xml")
    'text/xml; charset=utf-8'
    """
    return "application/json; charset=utf-8" if form == "json" else "text/xml; charset=utf-8"


@dataclass(frozen=True)
class Service:
    """
    A kind of report that may be posted.

    has_metadata : whether more is asked for it than place and description: see its definition
    keywords     : words by which people look for it
    """

    code: str
    name: str
    description: str
    has_metadata: bool
    group: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attribute:
    """
    One question of a service; clients send its answer as `attribute[code]`.

    datatype : string, number, datetime, text, singlevaluelist or multivaluelist
    values   : key and name of each answer of a list
    """

    code: str
    datatype: str
    is_required: bool
    description: str
    datatype_description: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Receipt:
    """The answer to a report that was taken: under which number it is found, and what happens next."""

    service_request_id: str
    service_notice: str


@dataclass(frozen=True)
class Token:
    """A token and the number that it has led to."""

    token: str
    service_request_id: str


@dataclass(frozen=True)
class Report:
    """A report as anybody may read it: nothing of who sent it. status is open or closed."""

    service_request_id: str
    status: str
    status_notes: str
    service_name: str
    service_code: str
    agency_responsible: str
    service_notice: str
    requested_at: datetime
    updated_at: datetime | None
    expected_at: datetime | None


@dataclass(frozen=True)
class Error:
    """One thing that is wrong: a code of HTTP and a sentence."""

    code: int
    description: str
