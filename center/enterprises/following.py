"""An enterprise's stays follow from its own row."""
