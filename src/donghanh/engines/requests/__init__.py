"""Rules of requests: the life of a case, where it goes, when somebody is told, what is one thing, figures."""
