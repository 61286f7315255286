"""The store: records, transactions, questions, search, audit and backup. Imports nothing above it."""
