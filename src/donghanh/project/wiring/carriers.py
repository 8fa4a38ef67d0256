"""Which mail server and which gateway stand behind the channels; in the demo a folder stands behind both."""

from __future__ import annotations

from django.conf import settings

from donghanh.adapters.carriers import Carried, first_line
from donghanh.adapters.mail import build_mail, hand_mail, mail_server
from donghanh.adapters.outbox import Delivered, deliver
from donghanh.adapters.sms import hand_sms, read_format, sms_gateway
from donghanh.apps.notices import ports
from donghanh.apps.notices.values import ACCEPTED, EMAIL, SMS, Outcome, Outgoing
from donghanh.faces.clock import real_now


def plug_carriers() -> None:
    """
    Plug what is set; a channel that is not set carries nothing, and its messages wait.

    raises : CarrierSettingsWrong
    """
    if settings.DEMO:
        for channel in (SMS, EMAIL):
            ports.plug_channel(channel=channel, send=_keep, repeats_safely=True)
        return
    if settings.CARRIERS.mail_server:
        ports.plug_channel(channel=EMAIL, send=_by_mail())
    if settings.CARRIERS.sms_gateway:
        refuses = settings.CARRIERS.sms_refuses_doubles
        ports.plug_channel(channel=SMS, send=_by_sms(), repeats_safely=refuses)


def _keep(message: Outgoing) -> Outcome:
    kept = Delivered(message.code, message.channel, message.to, message.subject, message.text)
    deliver(folder=settings.OUTBOX, message=kept)
    return Outcome(ACCEPTED, reference=f"demo:{message.code}")


def _by_mail() -> ports.Send:
    said = settings.CARRIERS
    password = first_line(path=said.mail_password_file)
    server = mail_server(address=said.mail_server, password=password, sender=said.mail_sender)

    def send(message: Outgoing) -> Outcome:
        letter = build_mail(
            code=message.code, sender=server.sender, to=message.to, subject=message.subject,
            text=message.text, sent_at=real_now(),
        )  # fmt: skip
        return _outcome(hand_mail(server=server, to=message.to, letter=letter))

    return send


def _by_sms() -> ports.Send:
    said = settings.CARRIERS
    gateway = sms_gateway(
        address=said.sms_gateway, key=first_line(path=said.sms_key_file), sender=said.sms_sender,
        format=read_format(path=said.sms_format),
    )  # fmt: skip

    def send(message: Outgoing) -> Outcome:
        moment = str(int(real_now().timestamp()))
        return _outcome(
            hand_sms(gateway=gateway, code=message.code, to=message.to, text=message.text, moment=moment)
        )

    return send


def _outcome(carried: Carried) -> Outcome:
    return Outcome(carried.result, carried.reference, carried.why)
