"""The list of messages, filtered by state, channel, kind, unit; and the demo's outbox."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.adapters.outbox import delivered
from donghanh.apps.notices import queries
from donghanh.apps.notices.values import MessageFilters, MessagePage
from donghanh.faces.desk.asking import address, asked_page, asked_word, standing_of, unit_names
from donghanh.faces.desk.notices import rows, words
from donghanh.faces.desk.notices.standing import notices_page


@notices_page
def messages(request: HttpRequest) -> HttpResponse:
    """List the messages in sight; addresses are masked."""
    standing = standing_of(request)
    asked = MessageFilters(
        state=asked_word(request, "trang-thai"), channel=asked_word(request, "kenh"),
        kind=asked_word(request, "loai"), unit_code=asked_word(request, "don-vi"),
    )  # fmt: skip
    found = queries.messages(actor=standing.actor, now=standing.now, filters=asked, page=asked_page(request))
    units = unit_names(standing)
    context = {
        "total": found.total, "asked": asked, "counts": _counts(found), "clear_url": address("desk-messages"),
        "states": _options(words.STATES), "channels": _options(words.CHANNELS),
        "kinds": _options(words.KINDS), "units": _options(units),
        "columns": rows.columns(with_unit=len(units) > 1),
        "rows": [rows.row(one, units=units) for one in found.rows],
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
        "missing": [words.word(words.CHANNELS, one) for one in found.channels_missing],
        "outbox_url": address("desk-outbox") if settings.DEMO else "",
    }  # fmt: skip
    return render(request, "desk/notices/messages.html", context)


@notices_page
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what reached telephones and mailboxes in the demo; elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    shown = [
        {
            "channel": words.word(words.CHANNELS, one.channel),
            "letter": one,
            "url": address("desk-message", one.code),
        }
        for one in delivered(folder=settings.OUTBOX)
    ]
    trail = [(_("Tin nhắn cho khách hàng"), address("desk-messages")), (_("Hộp thư mẫu"), "")]
    return render(request, "desk/notices/outbox.html", {"letters": shown, "trail": trail})


def _counts(found: MessagePage) -> list[tuple[str, str, int, str]]:
    """Word, tone, how many and the list behind, of the states that there are."""
    asked = found.filters
    kept = {"kenh": asked.channel, "loai": asked.kind, "don_vi": asked.unit_code}
    return [
        (
            words.word(words.STATES, state), words.TONES[state], found.counts[state],
            address("desk-messages", trang_thai=state, **kept),
        )
        for state in words.STATES
        if found.counts.get(state)
    ]  # fmt: skip


def _options(said: Mapping[str, object]) -> list[tuple[str, str]]:
    return [("", _("Tất cả")), *((key, str(value)) for key, value in said.items())]
