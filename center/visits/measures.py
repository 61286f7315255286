"""Coverage of visits."""
