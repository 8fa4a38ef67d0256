"""Tells the sign-in library that nobody opens an account for himself, and where each arrives."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from donghanh.apps.organisation import queries
from donghanh.faces.signin.arrival import arrival_of


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No public sign-up; a first page by the role."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        actor = queries.actor_of(staff_id=request.user.pk, on=request.product_now.date())  # type: ignore[attr-defined, arg-type]
        return arrival_of(actor)
