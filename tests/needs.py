"""What only a right set-up has: without it a test is skipped and counted, and where CI=true it fails.

So a run in which the encryption, say, could not be installed is never green by leaving out what is about it.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import NoReturn

import pytest

from db import driver, wrapping

AGAIN = "删掉 .venv，再运行 make test"
ENCRYPTION = pytest.mark.needs(driver.ENCRYPTED, f"没有加密数据库的 sqlcipher3：{AGAIN}")
ARGON2ID = pytest.mark.needs(wrapping.argon2id_works(), f"cryptography 里没有 Argon2id：{AGAIN}")
CRYPTOGRAPHY = pytest.mark.needs(find_spec("cryptography") is not None, f"没有 cryptography：{AGAIN}")
PASSWORDS = pytest.mark.needs(find_spec("msoffcrypto") is not None, f"没有读带密码表格的 msoffcrypto：{AGAIN}")
XDOTOOL = pytest.mark.needs(shutil.which("xdotool") is not None, "没有 xdotool：sudo apt-get install xdotool")


def lack(reason: str) -> NoReturn:
    """Something is missing here: skip the test that runs, or let it fail where CI=true."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
