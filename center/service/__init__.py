"""Windows, the item list and its guides."""
from __future__ import annotations

from center.editing import editing
from db.models.service import Item, ItemList, Window

editing(Window)
editing(ItemList)
editing(Item)
