"""Customers' requests on the desk: queue, one case, counter and telephone, incidents, indicators."""
