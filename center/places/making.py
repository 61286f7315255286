"""Making many places at once: the plan, its preview and the command."""
