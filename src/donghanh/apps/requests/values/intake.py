"""What comes in with a request, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Contact:
    """
    Whom to answer and where it is; at least a name, and a phone or an e-mail.

    commune_code : finds the unit, when nobody names one and no customer code is given
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""
    latitude_microdegrees: int | None = None
    longitude_microdegrees: int | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that came with a request; `document` is the code of the document that it is, if any."""

    name: str
    content: bytes
    document: str = ""


@dataclass(frozen=True)
class CaseOpened:
    """
    The receipt.

    tracking_code : for the customer, such as `K7QM-2XPA-9TRD`; empty where staff may not hold it
    due_at        : None while the clock has not started (documents are missing) and for no clock
    is_again      : the same key with the same content came before; nothing was made
    """

    code: str
    tracking_code: str
    due_at: datetime | None
    due_on: date | None
    state: str
    unit_code: str
    is_again: bool = False


@dataclass(frozen=True)
class CaseHeld:
    """
    What an app above needs of a case that it has locked.

    steps : of the service as the case was opened with it: code and name in both languages
    """

    code: str
    service_code: str
    state: str
    unit_code: str
    received_at: datetime
    starts_at: datetime | None
    customer_code: str
    name: str
    phone: str
    email: str
    address: str
    commune_code: str
    fields: Mapping[str, str]
    steps: tuple[tuple[str, str, str], ...]
