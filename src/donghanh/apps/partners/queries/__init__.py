"""Questions about the keys of partner systems."""

from donghanh.apps.partners.queries.keys import KeyRow, Partner, keys, partner_of

__all__ = ["KeyRow", "Partner", "keys", "partner_of"]
