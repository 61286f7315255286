"""Party members and Party organisations."""
from __future__ import annotations

from center.editing import editing
from center.members import statistics as statistics
from center.members.rules import ask_member, check_branch, check_member, complete_member, doubts_member
from db.models.members import Branch, Member

editing(Branch, check=check_branch)
editing(Member, check=check_member, complete=complete_member, doubts=doubts_member, asks=ask_member)
