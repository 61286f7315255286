"""Rules, money, assets, checks and supervisors."""
from __future__ import annotations

from center.editing import editing
from db.models.governance import Asset, Budget, Check, Expense, Rule, Supervisor, SupervisorActivity

for record in (Rule, Budget, Expense, Asset, Check, Supervisor, SupervisorActivity):
    editing(record)
