"""Numbers of duty persons and of the five-level chain."""
