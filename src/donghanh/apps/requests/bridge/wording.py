"""Fills the words of a case into the text of an answer, and covers what names the customer for the public."""

from __future__ import annotations

import re

from donghanh.apps.requests.bridge.clocks import ZONE
from donghanh.apps.requests.models import Case

WORD = re.compile(r"\{([a-z_]+)\}")
NAMES_SOMEBODY = re.compile(r"PA\d\d[A-Z]{2}\d{7}|[\w.+-]+@[\w.-]+|\+?\d[\d .-]{7,}\d")
"""A customer's code, an e-mail address, a telephone or the number of an identity paper."""
COVER = "•••"


def filled(*, text: str, case: Case) -> str:
    """
    Fill {code}, {service}, {name}, {unit}, {received_on}, {due_on} in; any other braces stay as they are.

    Not `str.format`: a text that somebody typed must not reach into objects.
    """
    words = {
        "code": case.code,
        "service": case.service["vi"],
        "name": case.contact_name or "Quý khách",
        "unit": case.unit_id or "",
        "received_on": f"{case.received_at.astimezone(ZONE):%d/%m/%Y}",
        "due_on": f"{case.due_on:%d/%m/%Y}" if case.due_on else "",
    }
    return WORD.sub(lambda found: words.get(found[1], found[0]), text)


def covered(*, text: str, case: Case) -> str:
    """
    A text to the customer as anybody with the tracking code may read it.

    The case's own name, place and codes are covered, and whatever looks like a telephone, an address of
    e-mail or a customer's code; days such as 20/12/2021 stay.
    """
    for own in (case.contact_name, case.address, case.email, case.phone, case.customer_code, case.code):
        text = text.replace(own, COVER) if own else text
    return NAMES_SOMEBODY.sub(COVER, text)
