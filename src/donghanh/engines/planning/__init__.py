"""Rules of a crew's day: in which order its visits are made, and how far that is."""
