"""Tables whose address stands in several columns; addresses as names of doors."""
