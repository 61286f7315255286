"""Where somebody was in the window: kept in memory while another clerk works or the window is built anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Whereabouts:
    """`key` of the page in front; `left` by page key is what the page's `keep_place()` said, for its `come_back`.

    Holds ids, filters and positions, and the file of an import that is being corrected: nothing of a record's own.
    What was half typed lies in the store, as a draft.
    """

    key: str
    left: dict[str, Any] = field(default_factory=dict)
