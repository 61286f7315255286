"""The audit chain shows every changed, removed, inserted or cut-off row."""
from __future__ import annotations

import pytest

from db import chain
from tests.needs import CRYPTOGRAPHY

KEY = chain.audit_key(b"k" * 32)


@pytest.fixture
def rows():
    made, last = [], chain.START
    for seq in range(1, 21):
        row = {"seq": seq, "at": "2026-11-20T09:00:00+08:00", "account": "测试员", "text": f"第{seq}条", "act": None}
        last = chain.link(KEY, last, row)
        made.append(row | {"hash": last.hex()})
    return made


def head(rows):
    return rows[-1]["seq"], bytes.fromhex(rows[-1]["hash"])


def test_an_untouched_chain_holds(rows):
    verdict = chain.verify(rows, KEY, head(rows))
    assert verdict.whole and (verdict.seq, verdict.hash) == head(rows)
    assert chain.verify([], KEY).whole and chain.verify([], KEY, (0, chain.START)).whole


@pytest.mark.parametrize("column", ["at", "account", "text", "act", "hash"])
def test_a_changed_column_is_seen_at_its_row(rows, column):
    rows[6][column] = "00" * 32
    assert chain.verify(rows, KEY).broken == 7


def test_a_removed_an_inserted_and_a_swapped_row_are_seen(rows):
    assert chain.verify(rows[:5] + rows[6:], KEY).broken == 7
    assert chain.verify(rows[:5] + rows[4:], KEY).broken == 5
    assert chain.verify(rows[1:], KEY).broken == 2
    rows[3], rows[4] = rows[4], rows[3]
    assert not chain.verify(rows, KEY).whole


def test_a_cut_tail_is_seen_by_the_head_remembered_elsewhere(rows):
    assert chain.verify(rows[:-1], KEY).whole
    assert chain.verify(rows[:-1], KEY, head(rows)).cut
    assert chain.verify(rows, KEY, head(rows[:12])).whole, "an older head is still in the chain"


def test_nobody_without_the_key_can_chain_anew(rows):
    assert chain.verify(rows, chain.audit_key(b"x" * 32)).broken == 1


@CRYPTOGRAPHY
def test_keys_for_different_purposes_differ_and_follow_the_standard():
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf import hkdf

    assert chain.derive(b"k" * 32, "audit") != chain.derive(b"k" * 32, "head")

    assert chain.derive(b"k" * 32, "audit") == hkdf.HKDF(SHA256(), 32, None, b"audit").derive(b"k" * 32)


def test_a_digest_recognises_a_value_without_showing_it():
    one = chain.digest(KEY, "people.phone", "13800001234")
    assert one == chain.digest(KEY, "people.phone", "13800001234")
    assert len(one) == 32 and "1234" not in one
    assert one != chain.digest(KEY, "people.landline", "13800001234")
    assert one != chain.digest(chain.audit_key(b"x" * 32), "people.phone", "13800001234")
