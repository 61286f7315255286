"""Rules of a work list: its days fit together. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.errors import Invalid


def check_list(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A list ends no earlier than it begins."""
    found, opened = {}, values.get("opened_on")
    if opened and (due := values.get("due_on")) and due.last < opened.first:
        found["due_on"] = Invalid("完成期限比开始日期早，请核对这两格")
    if opened and (closed := values.get("closed_on")) and closed.last < opened.first:
        found["closed_on"] = Invalid("结束日期比开始日期早，请核对这两格")
    return found
