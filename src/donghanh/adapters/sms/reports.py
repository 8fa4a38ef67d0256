"""Reads a delivery report that the gateway sends to us: signed as our requests are."""

from __future__ import annotations

import json
from dataclasses import dataclass

from donghanh.adapters.sms.formats import GatewayFormat, told_at
from donghanh.adapters.sms.signing import is_signed

MOST_BYTES = 65_536


class ReportRefused(ValueError):
    """The report is not the gateway's, or cannot be read: `not-signed`, `unreadable`, `too-large`."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


@dataclass(frozen=True)
class SmsReport:
    """code: our message's; result: delivered, failed, or empty for a step that changes nothing."""

    code: str
    result: str
    reference: str
    why: str


def parse_report(
    *, body: bytes, signature: str, moment: str, key: str, form: GatewayFormat, now_seconds: int
) -> SmsReport:
    """
    Read a report.

    raises : ReportRefused
    """
    if len(body) > MOST_BYTES:
        raise ReportRefused("too-large", f"A report has at most {MOST_BYTES} bytes.")
    if not is_signed(key=key, moment=moment, body=body, signature=signature, now_seconds=now_seconds):
        raise ReportRefused("not-signed", "The signature is not the gateway's, or too old.")
    try:
        said = json.loads(body)
    except ValueError as reason:
        raise ReportRefused("unreadable", "Expected JSON in UTF-8.") from reason
    told = told_at(said, form.report["result_at"])
    results = {"delivered": form.report["delivered"], "failed": form.report["failed"]}
    return SmsReport(
        code=told_at(said, form.report["code_at"]),
        result=next((name for name, words in results.items() if told in words), ""),
        reference=told_at(said, form.report["reference_at"]),
        why=form.why.get(told_at(said, form.report["why_at"]), ""),
    )
