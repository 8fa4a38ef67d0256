"""
Writes GeoReport v2 in both its forms from one tree, so that XML and JSON never say different things.

The two differ where the standard has them differ: a list in JSON has no name, in XML each of its members
has one. What XML cannot hold (most control characters) is left out of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from donghanh.adapters.open311.values import Attribute, Error, Receipt, Report, Service, Token

Row = Mapping[str, Any]
Element = etree._Element
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MEMBERS = {"attributes": "attribute", "values": "value"}


def build_services(services: Iterable[Service], *, form: str) -> bytes:
    """Write the list of services; `form` is json or xml, here and below."""
    return _list([_service(one) for one in services], "services", "service", form)


def build_definition(*, service_code: str, attributes: Sequence[Attribute], form: str) -> bytes:
    """Write what a service asks for; clients show the questions in this order."""
    asked = [_attribute(place, one) for place, one in enumerate(attributes, start=1)]
    tree: Row = {"service_code": service_code, "attributes": asked}
    if form == "json":
        return _json(tree)
    return _xml(_filled(etree.Element("service_definition"), tree))


def build_receipts(receipts: Iterable[Receipt], *, form: str) -> bytes:
    """Write the answer to a post."""
    rows = [
        {
            "service_request_id": one.service_request_id,
            "service_notice": one.service_notice,
            "account_id": None,
        }
        for one in receipts
    ]
    return _list(rows, "service_requests", "request", form)


def build_tokens(tokens: Iterable[Token], *, form: str) -> bytes:
    """Write which number a token has led to."""
    rows = [{"service_request_id": one.service_request_id, "token": one.token} for one in tokens]
    return _list(rows, "service_requests", "request", form)


def build_reports(reports: Iterable[Report], *, form: str) -> bytes:
    """Write reports as they stand; the order is the caller's."""
    return _list([_report(one) for one in reports], "service_requests", "request", form)


def build_errors(errors: Iterable[Error], *, form: str) -> bytes:
    """
    Write what is wrong.

    >>> build_errors([Error(404, "no such service_code")], form="json").decode()
    '[{"code": 404, "description": "no such service_code"}]'
    """
    rows = [{"code": one.code, "description": one.description} for one in errors]
    return _list(rows, "errors", "error", form)


def _service(one: Service) -> Row:
    return {
        "service_code": one.code,
        "service_name": one.name,
        "description": one.description,
        "metadata": one.has_metadata,
        "type": "realtime",
        "keywords": ", ".join(one.keywords),
        "group": one.group,
    }


def _attribute(place: int, one: Attribute) -> Row:
    row: dict[str, Any] = {
        "variable": True,
        "code": one.code,
        "datatype": one.datatype,
        "required": one.is_required,
        "datatype_description": one.datatype_description or None,
        "order": place,
        "description": one.description,
    }
    if one.values:
        row["values"] = [{"key": key, "name": name} for key, name in one.values]
    return row


def _report(one: Report) -> Row:
    """Place and picture stand empty: where somebody lives is not for everybody who has a number."""
    return {
        "service_request_id": one.service_request_id,
        "status": one.status,
        "status_notes": one.status_notes or None,
        "service_name": one.service_name,
        "service_code": one.service_code,
        "description": None,
        "agency_responsible": one.agency_responsible or None,
        "service_notice": one.service_notice or None,
        "requested_datetime": _moment(one.requested_at),
        "updated_datetime": _moment(one.updated_at),
        "expected_datetime": _moment(one.expected_at),
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _list(rows: Sequence[Row], name: str, member: str, form: str) -> bytes:
    if form == "json":
        return _json(rows)
    root = etree.Element(name)
    for row in rows:
        _filled(etree.SubElement(root, member), row)
    return _xml(root)


def _json(tree: Any) -> bytes:
    return json.dumps(_clean(tree), ensure_ascii=False).encode()


def _xml(root: Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _filled(element: Element, row: Row) -> Element:
    for name, value in row.items():
        below = etree.SubElement(element, name)
        if isinstance(value, list):
            for one in value:
                _filled(etree.SubElement(below, MEMBERS[name]), one)
        elif value is not None:
            below.text = str(value).lower() if isinstance(value, bool) else NOT_XML.sub("", str(value))
    return element


def _clean(tree: Any) -> Any:
    if isinstance(tree, Mapping):
        return {name: _clean(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_clean(one) for one in tree]
    return NOT_XML.sub("", tree) if isinstance(tree, str) else tree
