"""Between the rows of requests and the lawbook's services, the engines' clocks, and codes that are told."""
