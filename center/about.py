"""What the program calls itself."""
from __future__ import annotations

from center.words import N_

VERSION = "0.1.0"
NAME = N_("党群服务中心工作台")
