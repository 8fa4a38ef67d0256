"""
Hands a letter to a mail server, step by step, so that it is known how far it came.

Until the letter itself is sent nothing was taken: another try is safe. When the line breaks while it is sent
or before the server's word, the server may have it: that is uncertain, never a reason to send it again.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from donghanh.adapters.carriers import Carried, CarrierSettingsWrong, check_tls
from donghanh.adapters.mail.building import named

TIMEOUT_SECONDS = 20
PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
LINE = (smtplib.SMTPServerDisconnected, OSError)
UNKNOWN = frozenset({550, 551, 553})


@dataclass(frozen=True)
class MailServer:
    """tls: smtps (from the first byte), smtp+starttls, smtp (none: this machine's own address alone)."""

    tls: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str = ""
    timeout_seconds: int = TIMEOUT_SECONDS


def mail_server(*, address: str, password: str, sender: str) -> MailServer:
    """
    Read where letters go: `smtp+starttls://user@mail.example.vn:587`.

    raises : CarrierSettingsWrong

    >>> mail_server(address="smtps://a@mail.example.vn", password="", sender="a@example.vn").port
    465
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS:
        raise CarrierSettingsWrong(f"DONGHANH_MAIL_SERVER begins with one of {', '.join(PORTS)}.")
    if "@" not in named(sender)[1]:
        raise CarrierSettingsWrong("DONGHANH_MAIL_SENDER is an address, or a name with <address>.")
    check_tls(host=parts.hostname or "", is_tls=parts.scheme != "smtp", name="DONGHANH_MAIL_SERVER")
    port = parts.port or PORTS[parts.scheme]
    return MailServer(
        parts.scheme, parts.hostname or "", port, unquote(parts.username or ""), password, sender
    )


def hand_mail(*, server: MailServer, to: str, letter: bytes) -> Carried:
    """Hand one letter over; answers instead of raising."""
    try:
        line = _connected(server)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
        return Carried("try_again", why="refuses-us")
    except smtplib.SMTPResponseException as reason:
        return Carried("try_again", why=f"code-{reason.smtp_code}")
    except (smtplib.SMTPException, OSError):
        return Carried("try_again", why="not-reachable")
    try:
        return _addressed(line, server, to) or _given(line, letter)
    finally:
        _leave(line)


def _connected(server: MailServer) -> smtplib.SMTP:
    sure = ssl.create_default_context()
    if server.tls == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout_seconds, context=sure
        )
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=server.timeout_seconds)
    try:
        if server.tls == "smtp+starttls":
            line.starttls(context=sure)
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _addressed(line: smtplib.SMTP, server: MailServer, to: str) -> Carried | None:
    """Say from whom and to whom; None when the server agrees."""
    try:
        line.ehlo_or_helo_if_needed()
        code, _ = line.mail(named(server.sender)[1])
        if code != 250:
            return Carried("try_again", why="refuses-us" if code >= 500 else f"code-{code}")
        code, _ = line.rcpt(to)
    except LINE:
        return Carried("try_again", why="line-broke")
    if code in (250, 251):
        return None
    if code in UNKNOWN:
        return Carried("refused", why="address-unknown")
    return Carried("refused" if code >= 500 else "try_again", why=f"code-{code}")


def _given(line: smtplib.SMTP, letter: bytes) -> Carried:
    try:
        code, said = line.data(letter)
    except smtplib.SMTPDataError as reason:  # the server did not want the letter at all
        return Carried("refused" if reason.smtp_code >= 500 else "try_again", why=f"code-{reason.smtp_code}")
    except LINE:
        return Carried("uncertain", why="answer-lost")
    if code == 250:
        return Carried("accepted", reference=said.decode("ascii", "replace")[:120])
    return Carried("refused" if code >= 500 else "try_again", why=f"code-{code}")


def _leave(line: smtplib.SMTP) -> None:
    try:
        line.quit()
    except (smtplib.SMTPException, OSError):
        line.close()
