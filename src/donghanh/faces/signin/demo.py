"""
The demo's sign-in cards: one click signs in as a person of the demo. Outside a demo there is no such address.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from donghanh.apps.organisation import queries
from donghanh.apps.organisation.queries import StaffRow
from donghanh.faces.signin import roles
from donghanh.faces.signin.arrival import arrival_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
# The walk through the product, in its order; everybody else stands in a list below.
WALK = (
    ("director", None), ("business", None), ("office", None), ("unit_head", "PA01ND"),
    ("unit_head", "PA01XT"), ("partner_officer", None), ("auditor", None),
)  # fmt: skip
COMPANY = frozenset(WALK.index((role, None)) for role in ("director", "business", "office", "auditor"))


@dataclass(frozen=True)
class Card:
    """One card: whom it signs in, where that person works, what that person can do."""

    username: str
    full_name: str
    role: str
    place: str
    can_do: str
    icon: str
    place_in_walk: int | None


def cards(request: HttpRequest) -> list[Card]:
    """List the cards of the demo, those of the walk first and in its order; none outside a demo."""
    if not settings.DEMO:
        return []
    day = request.product_now.date()  # type: ignore[attr-defined]
    language = get_language() or "vi"
    names = {row.code: row.name(language) for row in queries.nodes_on(day=day)}
    places = {**names, **queries.commune_names()}
    dealt = _one_of_each_department([_card(row, places) for row in queries.demo_cards(day=day)])
    return sorted(dealt, key=lambda card: len(WALK) if card.place_in_walk is None else card.place_in_walk)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as the person of a card. 404 outside a demo, and for anybody who is no person of the demo."""
    if not settings.DEMO:
        raise Http404
    person = (
        get_user_model()
        .objects.filter(username=request.POST.get("username", ""), is_demo=True, is_active=True)
        .first()
    )
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    actor = queries.actor_of(staff_id=person.pk, on=request.product_now.date())  # type: ignore[attr-defined]
    return redirect(_next(request, arrival_of(actor)))


def _next(request: HttpRequest, first_page: str) -> str:
    """The page that was asked for; the desk's first page is only where the desk's people arrive anyhow."""
    wished = request.POST.get("next", "")
    if wished != settings.LOGIN_REDIRECT_URL and url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}
    ):
        return wished
    return first_page


def _one_of_each_department(dealt: list[Card]) -> list[Card]:
    """In the walk the first of a company's role stands for all of it; a colleague stands below."""
    seen: set[int] = set()
    kept = []
    for card in dealt:
        again = card.place_in_walk in seen and card.place_in_walk in COMPANY
        kept.append(replace(card, place_in_walk=None) if again else card)
        seen |= {card.place_in_walk} if card.place_in_walk is not None else set()
    return kept


def _card(row: StaffRow, places: dict[str, str]) -> Card:
    grant = row.grants[0]
    code = grant.unit_code or grant.commune_code or "PA01"
    return Card(
        username=row.username,
        full_name=row.full_name,
        role=str(roles.NAMES[grant.role]),
        place=places.get(code, code),
        can_do=str(roles.CAN_DO[grant.role]),
        icon=roles.ICONS[grant.role],
        place_in_walk=WALK.index(post) if (post := (grant.role, grant.unit_code)) in WALK else None,
    )
