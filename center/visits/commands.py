"""Commands of a work list: make, done, not met, close."""
