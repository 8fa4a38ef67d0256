"""Takes a request in: checks what was sent, finds who answers for it, starts the clock, gives a receipt."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import Attachment, CaseOpened, Contact

Dice = Callable[[int], bytes]
"""Where the chance of tracking codes comes from: so many bytes that nobody can guess."""


def open_case(  # noqa: PLR0913 - what a request consists of
    *, actor: Actor, service_code: str, channel: str, received_at: datetime, contact: Contact,
    customer_code: str | None = None, fields: Mapping[str, object] | None = None,
    unit_code: str | None = None, idempotency_key: str = "", is_complete: bool = True,
    attachments: Sequence[Attachment] = (), now: datetime, dice: Dice = secrets.token_bytes,
) -> CaseOpened:  # fmt: skip
    """
    Take a request that somebody of the company heard, read or was handed.

    received_at : [aware] when it reached the company; not in the future
    unit_code   : left out, it is the unit of the customer, else the one that serves the commune
    is_complete : False when needed documents are missing: the clock of a service that starts with the
                  complete application does not run yet
    raises      : Forbidden; CannotOpenCase
    """
    raise NotImplementedError


def open_public_case(  # noqa: PLR0913 - what a request consists of
    *, service_code: str, channel: str, received_at: datetime, contact: Contact, sender: str,
    customer_code: str | None = None, fields: Mapping[str, object] | None = None,
    unit_code: str | None = None, idempotency_key: str = "", attachments: Sequence[Attachment] = (),
    now: datetime, dice: Dice = secrets.token_bytes,
) -> CaseOpened:  # fmt: skip
    """
    Take a request that came without a person of the company: portal, e-mail, Open311, a partner's system.

    sender        : who sends, such as `portal`, `open311`, `email`, `partner:zalo`; keys are unique with it
    customer_code : kept as it was said; not checked against the telephone, so nothing of the customer is told
    raises        : CannotOpenCase, also `service-not-public`
    """
    raise NotImplementedError
