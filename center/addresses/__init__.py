"""Addresses: the reader, the queue of what it could not read, and what people said that a spelling means."""
from __future__ import annotations

from center.addresses import following as following
from center.addresses import importing as importing
from center.addresses import settling as settling
from center.editing import editing
from db.models.addresses import AddressRuling

editing(AddressRuling)
