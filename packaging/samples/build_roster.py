"""Makes `templates/samples/党员花名册（样例）.xlsx`: a roster as ugly as real ones, of nobody who lives.

ID numbers have the area 990101, which does not exist, and phones begin with 1990000. Run it as
`python packaging/samples/build_roster.py`. The same code gives the same table.
"""
from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.checks import id_check_digit  # noqa: E402

TARGET = ROOT / "templates" / "samples" / "党员花名册（样例）.xlsx"
TITLE = "晨光社区党员花名册（2026年11月）"
HEADINGS = ("序号", "党员姓名", "性别", "身份证号码", "出生年月", "文化程度", "入党时间", "所在支部", "党员类别",
            "转正时间", "联系电话", "家庭住址", "健康状况", "备注")
WIDTHS = (5, 9, 5, 21, 12, 9, 12, 11, 10, 12, 25, 22, 9, 12)
FIRST, COUNT, COLUMNS = 4, 60, "ABCDEFGHIJKLMN"
SURNAMES = ("林周何孙郑宋罗梁谢唐许韩邓曹彭曾萧田董袁潘于蒋蔡余杜叶程"
            "魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛")
MALE = ("德胜", "建国", "晓东", "永强", "文博", "国华", "学军", "志强", "明辉", "春生", "立新", "海波",
        "少华", "振兴", "卫东")
FEMALE = ("玉梅", "秀英", "海燕", "淑珍", "雅琴", "红霞", "春梅", "桂兰", "文兰", "玉兰",
          "丽华", "晓红", "凤英", "美玲", "慧敏")
EDUCATION = ("小学", "初中", "高中", "中专", "大专", "大专", "本科", "本科")
BRANCHES = ("第一支部", "第二支部", "第三支部")


class Person:
    """One invented member: the facts before a clerk's hand spoils them."""

    def __init__(self, chance: Random, place: int) -> None:
        self.male = chance.random() < 0.5
        self.name = SURNAMES[place] + (MALE if self.male else FEMALE)[(place * 7) % 15]
        self.birth = date(chance.randint(1946, 1996), chance.randint(1, 12), chance.randint(1, 28))
        first = f"990101{self.birth:%Y%m%d}{place * 2 + 100 + self.male:03d}"
        self.id_card = first + id_check_digit(first)
        self.joined = date(self.birth.year + chance.randint(21, 34), chance.randint(1, 12), chance.randint(1, 28))
        self.education = chance.choice(EDUCATION)
        self.branch = BRANCHES[min(place // 21, 2)]
        self.phone = f"1990000{1000 + place}"
        floor, door = chance.randint(1, 6), chance.randint(1, 2)
        self.home = f"晨光路{chance.randint(1, 9)}号楼{chance.randint(1, 5)}单元{floor}0{door}室"


def rows() -> list[list[Any]]:
    """The data rows, from row 4 of the file on, with every fault of a real roster."""
    chance = Random(20261118)
    people = [Person(chance, place) for place in range(COUNT)]
    table = [_written(person, place, chance) for place, person in enumerate(people)]
    _spoil(table, people)
    return table


def _written(person: Person, place: int, chance: Random) -> list[Any]:
    full = date(person.joined.year + 1, person.joined.month, person.joined.day)
    return [place + 1, person.name, "男" if person.male else "女", person.id_card, person.birth.isoformat(),
            person.education, _dated(person.joined, chance.randint(0, 4)), person.branch, "正式党员", full.isoformat(),
            person.phone, person.home, "良好", None]


def _dated(day: date, habit: int) -> Any:
    """One day as five clerks write it."""
    return (day.isoformat(), f"{day.year}年{day.month}月", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
            datetime(day.year, day.month, day.day))[habit]


def _spoil(table: list[list[Any]], people: list[Person]) -> None:
    for row, column, value in _faults(people):
        table[row - FIRST][COLUMNS.index(column)] = value


def _faults(people: list[Person]) -> tuple[tuple[int, str, Any], ...]:
    """Faults at fixed places: (row of the file, column, value)."""
    phone = [person.phone for person in people]
    joined = people[2].joined
    return (
        (5, "E", f"{people[1].birth.year}.{people[1].birth.month}"), (5, "H", "同上"),
        (6, "G", f"{joined.year % 100:02d}/{joined.month}/{joined.day}"), (6, "H", "同上"),
        (8, "E", f"{people[4].birth.year}年{people[4].birth.month}月"),
        (9, "D", float(people[5].id_card[:15] + "000")),
        (11, "D", _full_width(people[7].id_card)), (11, "H", "三支部"),
        (14, "D", people[10].id_card[:17] + _another(people[10].id_card[17])),
        (15, "H", "同上"),
        (17, "E", "2076-03-11"),
        (18, "K", f"{phone[14]}、0900-8123456"),
        (20, "K", f"{phone[16][:3]}-{phone[16][3:7]}-{phone[16][7:]}"),
        (22, "L", "无"),
        (23, "F", "硕士"),
        (24, "C", " 男 " if people[20].male else " 女 "),
        (26, "N", "—"),
        (31, "D", people[18].id_card),
        (36, "G", f"{people[32].birth.year - 3}-07-01"),
        (40, "I", "预备党员"), (40, "J", None),
        (42, "B", None),
        (45, "K", int(phone[41])),
        (47, "I", None),
        (50, "B", f"{people[46].name[0]}\u3000{people[46].name[1:]}"),
        (53, "D", people[49].id_card[:16] + people[49].id_card[17:]),
        (55, "L", "同上"),
        (57, "E", int(f"{people[53].birth:%Y%m%d}")),
        (58, "B", people[16].name), (58, "D", None), (58, "K", phone[16]),
    )


def _another(digit: str) -> str:
    return "0" if digit != "0" else "1"


def _full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def build(target: Path = TARGET) -> Path:
    """Write the workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet["A1"], sheet["A2"], sheet["H2"] = TITLE, "填报单位（盖章）：", "填报日期：2026年11月18日"
    sheet.merge_cells("A1:N1")
    sheet["A1"].font, sheet["A1"].alignment = Font(name="宋体", size=18, bold=True), Alignment(horizontal="center")
    for row in (list(HEADINGS), *rows()):
        sheet.append(row)
    bottom = sheet.max_row
    sheet.append([None, "合计", f"{COUNT}人"])
    sheet.append(["单位负责人：", None, None, "审核人：", None, None, "填表人：", *[None] * 3, "电话：0900-8000101"])
    line = Side(style="thin")
    for cells in sheet.iter_rows(min_row=3, max_row=bottom):
        for cell in cells:
            cell.border, cell.font = Border(line, line, line, line), Font(name="宋体", size=10, bold=cell.row == 3)
    for letter, width in zip(COLUMNS, WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    moment = datetime(2026, 11, 18, 9, 30)
    book.properties.creator, book.properties.created, book.properties.modified = "晨光社区", moment, moment
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


if __name__ == "__main__":
    print(build())
