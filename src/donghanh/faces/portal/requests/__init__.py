"""Requests of customers on the portal: choose a service, answer one question a page, send, follow."""
