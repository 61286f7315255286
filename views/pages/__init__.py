"""The pages of the window, one file each. A page draws a state of `views/state/` and asks the Desk through it."""
