"""
Open311 GeoReport v2 at `/open311/v2/`: reports from the street, sent by applications of cities and partners.

A report's number is its tracking code, so that nobody finds reports by counting; what is told of one is what
the public tracking page tells. Sending needs a key (`donghanh requests partner-key`).
"""
