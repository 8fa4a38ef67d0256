"""From the lawbook's rules and the engines to one message: is the address possible, which words, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from donghanh.apps.notices.values import EMAIL, SMS, Address
from donghanh.engines.notices.parts import fitted, without_accents
from donghanh.engines.notices.timing import next_try, send_from
from donghanh.lawbook.notice_rules import NoticeRule, notice_rule

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
COVER = "•••"
EMAIL_FORM = re.compile(r"[^\s@<>\"',;:()\[\]\\]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
MOBILE = re.compile(r"0[35789]\d{8}")
FOREIGN = re.compile(r"\+[1-9]\d{7,14}")


def written_address(*, to: Address) -> tuple[str, str]:
    """
    Answer an address in its one form, and what is wrong with it.

    >>> written_address(to=Address("sms", "+84 912 345 678"))
    ('0912345678', '')
    >>> written_address(to=Address("sms", "0228 3649 900"))
    ('02283649900', 'address-is-a-landline')
    """
    value = to.value.replace("\x00", "").strip()[:254]
    if not value or to.channel not in (SMS, EMAIL):
        return value, "address-missing"
    return _email(value) if to.channel == EMAIL else _phone(value)


def rule_of(*, channel: str, kind: str, is_secret: bool, at: datetime) -> NoticeRule:
    """The rule of a message, by the local day on which it was queued; a secret is a one-time code."""
    return notice_rule(channel=channel, kind="code" if is_secret else kind, day=at.astimezone(ZONE).date())


def fitted_words(*, rule: NoticeRule, channel: str, text: str) -> str:
    """The text as it goes out: of an SMS flat and short, of a letter as it was written."""
    if channel != SMS:
        return text
    return fitted(text=text, with_accents=rule.with_accents, most_parts=rule.most_parts)


def covered(*, words: str, hidden: Sequence[str]) -> str:
    """The same words for those who are not the customer."""
    forms = {form for word in hidden if word for form in (word, without_accents(text=word))}
    for form in sorted(forms, key=len, reverse=True):
        words = words.replace(form, COVER)
    return words


def rested(*, rule: NoticeRule, at: datetime) -> datetime:
    """The moment itself, or the morning after the night that it falls into."""
    return send_from(at=at.astimezone(ZONE), quiet=rule.quiet) if rule.quiet else at


def useless_from(*, rule: NoticeRule, at: datetime) -> datetime:
    """From when on an unsent message is not sent any more."""
    return at + timedelta(seconds=rule.useful_seconds)


def again_at(*, rule: NoticeRule, tries: int, at: datetime) -> datetime | None:
    """When the next try is due; None when there have been enough."""
    moment = next_try(tries=tries, at=at, pauses_seconds=rule.pauses_seconds)
    return moment and rested(rule=rule, at=moment)


def _email(value: str) -> tuple[str, str]:
    return value, "" if EMAIL_FORM.fullmatch(value) and value.isascii() else "address-wrong"


def _phone(value: str) -> tuple[str, str]:
    digits = re.sub(r"[\s().-]", "", value)
    home = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", digits)
    if MOBILE.fullmatch(home) or FOREIGN.fullmatch(home):
        return home, ""
    return home, "address-is-a-landline" if re.fullmatch(r"02\d{8,9}", home) else "address-wrong"
