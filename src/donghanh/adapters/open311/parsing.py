"""
Reads a report that a client posts: form fields of GeoReport v2, as real clients send them.

Fields that the standard does not know are left aside, as it asks; one that is there and cannot be read is
an error, and all errors are told at once. Where it is must be said in one of the standard's three ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from donghanh.adapters.open311.values import Error

Value = TypeVar("Value")
Form = Mapping[str, Sequence[str]]
ATTRIBUTE = re.compile(r"^attribute\[([A-Za-z0-9_.-]{1,60})\](\[\d*\])?$")
MICRO = 1_000_000
LONGEST = {
    "service_code": 60, "jurisdiction_id": 100, "api_key": 200, "address_string": 300, "address_id": 100,
    "email": 254, "device_id": 200, "account_id": 100, "first_name": 100, "last_name": 100, "phone": 30,
    "description": 4000, "media_url": 1000,
}  # fmt: skip


@dataclass(frozen=True)
class Reported:
    """
    A report as it was sent; what was left out is empty.

    latitude_microdegrees, longitude_microdegrees : [millionths of a degree, WGS 84]; both or neither
    attributes : answers by the attribute's code, in the order in which they were sent
    """

    service_code: str
    latitude_microdegrees: int | None
    longitude_microdegrees: int | None
    address: str
    address_id: str
    attributes: Mapping[str, tuple[str, ...]]
    description: str
    name: str
    phone: str
    email: str
    device_id: str
    account_id: str
    media_url: str


class CannotReadReport(ValueError):
    """The form is not a report; `errors` are all that is wrong, in the standard's shape."""

    def __init__(self, errors: Sequence[Error]) -> None:
        super().__init__("; ".join(one.description for one in errors))
        self.errors = tuple(errors)


def parse_report(form: Form) -> Reported:
    """
    Read a form.

    form   : each name with its values in the order sent
    raises : CannotReadReport

    >>> parse_report(
    ...     {"service_code": ["FAULT"], "lat": ["20.4388"], "long": ["106.1621"]}
    ... ).latitude_microdegrees
    20438800
    """
    wrong: list[Error] = []
    said = {name: _text(form, name, wrong) for name in LONGEST}
    if not said["service_code"]:
        wrong.append(Error(400, "service_code was not provided"))
    place = _place(form, wrong)
    if (
        place == (None, None)
        and not (said["address_string"] or said["address_id"])
        and not _speaks_of_place(form)
    ):
        wrong.append(Error(400, "one of lat and long, address_string or address_id must be provided"))
    if wrong:
        raise CannotReadReport(wrong)
    return Reported(
        service_code=said["service_code"],
        latitude_microdegrees=place[0],
        longitude_microdegrees=place[1],
        address=said["address_string"],
        address_id=said["address_id"],
        attributes=_attributes(form),
        description=said["description"],
        name=" ".join(filter(None, (said["last_name"], said["first_name"]))),
        phone=said["phone"],
        email=said["email"],
        device_id=said["device_id"],
        account_id=said["account_id"],
        media_url=said["media_url"],
    )


def _text(form: Form, name: str, wrong: list[Error]) -> str:
    """The last value of a name, as clients that send one twice mean it."""
    text = form[name][-1].strip() if form.get(name) else ""
    if "\x00" in text:
        wrong.append(Error(400, f"{name} holds a NUL character"))
    elif len(text) > LONGEST[name]:
        wrong.append(Error(400, f"{name} has {len(text)} characters; at most {LONGEST[name]} are taken"))
    return text


def _speaks_of_place(form: Form) -> bool:
    """Whether lat or long was tried; then their own error says enough."""
    return any(value.strip() for name in ("lat", "long") for value in form.get(name, ()))


def _place(form: Form, wrong: list[Error]) -> tuple[int | None, int | None]:
    texts = [form[name][-1].strip() if form.get(name) else "" for name in ("lat", "long")]
    if not any(texts):
        return None, None
    if not all(texts):
        missing = "lat" if not texts[0] else "long"
        wrong.append(Error(400, f"{missing} was not provided; lat and long belong together"))
        return None, None
    latitude = _tried(lambda: _microdegrees("lat", texts[0], 90), wrong)
    longitude = _tried(lambda: _microdegrees("long", texts[1], 180), wrong)
    return latitude, longitude


def _microdegrees(name: str, text: str, most: int) -> int:
    try:
        degrees = Decimal(text) if len(text) <= 40 else Decimal("NaN")
    except InvalidOperation:
        degrees = Decimal("NaN")
    if not degrees.is_finite() or abs(degrees) > most:
        raise CannotReadReport(
            [Error(400, f"{name} '{text[:40]}' is no number of degrees between -{most} and {most}")]
        )
    return int((degrees * MICRO).to_integral_value())


def _tried(read: Callable[[], Value], wrong: list[Error]) -> Value | None:
    try:
        return read()
    except CannotReadReport as reason:
        wrong.extend(reason.errors)
        return None


def _attributes(form: Form) -> dict[str, tuple[str, ...]]:
    """Answers, also as `attribute[code][]` and `attribute[code][0]`, which clients use for several."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in form.items():
        if match := ATTRIBUTE.match(name):
            given = tuple(value.strip() for value in values if value.strip())
            found[match[1]] = found.get(match[1], ()) + given
    return {code: values for code, values in found.items() if values}
