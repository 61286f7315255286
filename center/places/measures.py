"""Numbers of places."""
