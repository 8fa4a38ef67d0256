"""
Hands one SMS to the gateway and reads its answer.

The message's code goes along as the client's reference and as `Idempotency-Key`, so that a gateway can refuse
a double. A request that went out and got no answer is uncertain; so is a 5xx that does not say "come again".
"""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from donghanh.adapters.carriers import Carried, CarrierSettingsWrong, check_tls
from donghanh.adapters.sms.formats import GatewayFormat, filled, told_at
from donghanh.adapters.sms.signing import MOMENT, ONCE, SIGNATURE, signature_of

TIMEOUT_SECONDS = 15
MOST_BYTES = 65_536
COME_AGAIN = frozenset({408, 425, 429, 503})
OURS = frozenset({401, 402, 403, 404, 405})


@dataclass(frozen=True)
class SmsGateway:
    """address: https://host[:port]/path; key: shared, signs requests and reports; sender: the brand name."""

    address: str
    key: str = field(repr=False)
    sender: str
    format: GatewayFormat
    timeout_seconds: float = TIMEOUT_SECONDS


def sms_gateway(*, address: str, key: str, sender: str, format: GatewayFormat) -> SmsGateway:  # noqa: A002
    """
    Check where SMS go.

    raises : CarrierSettingsWrong
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        raise CarrierSettingsWrong("DONGHANH_SMS_GATEWAY begins with https://.")
    check_tls(host=parts.hostname or "", is_tls=parts.scheme == "https", name="DONGHANH_SMS_GATEWAY")
    if not key:
        raise CarrierSettingsWrong("DONGHANH_SMS_KEY_FILE is missing: requests to the gateway are signed.")
    return SmsGateway(address, key, sender, format)


def build_request(
    *, gateway: SmsGateway, code: str, to: str, text: str, moment: str
) -> tuple[bytes, dict[str, str]]:
    """Write a request: its body and its headers."""
    words = {"code": code, "to": to, "text": text, "sender": gateway.sender}
    body = json.dumps(filled(gateway.format.body, words), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "application/json",
        ONCE: code,
        MOMENT: moment,
        SIGNATURE: signature_of(key=gateway.key, moment=moment, body=body),
    }
    return body, headers


def hand_sms(*, gateway: SmsGateway, code: str, to: str, text: str, moment: str) -> Carried:
    """Hand one SMS over; answers instead of raising. moment: seconds since 1970, for the signature"""
    body, headers = build_request(gateway=gateway, code=code, to=to, text=text, moment=moment)
    parts = urlsplit(gateway.address)
    line = _line(gateway)
    try:
        try:
            line.connect()
        except OSError:
            return Carried("try_again", why="not-reachable")
        try:
            path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            line.request("POST", path, body=body, headers=headers)
            answer = line.getresponse()
            return _read(gateway.format, answer.status, answer.read(MOST_BYTES))
        except (OSError, http.client.HTTPException):
            return Carried("uncertain", why="answer-lost")
    finally:
        line.close()


def _line(gateway: SmsGateway) -> http.client.HTTPConnection:
    parts = urlsplit(gateway.address)
    host, seconds = parts.hostname or "", gateway.timeout_seconds
    if parts.scheme == "https":
        sure = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=sure)
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


def _read(form: GatewayFormat, status: int, content: bytes) -> Carried:
    """A word of the answer decides; without one that is known, the status does."""
    try:
        said = json.loads(content)
    except ValueError:
        said = {}
    result = told_at(said, form.answer["result_at"])
    reference = told_at(said, form.answer["reference_at"])
    told = told_at(said, form.answer["why_at"])
    why = form.why.get(told, "refused-by-gateway")
    if status in COME_AGAIN:
        return Carried("try_again", why=f"code-{status}")
    if result in form.answer["accepted"] and status < 300:
        return Carried("accepted", reference)
    if why == "refuses-us" or status in OURS:
        return Carried("try_again", why="refuses-us")
    if result in form.answer["refused"] or 400 <= status < 500:
        return Carried("refused", reference, why)
    return Carried("uncertain", reference, f"code-{status}" if status >= 300 else "answer-unknown")
