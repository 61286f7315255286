"""Compliance: the ten-dimension self-inspection, from counting to grading."""
from center.compliance import house, work  # noqa: F401  their measures are found by being imported
from center.compliance.inspecting import STEPS  # noqa: F401  the workflow that the contract test walks
