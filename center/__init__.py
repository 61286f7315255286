"""What the centre may do and must count: rules, commands, measures and the Desk. Knows no engine, screen or file format."""
