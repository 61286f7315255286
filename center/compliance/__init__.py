"""Compliance: the ten-dimension self-inspection, from counting to grading."""
from center.compliance import house, inspecting, work  # noqa: F401  commands and measures are found by being imported
