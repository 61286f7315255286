"""Gaps in phrases, 【金额】【日期】: what is known fills them, amounts with capitals (大写); agreements keep none."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from center.capitals import capitals
from db.errors import Invalid

GAP = re.compile(r"【([^【】]+)】")
AMOUNT, CAPITALS = "金额", "大写"
TEXTS = ("facts", "duties", "clauses", "performance")


def filled(text: str, known: Mapping[str, str], amount: int | None = None) -> str:
    """A phrase with its gaps filled by name; 金额 is `amount` in cents, with 大写 beside it: 3,000 and 叁仟元整.

    What is not known stays a gap.
    """
    words = dict(known)
    if amount is not None:
        words |= {AMOUNT: f"{amount / 100:,.2f}".removesuffix(".00"), CAPITALS: capitals(amount, "")}
    return GAP.sub(lambda gap: words.get(gap[1]) or gap[0], text)


def without_gaps(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Invalid]]:
    """The texts of an agreement with its amount filled in, and at each text what is still open."""
    amount = values.get("amount")
    whole = {name: filled(values[name], {}, amount if isinstance(amount, int) else None)
             for name in TEXTS if isinstance(values.get(name), str)}
    left = {name: "".join(gap[0] for gap in GAP.finditer(text)) for name, text in whole.items()}
    return whole, {name: Invalid("还有没填的空：{gaps}，请填上或删去", gaps=some)
                   for name, some in left.items() if some}
