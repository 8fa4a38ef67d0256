"""One message: what was said, what came of it, and what a person can do about it."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.notices import operations, queries
from donghanh.apps.notices.values import Address, MessageStory
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.desk.asking import Standing, address, standing_of, unit_names
from donghanh.faces.desk.notices import rows, words
from donghanh.faces.desk.notices.forms import AgainForm, GiveUpForm
from donghanh.faces.desk.notices.standing import notices_page

AGAIN_FROM = ("failed", "uncertain")


@notices_page
def message(request: HttpRequest, code: str) -> HttpResponse:
    """Show one message; the address is masked."""
    standing = standing_of(request)
    return _shown(request, standing, queries.message_story(actor=standing.actor, code=code))


@notices_page
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show the same with the address in full, and record who looked."""
    if request.method != "POST":
        return redirect("desk-message", code)
    standing = standing_of(request)
    story = operations.read_message(actor=standing.actor, code=code, now=standing.now)
    return _shown(request, standing, story, is_in_full=True)


@notices_page
def give_up(request: HttpRequest, code: str) -> HttpResponse:
    """Give the message up."""
    standing, form = standing_of(request), GiveUpForm(request.POST or None)
    if form.is_valid():
        try:
            operations.give_up(
                actor=standing.actor, code=code, why=form.cleaned_data["why"], now=standing.now
            )
        except (Refused, Forbidden) as reason:
            _refuse(form, reason)
        else:
            messages.success(request, _("Đã ghi: tin %(code)s không gửi nữa.") % {"code": code})
            return redirect("desk-message", code)
    story = queries.message_story(actor=standing.actor, code=code)
    return _shown(request, standing, story, failed={"give_up": form})


@notices_page
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Send the same words again, as another message."""
    standing, form = standing_of(request), AgainForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        to = Address(said["channel"], said["to"])
        given = {"actor": standing.actor, "code": code, "now": standing.now, "key": f"again:{said['key']}"}
        try:
            made = operations.send_again(to=to, **given)
        except (Refused, Forbidden) as reason:
            _refuse(form, reason)
        else:
            messages.success(request, _("Đã ghi tin mới %(code)s.") % {"code": made})
            return redirect("desk-message", made)
    story = queries.message_story(actor=standing.actor, code=code)
    return _shown(request, standing, story, failed={"again": form})


def _refuse(form: Form, reason: Refused | Forbidden) -> None:
    if isinstance(reason, NotFound):
        raise reason
    rule = reason.rule if isinstance(reason, Refused) else "not-for-this-role"
    form.add_error(None, words.word(words.REFUSALS, rule))


def _shown(
    request: HttpRequest, standing: Standing, story: MessageStory, *, is_in_full: bool = False,
    failed: dict[str, Form] | None = None,
) -> HttpResponse:  # fmt: skip
    row, forms = story.row, failed or {}
    may_send = bool(story.may_act) and row.state in AGAIN_FROM and not row.is_secret and "•••" not in row.text
    first = {"channel": row.channel, "key": secrets.token_hex(8)}
    context = {
        **rows.row(row, units=unit_names(standing)),
        "trail": [(_("Tin nhắn cho khách hàng"), address("desk-messages")), (row.code, "")],
        "facts": _facts(story, standing), "moves": [_move(one) for one in story.moves],
        "subject": row.subject, "is_in_full": is_in_full,
        "reveal_url": address("desk-message-reveal", row.code) if row.to and story.may_act else "",
        "give_up": (forms.get("give_up") or GiveUpForm()) if story.may_give_up else None,
        "give_up_url": address("desk-message-give-up", row.code),
        "again": (forms.get("again") or AgainForm(initial=first)) if may_send else None,
        "again_url": address("desk-message-again", row.code),
        "is_uncertain": row.state == "uncertain",
        "corrects": _link(story.corrects), "corrected_by": [_link(one) for one in story.corrected_by],
    }  # fmt: skip
    return render(request, "desk/notices/message.html", context, status=422 if forms else 200)


def _facts(story: MessageStory, standing: Standing) -> list[tuple[str, Any]]:
    shown = rows.row(story.row, units=unit_names(standing))
    found = [(_("Kênh"), shown["channel"]), (_("Gửi đến"), shown["to"]), (_("Đơn vị"), shown["unit"])]
    found.append((_("Số lần thử"), story.row.tries))
    return [*found, (_("Số tin nhắn phải trả"), story.parts)] if story.parts else found


def _move(one: Any) -> dict[str, Any]:
    by = one.by or (_("Kênh gửi") if one.move in ("confirm", "bounce") else _("Chương trình"))
    return {
        "word": words.word(words.MOVES, one.move), "why": words.why(one.why), "at": one.at, "by": by,
        "reference": one.reference,
    }  # fmt: skip


def _link(code: str) -> tuple[str, str] | None:
    return (code, address("desk-message", code)) if code else None
