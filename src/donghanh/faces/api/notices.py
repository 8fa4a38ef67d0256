"""Messages to customers over the API: the list, one with its steps, giving up, sending again, reports."""

from __future__ import annotations

from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from donghanh.adapters.carriers import first_line
from donghanh.adapters.sms import ReportRefused, parse_report, read_format
from donghanh.adapters.sms.signing import MOMENT, SIGNATURE
from donghanh.apps.notices import operations, queries
from donghanh.apps.notices.values import SMS, Address, MessageFilters, MessagePage, MessageStory
from donghanh.faces.api.asked import Code, CodeOrNone, Reason, Sent
from donghanh.faces.api.house import REFUSALS, Refusal, actor_of, refuse
from donghanh.faces.clock import now, real_now

router = Router(tags=["notices"])
public = Router(tags=["public"], auth=None)

MessageWord = Annotated[str, StringConstraints(pattern=r"^[a-z_]*$", max_length=24)]
About = Annotated[str, StringConstraints(pattern=r"^([a-z_]+:[A-Za-z0-9._-]+)?$", max_length=120)]
AgainAddress = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=254)]
AgainKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]+$", max_length=60)]


class MessagesWanted(Schema):
    """What the list is narrowed to; empty asks nothing. about: `request:YC-21-000001`."""

    state: MessageWord = ""
    channel: MessageWord = ""
    kind: MessageWord = ""
    unit: CodeOrNone = ""
    about: About = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class GivingUp(Sent):
    """Why nothing is to be sent any more."""

    why: Reason


class SendingAgain(Sent):
    """Where to; without `to` to the same address. The same `key` again is the same message."""

    channel: Literal["sms", "email"]
    to: AgainAddress = ""
    key: AgainKey


class MessageMade(Schema):
    """The code of the message that was written."""

    code: str


class ReportTaken(Schema):
    """How the message stands after the report."""

    state: str


@router.get("/notices/messages", response={200: MessagePage} | REFUSALS)
def list_messages(request: HttpRequest, wanted: Query[MessagesWanted]) -> object:
    """The messages in sight, newest first; addresses masked, what the customer alone may read covered."""
    filters = MessageFilters(wanted.state, wanted.channel, wanted.kind, wanted.unit, wanted.about)
    return queries.messages(actor=actor_of(request), now=now(), filters=filters, page=wanted.page)


@router.get("/notices/messages/{code}", response={200: MessageStory} | REFUSALS)
def show_message(request: HttpRequest, code: Code) -> object:
    """One message with every step."""
    return queries.message_story(actor=actor_of(request), code=code)


@router.post("/notices/messages/{code}/giving-up", response={200: MessageStory} | REFUSALS)
def give_message_up(request: HttpRequest, code: Code, wanted: GivingUp) -> object:
    """Give up a message that waits or is uncertain; the customer was told otherwise."""
    actor = actor_of(request)
    operations.give_up(actor=actor, code=code, why=wanted.why, now=now())
    return queries.message_story(actor=actor, code=code)


@router.post("/notices/messages/{code}/again", response={200: MessageMade} | REFUSALS)
def send_message_again(request: HttpRequest, code: Code, wanted: SendingAgain) -> object:
    """Send the words of a message that failed or is uncertain again, as another message that points back."""
    made = operations.send_again(
        actor=actor_of(request), code=code, to=Address(wanted.channel, wanted.to), now=now(),
        key=f"again:{wanted.key}",
    )  # fmt: skip
    return {"code": made}


@public.post("/notices/sms-reports", response={200: ReportTaken, frozenset({401, 404, 409, 422}): Refusal})
def take_sms_report(request: HttpRequest) -> object:
    """
    A delivery report of the SMS gateway, in its own format, signed with the shared key.

    Headers: `X-Timestamp` (seconds since 1970), `X-Signature` (`sha256=` and the HMAC of moment, dot, body).
    """
    said = settings.CARRIERS
    try:
        report = parse_report(
            body=request.body, signature=request.headers.get(SIGNATURE, ""),
            moment=request.headers.get(MOMENT, ""), key=first_line(path=said.sms_key_file),
            form=read_format(path=said.sms_format), now_seconds=int(real_now().timestamp()),
        )  # fmt: skip
    except ReportRefused as reason:
        status = 401 if reason.rule == "not-signed" else 422
        return refuse(request, status=status, rule=reason.rule, message=str(reason))
    if not report.result:
        return {"state": ""}  # a step on the way: nothing is known for good yet
    state = operations.record_report(
        channel=SMS, code=report.code, result=report.result, why=report.why, reference=report.reference,
        now=now(),
    )  # fmt: skip
    return {"state": state}
