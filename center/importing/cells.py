"""One cell of somebody else's table becomes a value, or a sentence about why not.

A `ColumnReader` reads each different raw value of its column once: rosters repeat themselves.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from center.importing.cell import CHANGED, EMPTY, EXACT, OK, REFUSED, WARNING, Cell, Raw, raw_text
from center.importing.dates import read_date
from center.importing.foreign import Foreign
from center.importing.phones import read_phones
from center.importing.words import import_words
from db.checks import clean
from db.errors import Invalid
from db.record import Column

_NUMBERS = {"id_card", "credit_code", "phone", "text", "long", "name"}
_PLAINLY_SHOWN = {"text", "long", "name", "phone", "id_card", "credit_code"}


class ColumnReader:
    """Reads the cells of one column; `refer(text)` gives the cell of a Ref's name.

    `odd` is true once a cell depends on others (同上, a second phone).
    """

    def __init__(self, at: Column, today: date, refer: Callable[[str], Cell] | None = None) -> None:
        self.at, self.today, self.refer = at, today, refer
        self._known: dict[Raw, Cell] = {None: EMPTY}
        self.odd = False
        self._words = import_words()
        self._longest = max(map(len, self._words.same | self._words.empty))
        codes = getattr(at.field, "codes", None) if at.kind in ("code", "codes") else None
        self._asks = codes.asks if codes else {}
        self._foreign = Foreign(at)

    def read(self, raw: Raw) -> Cell:
        """The cell of a raw value."""
        cell = self._known.get(raw)
        if cell is None:
            cell = self._known[raw] = self._read(raw)
            self.odd = self.odd or cell.same or bool(cell.spare)
        return cell

    def read_all(self, raws: Iterable[Raw]) -> list[Cell]:
        """The cells of many raw values; the loop is written out because a full table has a million cells."""
        known, read = self._known.get, self.read
        return [known(raw) or read(raw) for raw in raws]

    def _read(self, raw: Raw) -> Cell:
        written = raw_text(raw)
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            if abs(raw) >= EXACT and self.at.kind in _NUMBERS:
                return Cell(REFUSED, written, written, message=_lost(self.at.kind, written))
            return self._number(raw, written)
        text = _unwrap(clean(written))
        if not text:
            return EMPTY
        return self._text(text, written, raw)

    def _text(self, text: str, written: str, raw: Raw) -> Cell:
        text = self._foreign.chinese(text)
        word = text.casefold()
        if len(word) <= self._longest:
            if word in self._words.same:
                return self._same(written)
            if self._means_nothing(word, text):
                return Cell(OK, written)
        kind = self.at.kind
        if self.at.sensitive and "*" in text and kind != "long":
            return Cell(REFUSED, written, written, message=Invalid(_MASKED), masked=True)
        if kind == "date":
            return read_date(self.at.field, raw if isinstance(raw, date) else text, written, self.today)
        if kind == "phone":
            return read_phones(self.at.field, text, written)
        if kind == "ref" and self.refer:
            return self.refer(text)
        if kind == "ref":
            return Cell(REFUSED, written, message=Invalid("这一栏不能导入，请把它设成“略过”"))
        if word in self._asks or text in self._asks:
            code, question = self._asks.get(text) or self._asks[word]
            doubt = Invalid("{question}先这样导入，请核对", question=question)
            return Cell(WARNING, written, self.at.field.show(code), code, doubt)
        if kind in ("text", "long"):
            text = _unwrap(self.at.field.tidied(written))  # running text keeps its Chinese punctuation
        return self._finish(self.at.field.read(text, self.today), written, raw)

    def _means_nothing(self, word: str, text: str) -> bool:
        if word not in self._words.empty or self.at.kind == "yes":
            return False
        return self.at.kind not in ("code", "codes") or self.at.field.codes.code_of(text) is None

    def _same(self, written: str) -> Cell:
        if self.at.kind in ("id_card", "credit_code", "name"):
            return Cell(REFUSED, written, written, message=Invalid("{label}不能写“同上”，请写全", label=self.at.label))
        return Cell(OK, written, same=True)

    def _number(self, raw: int | float, written: str) -> Cell:
        kind = self.at.kind
        if kind == "date":
            return read_date(self.at.field, raw, written, self.today)
        if kind == "phone":
            return read_phones(self.at.field, written, written)
        if kind == "ref":
            return self.refer(written) if self.refer else EMPTY
        if kind == "percent" and abs(raw) <= 1:
            written = f"{round(raw * 100, 4):g}%"
        if kind == "amount":
            written = f"{raw:.2f}" if abs(raw * 100 - round(raw * 100)) < 1e-6 else repr(raw)
        return self._finish(self.at.field.read(written, self.today), written, raw)

    def _finish(self, value: Any, written: str, raw: Raw) -> Cell:
        if isinstance(value, Invalid):
            return Cell(REFUSED, written, written, message=value)
        if value is None:
            return Cell(OK, written)
        text = self.at.field.show(value, masked=False)
        if isinstance(raw, str) and self.at.kind in _PLAINLY_SHOWN and text != raw.strip():
            return Cell(CHANGED, written, text, value, Invalid("已整理成规范的写法"))
        return Cell(OK, written, text, value)


_MASKED = "这是遮盖了一部分的内容，程序还原不了。请写全，或用没有遮盖的花名册"


def _lost(kind: str, written: str) -> Invalid:
    if kind == "id_card":
        return Invalid("Excel 把它存成了数字，只剩 {written}，后面几位已经丢失，无法还原，程序不会去猜。"
                       "请照身份证重新输入 18 位；下次先把这一列设成“文本”再填", written=written)
    return Invalid("Excel 把它存成了数字，只剩 {written}，后面几位已经丢失。请重新输入；"
                   "下次先把这一列设成“文本”再填", written=written)


_FORMULA_TEXT = re.compile(r'="(.*)"')


def _unwrap(text: str) -> str:
    """Without the marks that people put before a number so that Excel leaves it alone."""
    match = _FORMULA_TEXT.fullmatch(text)
    text = match[1] if match else text
    return text[1:].lstrip() if text[:1] in "'’‘`" and len(text) > 1 and text[1] not in "'" else text
