"""Writes one letter."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from donghanh.adapters.request_mail import OWN_MARK

NO_SUBJECT = "Thông báo của Công ty Điện lực"


def build_mail(*, code: str, sender: str, to: str, subject: str, text: str, sent_at: datetime) -> bytes:
    """
    Write a letter.

    code    : of the message, for Message-ID and our own mark
    sender  : `Name <address>` or an address
    sent_at : [aware]
    returns : the bytes, lines ended by CR LF
    """
    message = EmailMessage(policy=SMTP)
    name, address = named(sender)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(subject.split()) or NO_SUBJECT
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = f"<{code.lower()}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message[OWN_MARK] = code
    message["Content-Language"] = "vi"
    message.set_content(text.replace("\r\n", "\n") + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def named(sender: str) -> tuple[str, str]:
    """Part a sender into name and address."""
    name, opened, address = sender.partition("<")
    return (name.strip().strip('"'), address.rstrip("> ")) if opened else ("", sender.strip())
