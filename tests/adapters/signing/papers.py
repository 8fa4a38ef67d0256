"""A signed report for the tests of signatures, made once."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from tests.adapters.programme_reports.facts import DIGEST, report_facts

from donghanh.adapters.programme_reports import Stamp, build_report_pdf
from donghanh.adapters.signing import Seen, make_demo_key, open_key, sign_pdf

AT = datetime(2021, 12, 20, 2, 5, tzinfo=UTC)
FROM = datetime(2021, 1, 1, tzinfo=UTC)
SEEN = Seen("Đã ký số", "Trần Văn Giám", "Giám đốc, Công ty Điện lực Nam Định", "09:05 ngày 20/12/2021")
REASON = f"Báo cáo tri-an-2021 số 3; SHA-256 {DIGEST}"


@cache
def issued() -> bytes:
    stamp = Stamp(number=3, by="Trần Văn Phòng", at=AT)
    return build_report_pdf(facts=report_facts(), digest=DIGEST, language="vi", stamp=stamp)


def key(name: str = "Trần Văn Giám"):
    return _key(name)


@cache
def _key(name: str):
    content = make_demo_key(name=name, office="Công ty Điện lực Nam Định", from_at=FROM, password="mở ra")
    return open_key(content=content, password="mở ra")


def pem(name: str = "Trần Văn Giám") -> bytes:
    return key(name).certificate.pem.encode()


@cache
def signed() -> bytes:
    return sign_pdf(content=issued(), key=key(), at=AT, seen=SEEN, reason=REASON)
