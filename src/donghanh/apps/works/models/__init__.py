"""Rows of the works: orders, visits, what phones sent, materials, and where communes lie."""

from donghanh.apps.works.models.field import FieldRecord, MaterialUse
from donghanh.apps.works.models.orders import Visit, WorkMove, WorkOrder
from donghanh.apps.works.models.places import CommunePosition, CrewQualification

__all__ = [
    "CommunePosition",
    "CrewQualification",
    "FieldRecord",
    "MaterialUse",
    "Visit",
    "WorkMove",
    "WorkOrder",
]
