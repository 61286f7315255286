"""The numbers of a committee's make-up, by key: their values stand in `templates/settings/numbers.toml`."""
LEAST, MOST, TERM_YEARS = "committee.least", "committee.most", "committee.term_years"
