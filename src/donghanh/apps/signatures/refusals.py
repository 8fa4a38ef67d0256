"""What an act on a document answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotCountersign", "CannotOffer", "CannotSendCode", "CannotSign", "NotFound", "Refused"]


class CannotOffer(Refused):
    """The document is not offered: `phone-missing`, `name-missing`, `signed-already`, `reason-missing`,
    `not-from-this-state`, `not-for-this-role`, `unit-missing`."""


class CannotSendCode(Refused):
    """
    No code is sent: `no-carrier`, `too-early` (wait), `too-many`, `customer-signed`, `replaced`, `withdrawn`,
    and what the subject refuses.
    """


class CannotSign(Refused):
    """
    The customer's signature is not taken.

    Rules: `no-code`, `code-wrong`, `code-expired`, `code-spent`, `consent-missing`, `document-changed`,
    `customer-signed`, `replaced`, `withdrawn`, and what the subject refuses.
    """


class CannotCountersign(Refused):
    """
    The company's signature is not given.

    Rules: `not-from-this-state`, `not-for-this-role`, `no-certificates`, `evidence-broken`,
    `pdf-cannot-be-signed`, and those of the key and the certificate.
    """
