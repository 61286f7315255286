"""Attachments of any row: put in, renamed, taken away; whoever may read the row may read what is attached to it."""
