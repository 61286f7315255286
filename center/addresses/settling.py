"""Commands that settle an address by hand."""
