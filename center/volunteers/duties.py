"""What volunteers add to the page of today: how many there are."""
from __future__ import annotations

from center.duties import figure
from center.words import N_

figure("volunteers", "volunteers.active", N_("人"))
