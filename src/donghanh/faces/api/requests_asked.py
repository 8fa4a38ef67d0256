"""What is sent to open a request over the API, by staff, partner systems and the customer's own app."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from donghanh.apps.requests.values import CaseOpened, Contact
from donghanh.faces.api.asked import Code, CodeOrNone, Commune, CustomerCode, Phone, Reason, Sent, Text

Opened = CaseOpened
Key = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]*$", max_length=120)]
Codes = Annotated[list[Code], Field(max_length=200)]
Answered = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=4000)]
Email = Annotated[str, StringConstraints(pattern=r"^([^\x00\s@]+@[^\x00\s@]+)?$", max_length=254)]
Long = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=300)]
Microdegrees = Annotated[int, Field(ge=-180_000_000, le=180_000_000)]
TrackingCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 .-]+$", max_length=30)]


class ContactSent(Sent):
    """Whom to answer, and where it is; latitude and longitude in millionths of a degree."""

    name: Text = ""
    phone: Phone = ""
    email: Email = ""
    address: Long = ""
    commune: Commune = ""
    latitude_microdegrees: Microdegrees | None = None
    longitude_microdegrees: Microdegrees | None = None

    def value(self) -> Contact:
        """As the operations take it."""
        return Contact(
            self.name, self.phone, self.email, self.address, self.commune, self.latitude_microdegrees,
            self.longitude_microdegrees,
        )  # fmt: skip


class PublicRequestSent(Sent):
    """A request as a customer's app or a partner system sends it; fields are those of the service's form."""

    service: Code
    contact: ContactSent
    customer: CustomerCode = ""
    fields: Annotated[dict[str, Answered], Field(max_length=40)] = Field(default_factory=dict)


class RequestSent(PublicRequestSent):
    """A request as staff took it; `received_at` with its zone, the present moment when left out."""

    channel: Code
    unit: CodeOrNone = ""
    received_at: AwareDatetime | None = None
    is_complete: bool = True


class NotSolved(Sent):
    """Why it is not solved."""

    why: Reason


class Received(Schema):
    """What the public is told of a request that was taken: the tracking code and the due time."""

    tracking_code: str
    due_at: datetime | None
    is_again: bool
