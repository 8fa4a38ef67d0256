"""What the organisation remembers: units, places, staff, and who did or read what."""

from donghanh.apps.organisation.models.clock import ProductClock
from donghanh.apps.organisation.models.places import AreaStatus, Commune, CommuneService
from donghanh.apps.organisation.models.records import Act, PersonalDataReading
from donghanh.apps.organisation.models.staff import RoleGrant, Staff
from donghanh.apps.organisation.models.story import DemoStory
from donghanh.apps.organisation.models.units import Unit, UnitPlacement, UnitSuccession

__all__ = [
    "Act",
    "AreaStatus",
    "Commune",
    "CommuneService",
    "DemoStory",
    "PersonalDataReading",
    "ProductClock",
    "RoleGrant",
    "Staff",
    "Unit",
    "UnitPlacement",
    "UnitSuccession",
]
