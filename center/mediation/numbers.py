"""The numbers of a committee's make-up, by key: their values stand in `templates/settings/numbers.toml`."""
LEAST, MOST, TERM_YEARS = "committee.least", "committee.most", "committee.term_years"
AHEAD_DAYS = "committee.ahead_days"  # before a term or a letter of appointment ends it is told
SCREENING_AHEAD = "screening.ahead_days"  # before a screening round is due it is told
