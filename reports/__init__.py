"""Papers: documents, their writers, and reading workbooks. Imports center and db, never views."""
