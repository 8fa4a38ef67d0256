"""
Households that nobody nominated and that show signs of need: leads for a committee, never decisions.

What a sign is and what it weighs is handed in, from the lawbook; the engine says which households show
which, with the facts that repeat the check. Unknown is never a sign: a month that was not read, an address
without a number.
"""

from donghanh.engines.leads.finding import LEADS, LeadTerms, find_leads
from donghanh.engines.leads.places import area_of, house_number_of

__all__ = ["LEADS", "LeadTerms", "area_of", "find_leads", "house_number_of"]
