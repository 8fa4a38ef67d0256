"""What every page of the messages begins with: who looks and when, addresses, wishes of the address."""

from __future__ import annotations

from donghanh.faces.desk.asking import scoped_page

INSIDE = ("director", "business", "office", "auditor", "unit_head", "unit_officer")


notices_page = scoped_page(roles=INSIDE, may_be_cached=False)
"""Let staff through who have a part in messages; what is not in sight is not there, and not cached."""
