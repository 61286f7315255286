"""What the centre may do and must count: rules, commands, measures, the Desk. Knows no engine, screen, file format."""
