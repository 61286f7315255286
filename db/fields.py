"""The column types of a record: each one is a peewee field that can also read and show its value as text.

`read(text)` gives a value, None for empty text, or an `Invalid` (never raises). `show(value)` gives the
text of lists, forms and papers; a `sensitive` value is masked unless `masked=False`.
"""
from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import peewee

from db.checks import clean, noughts, read_credit_code, read_id_card, read_phone, tidy
from db.codes import CodeList, apart, code_list
from db.day_words import understand
from db.days import SHANGHAI, Day
from db.errors import Invalid
from db.moments import read_moment
from db.money_words import read_amount
from db.words import Listed, Word

YES, NO = Word("是"), Word("否")


class Typed:
    """What a field says about itself. Nine options; a tenth needs two records that need it today.

    `right`: what an account must hold, beside reading the record, to see or ask for this column
    (`center/seeing.py`). Such a column is neither required nor searched.
    """

    kind = ""
    own: tuple[str, ...] = ()
    align = "left"

    def __init__(self, label: str, own: Any = None, *, required: bool = False, help: str = "", section: str = "",
                 width: int = 12, search: bool = False, sensitive: bool = False, right: str = "",
                 **peewee_options: Any) -> None:
        self.label, self.required, self.help, self.section = Word(label), required, Word(help), Word(section)
        self.width, self.search, self.sensitive, self.right = width, search, sensitive, right
        if right and (search or required):
            raise ValueError(f"{label}: a column with a right of its own is neither required nor searched")
        self.argument = own
        super().__init__(null=True, **peewee_options)

    def read(self, text: str, today: date | None = None) -> Any:
        """Value of a typed or imported text; None when empty; `Invalid` with what to do."""
        text = self.tidied(str(text))
        return None if not text else self.parse(text, today)

    def tidied(self, text: str) -> str:
        """The text without what nobody meant to type."""
        return clean(text)

    def show(self, value: Any, masked: bool = True) -> str:
        """Text of a value; '' for None."""
        if value is None:
            return ""
        text = self.format(value)
        return self.mask(text) if masked and self.sensitive else text

    def parse(self, text: str, today: date | None) -> Any:
        return text

    def format(self, value: Any) -> str:
        return str(value)

    def mask(self, text: str) -> str:
        return text[:1] + "*" * min(max(len(text) - 1, 1), 6)


class Text(Typed, peewee.TextField):
    """One line of up to 200 characters. Own argument 'address' masks down to the building and searches `3-2-501`."""

    kind = "text"
    limit = 200

    def tidied(self, text: str) -> str:
        return tidy(text)

    def parse(self, text: str, today: date | None) -> str | Invalid:
        text = re.sub(r"\s+", " ", text) if self.kind != "long" else text
        if len(text) > self.limit:
            return Invalid("最多 {limit} 字，现在有 {count} 字，请写短一些", limit=self.limit, count=len(text))
        return text

    def mask(self, text: str) -> str:
        if self.argument != "address":
            return super().mask(text)
        building = re.match(r".*?(?:号楼|栋|幢|座|#|号院|(?<=\d)-)", text)
        return (building[0].rstrip("-") if building else text[:4]) + "***"


class Long(Text):
    """Several lines, up to 5,000 characters."""

    kind = "long"
    limit = 5000


class PersonName(Text):
    """A person's name as on the ID card; found by pinyin and initials. Stands in full inside the office."""

    kind = "name"
    limit = 50

    def parse(self, text: str, today: date | None) -> str | Invalid:
        name = text if re.search(r"[A-Za-z]", text) else re.sub(r"\s+", "", text)
        if re.fullmatch(r"[\d\W_]+", name):
            return Invalid("这不像姓名，请照身份证填写")
        return super().parse(name.replace("•", "·"), today)


class Whole(Typed, peewee.IntegerField):
    """A whole number; own argument (low, high)."""

    kind = "whole"
    align = "right"

    def parse(self, text: str, today: date | None) -> int | Invalid:
        low, high = self.argument or (0, 2_000_000_000)
        number = re.sub(r"[,，\s]|\.0+$", "", noughts(text))
        if not re.fullmatch(r"-?\d{1,15}", number):
            return Invalid("请写整数")
        if not low <= int(number) <= high:
            return Invalid("请填 {low} 到 {high} 之间的数", low=low, high=high)
        return int(number)


class Amount(Typed, peewee.BigIntegerField):
    """Money in whole cents (分); typed and shown in yuan."""

    kind = "amount"
    align = "right"

    def parse(self, text: str, today: date | None) -> int | Invalid:
        return read_amount(text)

    def format(self, value: int) -> str:
        sign, value = ("-", -value) if value < 0 else ("", value)
        return f"{sign}{value // 100:,}.{value % 100:02d}"


class Percent(Typed, peewee.IntegerField):
    """A share in hundredths of a percent: 8570 is 85.7 %."""

    kind = "percent"
    align = "right"

    def parse(self, text: str, today: date | None) -> int | Invalid:
        try:
            return int(Decimal(noughts(re.sub(r"[%％\s]|^百分之", "", text))) * 100)
        except InvalidOperation:
            return Invalid("请写百分数，例如 85.7%")

    def format(self, value: int) -> str:
        return f"{value / 100:.2f}".rstrip("0").rstrip(".") + "%"


class Yes(Typed, peewee.BooleanField):
    """是 or 否."""

    kind = "yes"
    words = {"是": True, "否": False, "有": True, "无": False, "√": True, "✓": True, "×": False, "1": True, "0": False,
             "y": True, "n": False, "yes": True, "no": False, "true": True, "false": False, "不是": False, "对": True}

    def parse(self, text: str, today: date | None) -> bool | Invalid:
        value = self.words.get(text.lower())
        return Invalid("请写“是”或“否”") if value is None else value

    def format(self, value: bool) -> str:
        return YES if value else NO


class Date(Typed, peewee.TextField):
    """A day that keeps its precision (`Day`). Own argument 'future' allows days to come; else they are refused.

    A day without its year is the last such day, with 'future' the next one.
    """

    kind = "date"

    def parse(self, text: str, today: date | None) -> Day | Invalid:
        day = understand(text, today, self.argument == "future")
        if isinstance(day, Invalid):
            return day
        if day is None:
            return Invalid("看不懂这个日期，请写成 1987-06-15、1987年6月 或 1987.6")
        if not "1850" < day < "2200":
            return Invalid("年份不对，请再看一遍")
        if self.argument != "future" and today and day.first > today:
            return Invalid("日期在今天之后，请核对后改正")
        return day

    def python_value(self, value: str | None) -> Day | None:
        return None if value is None else Day(value)


class Moment(Typed, peewee.TextField):
    """A moment, stored as Shanghai wall time `2026-11-20T09:30:00`, given as an aware datetime."""

    kind = "moment"

    def parse(self, text: str, today: date | None) -> datetime | Invalid:
        return read_moment(text, today)

    def db_value(self, value: datetime | None) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return value.astimezone(SHANGHAI).replace(tzinfo=None).isoformat(timespec="seconds")

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value).replace(tzinfo=SHANGHAI)

    def format(self, value: datetime) -> str:
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


class Code(Typed, peewee.TextField):
    """One code of a list; own argument is the list's name in `templates/codes/`."""

    kind = "code"

    @property
    def codes(self) -> CodeList:
        return code_list(self.argument)

    def parse(self, text: str, today: date | None) -> str | Invalid:
        code = self.codes.code_of(text)
        if code is None:
            return Invalid("“{text}”不在{list}里，请从下拉里选一项", text=text, list=self.codes.name)
        return code

    def format(self, value: str) -> str:
        return self.codes.items.get(value, value)


class Codes(Code):
    """Several codes of a list, a tuple of str; typed with 、 or comma between."""

    kind = "codes"

    def parse(self, text: str, today: date | None) -> tuple[str, ...] | Invalid:
        found = []
        for word in apart(text, self.codes.code_of):
            code = super().parse(word, today)
            if isinstance(code, Invalid):
                return code
            found.append(code)
        return tuple(dict.fromkeys(found))

    def format(self, value: tuple[str, ...]) -> str:
        return Listed(super(Codes, self).format(code) for code in value)

    def db_value(self, value: tuple[str, ...] | None) -> str | None:
        return value if value is None or isinstance(value, str) else "," + ",".join(value) + ","

    def python_value(self, value: str | None) -> tuple[str, ...] | None:
        return None if value is None else tuple(part for part in value.split(",") if part)


class IdCard(Typed, peewee.TextField):
    """Citizen ID number (GB 11643-1999). Masked to first and last character: a birthday beside it gives eight away."""

    kind = "id_card"

    def parse(self, text: str, today: date | None) -> str | Invalid:
        number = read_id_card(text)
        if today and isinstance(number, str) and number[6:14] > today.strftime("%Y%m%d"):
            return Invalid("身份证号里的出生日期在今天之后，请对照身份证改正")
        return number

    def mask(self, text: str) -> str:
        return text[:1] + "*" * 16 + text[-1:]


class CreditCode(Typed, peewee.TextField):
    """Unified social credit code (GB 32100-2015)."""

    kind = "credit_code"

    def parse(self, text: str, today: date | None) -> str | Invalid:
        return read_credit_code(text)


class Phone(Typed, peewee.TextField):
    """A mobile or landline number."""

    kind = "phone"

    def parse(self, text: str, today: date | None) -> str | Invalid:
        return read_phone(text)

    def mask(self, text: str) -> str:
        return f"{text[:3]}****{text[-4:]}" if len(text) >= 11 else "****" + text[-2:]


class Ref(Typed, peewee.ForeignKeyField):
    """A link to another record, given as its integer id; own argument is that record."""

    kind = "ref"

    def __init__(self, label: str, to: type[peewee.Model], **options: Any) -> None:
        self.to = to
        known = {key: options.pop(key) for key in list(options) if key in _OPTIONS}
        self.label, self.argument = Word(label), to
        for key, default in _OPTIONS.items():
            value = known.get(key, default)
            setattr(self, key, Word(value) if key in ("help", "section") else value)
        peewee.ForeignKeyField.__init__(self, to, null=True, on_delete="RESTRICT", **{"backref": "+"} | options)

    def parse(self, text: str, today: date | None) -> int | Invalid:
        """Only an id can be read here; names are looked up by the Desk, which knows the store."""
        if text.isascii() and text.isdigit():
            return int(text)
        return Invalid("没有找到“{text}”，请从下拉里选一项", text=text)


_OPTIONS: dict[str, Any] = {
    "required": False, "help": "", "section": "", "width": 12, "search": False, "sensitive": False,
    "right": "",
}
