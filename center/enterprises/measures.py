"""The situation table and the coverage of Party organisations."""
