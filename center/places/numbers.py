"""Keys of the official numbers that places count with; see `templates/settings/numbers.toml`."""
from __future__ import annotations

CHILD_AGE = "place.child_age"        # below it a resident is a count and no name
MAKE_MOST = "place.make_most"        # doors that one act may make
UNMET_MONTHS = "place.unmet_months"  # how long 未遇 may stand on an open list
ORGANISATION_FROM = "branch.found_members"  # full members from which an enterprise has its own organisation
TERM_AHEAD = "cover.term_ahead_days"  # before a duty term ends it is told
INSURANCE_AHEAD = "cover.insurance_ahead_days"  # before an insurance ends it is told
