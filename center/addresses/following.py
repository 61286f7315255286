"""An address that was written leads to a home, or into the queue."""
