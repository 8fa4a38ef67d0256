"""What a page's address asks for: the day to show (`?ngay=`), so that a view can be sent to a colleague."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


def asked_day(request: HttpRequest) -> date:
    """
    Read the day from `?ngay=2021-12-20` or `?ngay=20/12/2021`; without it the product's day.

    A text that is no day is answered with the product's day and a message that says so.
    """
    text = request.GET.get("ngay", "").strip()
    today: date = request.product_now.date()  # type: ignore[attr-defined]
    if not text:
        return today
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=None).date()  # noqa: DTZ007 (a day)
        except ValueError:
            continue
    sentence = _("“%(text)s” không phải là ngày; đang xem ngày %(day)s. Hãy viết như 20/12/2021.")
    messages.warning(request, sentence % {"text": text[:20], "day": f"{today:%d/%m/%Y}"})
    return today
