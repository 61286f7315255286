"""Commands of moving in and out."""
