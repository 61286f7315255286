"""Measurements, each against its floor or rival in the same run: `make bench`, `python -m benchmarks [name…]`."""
