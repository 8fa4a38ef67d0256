"""The lawbook's services as GeoReport tells them: those of the channel open311 that anybody may ask for."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from donghanh.adapters.open311 import Attribute, Error, Service
from donghanh.faces.design.request_words import promised, said
from donghanh.faces.feeds.open311.answers import Answered
from donghanh.lawbook import services as lawbook

CHANNEL = "open311"
LIST = "singlevaluelist"
DATATYPES = {
    "text": "string", "long_text": "text", "number": "number", "day": "datetime", "yes_no": LIST,
    "choice": LIST,
}  # fmt: skip
"""Kinds of fields that are asked for as attributes; place, person and picture have the standard's own."""


def offered(*, day: date) -> list[lawbook.Service]:
    """The services of a day that may be reported from the street."""
    return [
        one
        for one in lawbook.read_services().on(day=day)
        if CHANNEL in one.channels and one.is_public and one.takes_cases
    ]


def offered_one(*, code: str, day: date) -> lawbook.Service:
    """
    The service of a code on a day.

    raises : Answered 404
    """
    found = next((one for one in offered(day=day) if one.code == code), None)
    if found is None:
        raise Answered(Error(404, "service_code provided was not found"))
    return found


def told(service: lawbook.Service) -> Service:
    """A service with its promise as description."""
    groups = lawbook.read_services().words.groups
    name = said(groups[service.group])
    description = _("%(case)s. Thời hạn: %(promised)s.") % {
        "case": said(service, "case"), "promised": promised(service.clock),
    }  # fmt: skip
    return Service(
        code=service.code, name=said(service), description=description, group=name,
        has_metadata=bool(attributes(service)), keywords=tuple(said(one) for one in _choices(service)),
    )  # fmt: skip


def attributes(service: lawbook.Service) -> list[Attribute]:
    """What is asked beside the standard's own fields; the first long text is its `description`."""
    taken = description_field(service)
    return [
        Attribute(one.code, DATATYPES[one.kind], one.is_required, said(one), said(one, "hint"), _values(one))
        for one in service.fields
        if one.kind in DATATYPES and one.code != taken
    ]


def description_field(service: lawbook.Service) -> str:
    """The code of the field that the standard's `description` answers; empty where there is none."""
    return next((one.code for one in service.fields if one.kind == "long_text"), "")


def place_field(service: lawbook.Service) -> str:
    """The code of the field that says where it is; empty where there is none."""
    return next((one.code for one in service.fields if one.kind == "address"), "")


def _choices(service: lawbook.Service) -> list[lawbook.Choice]:
    return [choice for one in service.fields for choice in one.choices]


def _values(field: lawbook.FormField) -> tuple[tuple[str, str], ...]:
    if field.kind == "yes_no":
        return (("yes", _("Có")), ("no", _("Không")))
    return tuple((one.code, said(one)) for one in field.choices)
