"""Work lists from door to door."""
from __future__ import annotations

from center.editing import editing
from center.visits import commands as commands
from center.visits import following as following
from center.visits import measures as measures
from center.visits.commands import remove_list
from center.visits.rules import check_list
from db.models.visits import VisitList

editing(VisitList, check=check_list, removing=remove_list)
