"""Names, codes and terms that follow when a place is written."""
