"""The handbook without a screen: every page has a topic, every link leads somewhere, everything is found."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from center import catalog
from center.numbers import shipped
from db.days import SHANGHAI
from db.errors import Missing
from db.record import record_name
from reports.document import Heading
from reports.write import write
from views.shortcuts import SCOPES
from views.state.handbook import FOLDER, PICTURES, groups, search, topic, topic_of, topics
from views.state.handbook_paper import paper
from views.state.handbook_text import Span, blocks, plain, spans
from views.state.menu import MENU

PAGES = ["home", "papers", "inspection", "settings", "form:people", "import:members", "find", "welcome", "setup"]
KEYS = re.compile(r"(Ctrl|Shift|Alt|Tab|Esc|Enter|PgUp|PgDn|Home|End|F1|Excel|PDF|USB|[A-Z]|U)")
BIGGEST, ALL = 60_000, 1_500_000  # bytes of one picture, of all


def words_of(key: str) -> str:
    return topics()[key].text


def test_every_file_stands_in_the_contents_and_the_other_way_round() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(topics())
    assert len(topics()) == sum(len(group.topics) for group in groups())


@pytest.mark.parametrize("page", PAGES + [f"list:{name}" for group in MENU for p in group.places for name in p.records])
def test_every_page_has_its_topic(page: str) -> None:
    assert topic_of(page) in topics()


def test_a_page_nobody_wrote_about_opens_the_nearest_one() -> None:
    assert topic_of("form:assets") == "forms"
    assert topic_of("import:anything:else") == "import"
    assert topic_of("nothing known") == "start"
    for record in catalog.records():
        assert topic_of(f"form:{record_name(record)}") in topics()


@pytest.mark.parametrize("key", topics())
def test_every_link_leads_to_a_topic(key: str) -> None:
    links = {span.link for block in topics()[key].blocks for span in block.spans if span.link}
    assert links <= set(topics()) and key not in links


@pytest.mark.parametrize("key", topics())
def test_a_topic_is_short_and_plain(key: str) -> None:
    made = key in ("numbers", "shortcuts")  # what the program writes there is counted by nobody
    text = (FOLDER / f"{key}.md").read_text(encoding="utf-8")
    assert 400 < len(text) < 1600 or made
    assert not re.search(r"!(?!\[)|！", text)
    latin = re.sub(r"【[^】]*】|`[^`]*`|\([a-z-]+\)|pictures/[a-z-]+\.png|\{[a-z]+\}", "", text)
    strange = {word for word in re.findall(r"[A-Za-z]{2,}", latin)} - {"PDF", "backups"}
    assert not strange, strange


def test_steps_count_from_one_upwards() -> None:
    for one in topics().values():
        last = 0
        for block in one.blocks:
            if block.kind == "step":
                assert int(block.mark) in (1, last + 1), (one.key, block.mark)
                last = int(block.mark)


def test_every_picture_is_there_small_and_used() -> None:
    used = {block.mark for one in topics().values() for block in one.blocks if block.kind == "picture"}
    sizes = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert used == set(sizes)
    assert max(sizes.values()) <= BIGGEST and sum(sizes.values()) <= ALL


def test_shortcuts_and_numbers_come_from_the_program() -> None:
    text = words_of("shortcuts")
    assert all(scope.label in text and all(one.words in text for one in scope.shortcuts) for scope in SCOPES)
    assert "【Ctrl+K】" in text and "【Alt+1 … Alt+6】" in text
    assert all(entry["label"] in words_of("numbers") for entry in shipped().values())
    assert shipped()["voice.reply_workdays"]["source"] in words_of("numbers")


@pytest.mark.parametrize(
    ("words", "key"),
    [("备份", "backup"), ("bf", "backup"), ("hfys", "recovery"), ("恢复钥匙", "recovery"), ("9.90101E+17", "import"),
     ("ＣＴＲＬ＋Ｋ", "find"), ("共享输入状态", "input"), ("临柜", "counter"), ("撤销 导入", "undo"),
     ("dayin", "print"), ("daying", "print"), ("dayi", "print"), ("beifen", "backup"),
     ("huifu yaoshi", "recovery"), ("SUOPING", "lock"), ("gongxiangshuru", "input")],
)  # fmt: skip
def test_a_topic_is_found(words: str, key: str) -> None:
    assert key in [found.key for found in search(words)][:6]


def test_a_title_stands_before_a_mention() -> None:
    assert search("遮盖")[0].key == "masked"
    assert search("导入")[0].key == "import"
    assert search("恢复钥匙")[0].key == "recovery" and "8 组" in search("恢复钥匙")[0].excerpt


def test_what_was_found_is_shown_with_the_words_around_it() -> None:
    found = next(one for one in search("共享输入状态") if one.key == "input")
    assert "共享输入状态" in found.excerpt and len(found.excerpt) < 80


def test_pinyin_is_found_from_the_beginning_of_a_syllable_and_shown_as_it_is_written() -> None:
    found = next(one for one in search("gongxiangshuru") if one.key == "input")
    assert "共享输入" in found.excerpt
    assert search("ayingshezhi") == ()  # begins in the middle of 打


@pytest.mark.parametrize("words", ["", "   ", "没有这样的字句"])
def test_nothing_is_found_quietly(words: str) -> None:
    assert search(words) == ()


def test_a_topic_is_had_by_its_title_too_and_an_unknown_one_is_refused() -> None:
    assert topic("撤销").key == "undo"
    with pytest.raises(Missing, match="请从目录里选"):
        topic("没有")


def test_the_small_markdown_is_read() -> None:
    text = "正文【Ctrl+K】和`zs`，见[撤销](undo)。\n## 小标题\n1. 第一步\n- 一点\n> 一句\n| 词 | 意思 |\n"
    found = list(blocks(text + "| 【F1】 | 帮助 |\n![图](pictures/a-b.png)", {}))
    assert [block.kind for block in found] == ["text", "heading", "step", "point", "note", "row", "row", "picture"]
    assert found[0].spans == spans(text.split("\n")[0])
    assert Span("Ctrl+K", "key") in found[0].spans and Span("撤销", "", "undo") in found[0].spans
    assert plain(found[2]) == "1. 第一步" and plain(found[5]) == "词　意思" and plain(found[6]) == "【F1】　帮助"
    with pytest.raises(KeyError):
        list(blocks("{unknown}", {}))


def test_a_topic_and_the_whole_book_can_be_printed(tmp_path: Path) -> None:
    day = datetime(2026, 11, 20, tzinfo=SHANGHAI)
    one = paper(["shortcuts"], "晨光社区党群服务中心", day)
    assert one.title == "快捷键" and write(one, tmp_path / "one.pdf") == ()
    whole = paper(list(topics()), "", day)
    titles = [block.text for block in whole.parts[0].blocks if isinstance(block, Heading) and block.level == 2]
    assert titles == [each.title for each in topics().values()]
    assert write(paper(["forms", "input"], "", day), tmp_path / "two.pdf") == ()
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF")
