"""How an old register is read: which column is what, and each cell as a value or a sentence about why not. Pure.

The words of other people's registers stand in `templates/import/register.toml`.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from center.importing.cell import ASK, CHANGED, EMPTY, OK, REFUSED, Cell, raw_text
from center.importing.cells import ColumnReader
from center.importing.header import EXTRA, MAPPED, NUMBER, Header, Heading
from center.importing.words import bare, import_words
from center.words import N_
from db.checks import clean
from db.errors import Invalid, Unreadable
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty
from db.record import Column, column, typed_fields
from db.words import Listed

FILE = Path(__file__).resolve().parents[2] / "templates" / "import" / "register.toml"
LOOK_DOWN, TALLEST = 10, 2
LABELS = {
    "number": N_("案号"), "accepted_on": N_("受理日期"), "applicant": N_("申请人"), "respondent": N_("被申请人"),
    "parties": N_("当事人"), "type": N_("纠纷类型"), "source": N_("案件来源"), "referrer": N_("委托移送单位"),
    "people": N_("涉及人数"), "outcome": N_("调解结果"), "form": N_("协议形式"), "amount": N_("协议金额（元）"),
    "closed_on": N_("结案日期"), "brief": N_("纠纷简要情况"), "clauses": N_("协议内容"), "performed": N_("履行情况"),
    "confirmed": N_("司法确认"), "mediator": N_("调解员"), "committee": N_("调委会"), "place": N_("纠纷发生地"),
    "note": N_("备注"), "again": N_("是不是已有的"),
}
"""What a column of a register is called here; the last stands in no file: it is asked of a row."""
FIELDS = {"accepted_on": (Case, "accepted_on"), "closed_on": (Case, "closed_on"), "type": (Case, "type"),
          "source": (Case, "source"), "outcome": (Case, "outcome"), "people": (Case, "people"),
          "brief": (Case, "brief"), "place": (Case, "place"), "note": (Case, "note"), "referrer": (Case, "referrer"),
          "form": (Agreement, "form"), "amount": (Agreement, "amount"), "clauses": (Agreement, "clauses"),
          "performed": (Performance, "state")}
"""The field whose own reading a column has; the others are read here."""
_BRACKETS = str.maketrans("〔【［[〕】］]", "（（（（））））")
_YEARLESS = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?!\d)")
_CHINESE_YEAR = re.compile(r"二[〇零○]([〇零○一二])([〇零○一二三四五六七八九])年")
_PEOPLE = re.compile(r"(\d+)\s*[人名位]")
_FEW = re.compile(r"(?:([二三四五六七八九])?(十))?([一二两三四五六七八九])?\s*[人名位]?")
_PHONE, _ID = re.compile(r"(?<!\d)(1\d{10})(?!\d)"), re.compile(r"(?<!\d)(\d{17}[\dXx])(?!\d)")
_SEX_AGE = re.compile(r"[（(]\s*([男女])?\s*[，,、]?\s*(\d{1,3})?\s*岁?\s*[）)]")
_BETWEEN = re.compile(r"[、，,;；/\n]|\s{1,}(?=[\u4e00-\u9fff])")
_VERSUS = re.compile(r"(.{2,}?)\s*(?:与|诉|VS|vs)\s*(.{2,})", re.S)
_AGAINST = re.compile(r"(.+?)\s*(?:与|诉|VS|vs|—+|－)\s*(.+)|(.{2,}?)和(.{2,})", re.S)


@cache
def words() -> dict[str, Any]:
    """The file: columns, referral, settled, organisation, confirmed."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _meanings() -> dict[str, str]:
    return {bare(name): key for key, names in words()["columns"].items() for name in names}


@dataclass(frozen=True)
class Headings:
    """Where the headings stand (`header`, as the importer has them), the index of each column, the unit of money."""

    header: Header
    at: Mapping[str, int]
    unit: str = ""


def find_headings(rows: Sequence[Sequence[Any]], first_row: int = 1, merged: Sequence[tuple] = ()) -> Headings:
    """The heading that knows most columns within the first ten rows, one or two rows high. Raises Unreadable."""
    spread = _spread(rows, first_row, merged)
    found = [(_header(spread, top, height), -height, -top) for height in range(1, TALLEST + 1)
             for top in range(min(LOOK_DOWN, len(rows) - height + 1))]
    best = max(found, key=lambda one: (one[0].known, *one[1:]), default=(None,))[0]
    known = {one.path for one in best.headings if one.role == MAPPED} if best else set()
    if "accepted_on" not in known or not known & {"applicant", "respondent", "parties"}:
        names = Listed(LABELS[key] for key in ("number", "accepted_on", "applicant", "respondent"))
        raise Unreadable("没有认出登记簿的表头：前 10 行里找不到受理日期和当事人的列名。"
                         "请看看是不是选错了文件或工作表，或先在第一行写上列名，例如 {names}", names=names)
    at = {one.path: one.index for one in best.headings if one.role == MAPPED}
    money = next((one.text for one in best.headings if one.path == "amount"), "")
    return Headings(best, at, "万元" if "万元" in money else "")


def _spread(rows: Sequence[Sequence[Any]], first_row: int, merged: Sequence[tuple]) -> list[list[Any]]:
    """The first rows, with a heading merged over several columns repeated in each of them."""
    spread = [list(row) for row in rows[:LOOK_DOWN + TALLEST]]
    for top, left, low, right in merged:
        for at in range(top - first_row, min(low - first_row + 1, len(spread))):
            if right > left and 0 <= at and left <= len(spread[at]) and spread[at][left - 1] is not None:
                spread[at] += [None] * (right - len(spread[at]))
                spread[at][left - 1:right] = [spread[at][left - 1]] * (right - left + 1)
    return spread


def _header(rows: Sequence[Sequence[Any]], top: int, height: int) -> Header:
    part = rows[top:top + height]
    headings, taken = [], set()
    for index in range(max((len(row) for row in part), default=0)):
        stack = [str(row[index]) for row in part if index < len(row) and isinstance(row[index], str)]
        text = "".join(dict.fromkeys(" ".join(one.split()) for one in stack))
        keys = (_meanings().get(bare(one), "") for one in (*reversed(stack), text) if one)
        key = next((one for one in keys if one and one not in taken), "")
        role = MAPPED if key else NUMBER if bare(text) in import_words().numbering else EXTRA
        taken.add(key)
        headings.append(Heading(index, text, key, role))
    every = frozenset(value for row in part for value in row if isinstance(value, str))
    return Header(top, top + height - 1, tuple(headings), every)


def year_of(texts: Sequence[str]) -> int | None:
    """The one year that the title names (2023年人民调解案件登记簿); None when it names none or several."""
    found = {int(year) for text in texts for year in _YEAR.findall(text)}
    found |= {2000 + 10 * _figure(ten) + _figure(one) for text in texts for ten, one in _CHINESE_YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def _figure(sign: str) -> int:
    return max("〇一二三四五六七八九".find(sign), 0)


class Readers:
    """Reads the cells of one register. `types`: old name → code, of the editable table and of this import."""

    def __init__(self, today: date, types: Mapping[str, str], unit: str = "", year: int | None = None) -> None:
        self.types, self._unit, self._year = {_loose(name): code for name, code in types.items()}, unit, year
        self._readers = {key: ColumnReader(_column(*place), today) for key, place in FIELDS.items()}

    def read(self, key: str, raw: Any) -> Cell:
        """One cell of a column; 同上 is a cell that says so."""
        if key not in FIELDS:
            return self._plain(raw)
        reader = self._readers[key]
        if key == "people" and isinstance(raw, str):
            raw = _heads(_PEOPLE.sub(r"\1", raw))
        if key == "amount":
            raw = self._money(raw)
        cell = self._yearless(reader, raw) or reader.read(raw)
        if key == "type" and cell.state == REFUSED:
            return self._old_type(raw_text(raw))
        if key == "source" and self.referral(raw):
            return Cell(OK, raw_text(raw), raw_text(raw), "referral")
        return cell

    def referral(self, raw: Any) -> str:
        """Which kind of authority the source names (code of `referral_kind`); '' when none."""
        text = raw_text(raw)
        return next((kind for word, kind in words()["referral"].items() if word in text), "")

    def _plain(self, raw: Any) -> Cell:
        text = clean(raw_text(raw))
        if text.casefold() in import_words().same:
            return Cell(OK, text, same=True)
        if not text or text.casefold() in import_words().empty:
            return EMPTY
        return Cell(OK, raw_text(raw), text, text)

    def _money(self, raw: Any) -> Any:
        """A bare figure under a heading in 万元 is so many 万元."""
        if self._unit and raw is not None and not isinstance(raw, bool):
            text = raw_text(raw)
            return text if re.search(r"[元万亿]", text) or not re.search(r"\d", text) else text + self._unit
        return raw

    def _yearless(self, reader: ColumnReader, raw: Any) -> Cell | None:
        """3月5日 in a register of 2023 is of that year."""
        if reader.at.kind != "date" or not self._year or not isinstance(raw, str):
            return None
        match = _YEARLESS.fullmatch(clean(raw))
        if match is None:
            return None
        cell = reader.read(f"{self._year}年{match[1]}月{match[2]}日")
        if cell.state == REFUSED:
            return Cell(REFUSED, raw, raw, message=cell.message)
        told = Invalid("没有写年份，按标题的年份读作 {text}，请核对", text=cell.text)
        return Cell(CHANGED, raw, cell.text, cell.value, told)

    def _old_type(self, text: str) -> Cell:
        code = self.types.get(_loose(text))
        if code is None:
            doubt = Invalid("“{text}”是旧的类型名称，请选它是现在的哪一类", text=text)
            return Cell(ASK, text, text, message=doubt, missing=clean(text))
        shown = Case._meta.fields["type"].show(code)
        told = Invalid("旧类型“{text}”按对照表算作{shown}，请核对", text=text, shown=shown)
        return Cell(CHANGED, text, shown, code, told)


def _heads(text: str) -> str:
    """二, 两人, 十二 as a register by hand has them, in figures."""
    if not (match := _FEW.fullmatch(clean(text))):
        return text
    tens, ten, ones = match[1], match[2], match[3]
    value = (_count(tens) if tens else 1) * 10 + _count(ones) if ten else _count(ones) if not tens else 0
    return str(value) if value else text


def _count(sign: str | None) -> int:
    return "〇一二三四五六七八九".find((sign or "〇").replace("两", "二"))


def _loose(text: str) -> str:
    return re.sub(r"\s+|纠纷$|类$|案$", "", clean(text)).casefold()


def _column(record: type, name: str) -> Column:
    """The column of a field, whether the record's sheet shows it or not."""
    if name in dict(typed_fields(record)):
        return column(record, name)
    raise KeyError(name)


def number_of(text: str) -> str:
    """A number with the brackets that our own numbers have."""
    return re.sub(r"\s+", "", text).translate(_BRACKETS).replace("(", "（").replace(")", "）")


def split_sides(text: str) -> tuple[str, str]:
    """One column for both sides: 甲与乙, 甲诉乙; without a word between them all stand on the first side."""
    if match := _AGAINST.fullmatch(text.strip()):
        return match[1] or match[3], match[2] or match[4]
    names = [one for one in _BETWEEN.split(text) if one]
    return (names[0], "、".join(names[1:])) if len(names) > 1 else (text, "")


def both_sides(text: str) -> tuple[str, str] | None:
    """(one, the other) of one side's cell that has both: 甲与乙, 甲诉乙; 和 may be part of a name, it parts none."""
    match = _VERSUS.fullmatch(text.strip())
    return (match[1], match[2]) if match else None


def parties_of(text: str, side: str) -> list[dict[str, Any]]:
    """The parties of one cell as typed: `side, kind, name`, and phone, ID, sex and age that stood beside a name."""
    found = []
    for part in _BETWEEN.split(_bracketed(text)):
        if values := _party(part.replace("\0", "、")):
            found.append({"side": side, **values})
    return found


def _bracketed(text: str) -> str:
    """Commas inside brackets do not part names."""
    return re.sub(r"[（(][^（()）]*[）)]", lambda match: re.sub(r"[、，,;；/\s]", "\0", match[0]), text)


def _party(text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, pattern in (("id_card", _ID), ("phone", _PHONE)):
        if match := pattern.search(text):
            read = CaseParty._meta.fields[name].read(match[1])
            if not isinstance(read, Invalid):
                values[name], text = read, text.replace(match[1], "")
    if match := _SEX_AGE.search(text):
        if match[1] or match[2]:
            values["sex"] = {"男": "1", "女": "2"}.get(match[1] or "")
            values["age"] = int(match[2]) if match[2] and int(match[2]) <= 130 else None
            text = text.replace(match[0], "")
    name = CaseParty._meta.fields["name"].read(text.strip(" ：:·-—，,"))
    if name is None or isinstance(name, Invalid):
        return {}
    endings = tuple(words()["organisation"]["endings"])
    kind = "organisation" if name.rstrip("）)").endswith(endings) else "person"
    return {"kind": kind, "name": name, **{key: value for key, value in values.items() if value is not None}}
