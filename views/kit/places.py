"""Where the shipped data lies, in a checkout and in a frozen build alike."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
