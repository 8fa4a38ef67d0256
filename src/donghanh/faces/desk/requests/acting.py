"""Does one act on a case: the form is read, the operation is called once, a refusal stands in the form."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.requests import queries
from donghanh.faces.desk.asking import Standing, standing_of
from donghanh.faces.desk.requests import acts, refusals
from donghanh.faces.desk.requests.act_forms import ActForm
from donghanh.faces.desk.requests.offering import offer_for
from donghanh.faces.desk.requests.one_case import may, shown
from donghanh.faces.desk.requests.standing import requests_page


@requests_page
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Do the act (POST); an address that is opened again shows the case."""
    chosen = acts.BY_NAME.get(name)
    if chosen is None:
        raise Http404
    if request.method != "POST":
        return redirect("desk-request", code)
    standing = standing_of(request)
    page = queries.case_page(actor=standing.actor, code=code, now=standing.now)
    offer = offer_for(standing=standing, page=page, asked=chosen.move)
    form = chosen.form(request.POST, request.FILES, page=page, offer=offer)
    if form.is_valid() and _done(request, standing, code, chosen, form):
        is_seen = queries.may_see_case(standing.actor, code)
        return redirect("desk-request", code) if is_seen else redirect("desk-requests")
    return _refused(request, standing, code, chosen, form)


def _done(request: HttpRequest, standing: Standing, code: str, chosen: acts.Act, form: ActForm) -> bool:
    try:
        found = chosen.does(standing.actor, code, form.cleaned_data, standing.now)
    except NotFound:
        raise
    except (Refused, Forbidden) as refusal:
        form.add_error(None, refusals.told(refusal))
        return False
    told = str(chosen.done)
    messages.success(request, told % {"found": found} if "%(found)s" in told else told)
    return True


def _refused(
    request: HttpRequest, standing: Standing, code: str, chosen: acts.Act, form: ActForm
) -> HttpResponse:
    """Show the case as it stands now, the form open with its errors; or say that its page was too old."""
    page = queries.case_page(actor=standing.actor, code=code, now=standing.now)
    if may(page, chosen):
        return shown(request, standing, page, failed=form, failed_act=chosen.name, status=422)
    told = _("“%(act)s” không còn làm được: yêu cầu đã thay đổi sau khi anh/chị mở trang. Xem lại bên dưới.")
    why = " ".join(str(text) for text in form.non_field_errors())
    messages.error(request, f"{told % {'act': chosen.word}} {why}".strip())
    return shown(request, standing, page, status=409)
