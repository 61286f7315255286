"""Papers of a building: its file with the plan of its doors; and the sheet that its head fills in."""
from __future__ import annotations

from reports import building_sheet as building_sheet
