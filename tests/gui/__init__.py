"""Tests of the window: real widgets on a real screen (Xvfb)."""
