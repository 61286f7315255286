"""A pseudo-language puts every message in brackets: Chinese outside of them is a text of ours nobody can translate.

The centre's own texts are Latin here, so what a person typed cannot hide one of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from center import opening, words
from center.cases.fixed_texts import fixed_texts
from center.desk import Desk
from center.numbers import shipped
from db.models.centre import Zone
from db.models.governance import Asset, Check, Rule
from db.models.members import Branch, Member
from db.models.reception import Voice
from db.record import record_name
from db.wrapping import FAST
from tests.gui.hands import wait
from tests.gui.reading import escaped, texts, wrapped
from tests.gui.seats import show
from tests.gui.walking import calm
from tests.stores import PASSWORD, id_card
from views.languages import LANGUAGES
from views.pages.inspection import InspectionPage
from views.pages.settings_texts import CaseTextsPart
from views.state.menu import PARTS, lists
from views.window import Window

LATIN = {"name": "Morning Light", "level": "community"}
ROWS = (
    (Branch, {"党组织名称": "First branch", "组织类别": "党支部"}),
    (Member, {"姓名": "Lin", "公民身份证号": id_card("19800101"), "所在党支部": "First branch",
              "人员类别": "预备党员", "加入党组织日期": "2026-01-05"}),
    (Voice, {"来源": "来电", "收到日期": "2026-11-03", "反映事项": "Lamp out"}),
    (Zone, {"分区名称": "Hall", "类型": "综合服务区"}),
    (Rule, {"制度名称": "Seals", "对应要求": "印章管理"}),
    (Check, {"检查类别": "消防安全", "检查内容": "Exits", "应查日期": "2026-11-18"}),
    (Asset, {"资产名称": "Desk", "类别": "家具用具", "数量": "2"}),
)
FORMS = ("members", "voices", "centres")  # all forms are made by the same hand
WHOLE = ("welcome", "set up", "sign in", "find")
DOCUMENT = "〔"  # an official document is called what it is called: 国办发〔2021〕56号
TONGUES = tuple(name for _code, name in LANGUAGES)  # a language is offered in its own words


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The window on a Latin centre, in the pseudo-language."""
    folder = tmp_path / "store"
    desk = opening.create(folder, LATIN, "lin", "Lin", PASSWORD, kdf=FAST).desk
    for record, typed in ROWS:
        desk.do(f"{record_name(record)}.add", values=desk.take(record, typed))
    desk.close()
    made = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    words.speak(wrapped, "/", ";")
    yield show(made)
    words.speak(str)
    made.close()


def pages(window: Window) -> Iterator[str]:
    """Every page in turn, each shown."""
    for name, front in (("welcome", window.welcome), ("set up", window.set_up), ("sign in", window.ask_in)):
        front()
        yield name
    desk: Desk = opening.sign_in(window.folder, "lin", PASSWORD)
    window.work(desk)
    bench = window.bench
    wait(window.root, lambda: bench.page.state.figures)
    yield "home"
    for place in (place for group in bench.groups for place in group.places):
        bench.go(place.key)
        yield place.key
        for record in lists(place, desk.may):
            bench.go_list(record)
            yield f"list {record.__name__}"
            if record_name(record) in FORMS:
                bench.go_form(record)
                yield f"form {record.__name__}"
                bench.page.leave()
    bench.show("import:members")
    yield "import"
    for part, _label, _right in PARTS:
        if part != "about":  # the licences are a document
            bench.show("settings").pick(part)
            yield f"settings {part}"
    bench.find_anyone()
    yield "find"


def sourced(text: str) -> bool:
    """Whether it tells the source of an official number, which is called what it is called."""
    return any(one["source"] in "".join(text.split()) for one in shipped().values())


def official(desk: Desk, text: str) -> bool:
    """Whether it is a text of an official paper, which is Chinese whatever the window speaks, or its source: as a
    whole, a line of it, or its beginning where a list has no room."""
    said, cut = "".join(text.removesuffix("…").split()), text.endswith("…")
    whole = [words for one in fixed_texts(desk) for words in (one.value, one.step.source, *one.value.splitlines())]
    every = ["".join(words.split()) for words in whole]
    return any(words.startswith(said) for words in every) if cut else said in every


def fixed(part: CaseTextsPart) -> Iterator[str]:
    """What stands beside each text of official papers, and in the form that words it otherwise."""
    for place in range(1, len(part.texts) + 1):
        part.grid_.select_id(place)
        yield from texts(part.side)
        part.edit()
        yield from texts(part.box)
        part.box.close()


def whys(page: InspectionPage) -> Iterator[str]:
    """What is said of why each indicator got its score: as a 草稿, and frozen in the store and read back."""
    wait(page, lambda: page.state.sheet is not None)
    for state in ("", "opened"):
        for line in page.state.sheet.lines:
            page.why.show(line)
            yield from texts(page.why)
        if not state:
            page.go_on()
            wait(page, lambda: page.state.state == "opened")


def shown(window: Window, page: str) -> Iterator[str]:
    """What a page shows. Pages are kept, so that a page is read when it is new, and everything once more at the end."""
    if page == "inspection":
        return whys(window.bench.page)
    if page == "settings case_texts":
        return fixed(window.bench.page.part)
    return texts(window.root if page in WHOLE else window.bench.status)


def test_no_text_on_any_page_escapes_translation(window: Window):
    found: dict[str, str] = {}
    for page in pages(window):
        calm(window)
        for text in shown(window, page):
            left = escaped(text)
            if left and DOCUMENT not in left and left not in TONGUES and not sourced(left):
                found.setdefault(left, page)
    found = {text: page for text, page in found.items() if not official(window.bench.desk, text)}
    assert not found, "\n".join(f"{page}: {text}" for text, page in found.items())


@pytest.mark.parametrize(("text", "left"), [
    ("⟦保存⟧", ""), ("⟦新增{label}⟧ ⟦党员⟧", ""), ("Lin", ""), ("⟦很长的一句…", ""), ("保存", "保存"),
    ("⟦共⟧ 3 条", "3 条"), ("11月24日 ⟦星期二⟧", ""),
])
def test_what_escapes_would_be_seen(text: str, left: str):
    assert escaped(text) == left
