"""A building's sheet: handed out to its head, compared and taken back."""
