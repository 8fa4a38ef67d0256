"""What the law's pages share: the door, who asks, the trail."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.tariffs.permissions import READERS
from donghanh.faces.desk.asking import scoped_page

law_page = scoped_page(roles=READERS)
"""The door of the law's pages: for its readers; a release that is not there is answered with 404."""


def trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page below the list of releases."""
    return [(_("Bộ quy định giá"), reverse("desk-law")), *steps]
