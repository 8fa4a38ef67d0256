"""Fills the words of a case into the text of an answer; covers what names the customer for the public."""

from __future__ import annotations

import re
from datetime import date, datetime

from donghanh.apps.requests.bridge.clocks import ZONE
from donghanh.apps.requests.models import Case
from donghanh.lawbook.answer_templates import templates_for

WORD = re.compile(r"\{([a-z_]+)\}")
NAMES_SOMEBODY = re.compile(r"PA\d\d[A-Z]{2}\d{7}|[\w.+-]+@[\w.-]+|\+?\d[\d .-]{7,}\d")
"""A customer's code, an e-mail address, a telephone or the number of an identity paper."""
COVER = "•••"


def filled(*, text: str, case: Case, **more: str) -> str:
    """
    Fill {code}, {service}, {unit}, {received}, {due} and what `more` says in; other braces stay as they are.

    Not `str.format`: a text that somebody typed must not reach into objects.
    """
    words = {
        "code": case.code,
        "service": case.service["vi"],
        "unit": case.unit.name_vi if case.unit else "Công ty Điện lực",
        "received": moment(case.received_at),
        "due": moment(case.due_at) if case.due_at else "",
    }
    told = words | {name: said for name, said in more.items() if said}
    return WORD.sub(lambda found: told.get(found[1]) or found[0], text)


def moment(at: datetime) -> str:
    """An instant as Vietnamese readers write it, 23/11/2021 14:05."""
    return f"{at.astimezone(ZONE):%d/%m/%Y %H:%M}"


def receipt(*, case: Case, tracking_code: str, day: date) -> str:
    """The words of a receipt; the code in it is the one by which the customer follows the case."""
    found = templates_for(moment="received", service=case.service_code, group=case.group, day=day)
    text = found[0].body_vi if found else "{service}: {code}"
    due = moment(case.due_at) if case.due_at else "khi hồ sơ đầy đủ"
    return filled(text=text, case=case, code=tracking_code, due=due)


def covered(*, text: str, case: Case) -> str:
    """
    A text to the customer as anybody with the tracking code may read it.

    The case's own name and place are covered, and whatever looks like a telephone, an address of
    e-mail or a customer's code; days such as 20/12/2021 stay.
    """
    for own in (case.contact_name, case.address, case.email, case.phone, case.customer_code):
        text = text.replace(own, COVER) if own else text
    return NAMES_SOMEBODY.sub(COVER, text)
