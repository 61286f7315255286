"""Questions: the queries of each domain, the only place beside db/listing.py where one is written."""
