"""Measurements, each against its floor or its rival in the same run: `make bench`, or `python -m benchmarks [name…]`."""
