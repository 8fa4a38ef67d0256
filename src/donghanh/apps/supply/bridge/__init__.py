"""From the lawbook's steps and the typed facts to what the operations keep."""
