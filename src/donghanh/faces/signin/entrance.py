"""The sign-in page: name and password, passkey, and in a demo the cards."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView

from donghanh.faces.signin import demo


class Entrance(LoginView):  # type: ignore[misc]
    """The library's sign-in with our page around it."""

    template_name = "signin/entrance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cards = demo.cards(self.request)
        return {
            **super().get_context_data(**kwargs),
            "first_cards": [card for card in cards if card.place_in_walk is not None],
            "other_cards": [card for card in cards if card.place_in_walk is None],
            "next": self.request.GET.get("next", ""),
        }
