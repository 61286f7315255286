"""The sheet of one building for its head: locked columns, drop-downs, and its way back."""
