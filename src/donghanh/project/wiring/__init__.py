"""Plugs adapters and jobs into the ports of the apps; nothing else in the house knows both sides."""
