"""The window kit: start-up, theme, grid, controls, overlays. Nothing in here knows the domain.

One rule for numbers: every size given to the kit (padding, width, text size) is a *design
pixel*; `theme.px` turns it into device pixels once, so a page never multiplies by the scale.
"""
