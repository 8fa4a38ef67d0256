"""Keys of partner systems, and their ends: written once each."""

from donghanh.apps.partners.models.keys import PartnerKey, PartnerKeyEnd

__all__ = ["PartnerKey", "PartnerKeyEnd"]
