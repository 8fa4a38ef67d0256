"""
What must still be known tomorrow of goods: what they are, where they stand, what brought them there.

Movements and slips are written once. The database itself changes the levels when a movement is written, and
refuses any other change of them: the sum of the movements is what stands on the shelf, always.
"""

from donghanh.apps.stock.models.goods import Item, Lot, Serial
from donghanh.apps.stock.models.ledger import Level, Movement, Slip
from donghanh.apps.stock.models.places import Place, Warehouse
from donghanh.apps.stock.models.recounts import Recount, RecountDecision, RecountLine
from donghanh.apps.stock.models.reservations import Reservation, ReservationEnd

__all__ = [
    "Item",
    "Level",
    "Lot",
    "Movement",
    "Place",
    "Recount",
    "RecountDecision",
    "RecountLine",
    "Reservation",
    "ReservationEnd",
    "Serial",
    "Slip",
    "Warehouse",
]
