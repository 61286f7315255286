"""Numbers of households."""
