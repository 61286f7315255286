"""What the program calls itself."""
from __future__ import annotations

VERSION = "0.1.0"
NAME = "党群服务中心工作台"
