"""The settings and printing in the real window."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

from center.desk import Who
from tests.gui.hands import press, wait
from tests.test_settings import NOTICE
from views import languages
from views.kit import theme
from views.pages.printing import PrintBox


def idle(seat) -> None:
    wait(seat.root, lambda: not seat.jobs.busy)


def part_of(seat, key: str):
    page = seat.bench.show("settings")
    page.pick(key)
    seat.root.update()
    return page.part


def test_size_language_font_and_speed_change_at_once_and_the_page_is_kept(seat) -> None:
    bench = seat.bench
    part_of(seat, "look").scale.pick("1.25")
    wait(seat.root, lambda: seat.bench is not bench and seat.bench is not None)
    page = seat.bench.page
    assert theme.scale() == 1.25 and page.list.chosen == "look" and page.part.scale.chosen == "1.25"
    bench = seat.bench
    page.part.language.pick("en")
    wait(seat.root, lambda: seat.bench is not bench and seat.bench is not None)
    assert languages.current() == "en" and seat.bench.page.list.chosen == "look"
    bench = seat.bench
    seat.bench.page.part.language.pick("zh_CN")
    wait(seat.root, lambda: seat.bench is not bench and seat.bench is not None)
    bench = seat.bench
    seat.bench.page.part.speed.pick("slow")
    wait(seat.root, lambda: seat.bench is not bench and seat.bench is not None)
    assert theme.slow() and seat.look.slow and seat.look.scale == 1.25
    seat.bench.page.part.mode.pick("dark")
    assert theme.mode() == "dark" and seat.look.mode == "dark"
    from views.state import keeping

    kept = keeping.read(seat.folder)
    assert (kept.scale, kept.language, kept.slow, kept.mode) == (1.25, "zh_CN", True, "dark")
    theme.set_slow(False)


def test_a_font_that_is_gone_is_said(seat) -> None:
    theme.wish_family("没有的字体")
    seat.look.family = "没有的字体"
    seat.refurnish()
    seat.root.update()
    assert theme.missing_family() == "没有的字体" and theme.family() != "没有的字体"
    part = part_of(seat, "look")
    texts = [child.text for child in part.inside.winfo_children() if hasattr(child, "text")]
    assert any("没有的字体" in text and theme.family() in text for text in texts)
    theme.wish_family("")


def test_the_notice_is_pasted_and_the_parts_say_who_changes_them(seat, tmp_path: Path) -> None:
    part = part_of(seat, "rest_days")
    assert "中心负责人" in seat.bench.page.who.text
    part.add()
    part.box_field.put("这不是通知")
    seat.root.update()
    part.box_save()
    assert "没认出" in part.box_field.problem_text
    part.box_field.put(NOTICE)
    seat.root.update()
    assert "33" in part.box_said.text
    part.box_save()
    assert seat.bench.desk.next_undo().label == "写入2026年放假通知"
    backup = part_of(seat, "backup")
    (tmp_path / "stick").mkdir()
    backup.add_place(str(tmp_path / "stick"))
    backup.back_up_to(str(tmp_path / "stick"))
    idle(seat)
    assert "已备份到" in backup.result.text
    using = part_of(seat, "using")
    using.counter.pick("on")
    assert seat.bench.counter.on
    using.minutes.put("很久")
    using.save()
    assert using.minutes.problem_text
    using.minutes.put("5")
    using.save()
    assert seat.desk.number("lock.idle_minutes") == 5
    centre = part_of(seat, "centre")
    centre.edit()
    assert seat.bench.key == "form:centres"


def test_who_may_not_change_is_told_who_may(seat) -> None:
    from views.returning import whereabouts

    seat.desk = seat.desk.handed_to(Who("wang", "王晓", ("entry",)))
    where = whereabouts(seat.bench)
    seat.bench.destroy()
    seat.work(seat.desk, where)
    page = seat.bench.show("settings")
    for key in ("numbers", "rest_days", "accounts", "backup"):
        page.pick(key)
        seat.root.update()
        assert any("没有这项权限" in child.text for child in page.part.winfo_children()), key
    page.pick("centre")
    assert "您可以查看" in page.who.text
    page.pick("rights")


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that writes down what it was asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, body in (("lpstat", "test -e \"$(dirname $0)/gone\" || echo '一楼 accepting'"),
                       ("lp", 'printf "%s\\n" "$@" > "$(dirname $0)/asked"')):
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def box_of(seat) -> PrintBox:
    wait(seat.root, lambda: getattr(seat.root, "kit_overlay", None) is not None)
    return seat.root.kit_overlay.printing


def test_ctrl_p_prints_what_is_seen_anywhere(seat, service: Path) -> None:
    bench = seat.bench
    for go in (lambda: bench.go("members"), lambda: bench.go("home")):
        go()
        press(seat.root, "<Control-p>")
        box = box_of(seat)
        assert box.pages.path.stat().st_size > 1000 and box.pages.path.parent.stat().st_mode & 0o777 == 0o700
        press(box.box, "<Escape>")
        wait(seat.root, lambda box=box: not box.pages.path.exists())
    page = bench.go_list(bench.pages["list:members"].record)
    page.grid_.select_id(page.state.ids()[0])
    seat.root.update()
    page.detail.print_paper()
    box = box_of(seat)
    assert "党员记录单" in box.sheet.file_name
    box.fields["copies"].put("0")
    box.print()
    assert "份数" in box.note.text
    (service / "gone").touch()
    box.fields["copies"].put("2")
    box.print()
    idle(seat)
    assert "还没有打印机" in box.note.text and box.box.winfo_exists()
    (service / "gone").unlink()
    box.print()
    wait(seat.root, lambda: (service / "asked").exists() and getattr(seat.root, "kit_overlay", None) is None)
    assert "-n\n2" in (service / "asked").read_text()
    idle(seat)


def test_a_paper_is_asked_for_in_another_language_and_made_anew(seat, service: Path) -> None:
    seat.bench.go("members")
    seat.bench.print_here()
    box = box_of(seat)
    first = box.pages.path.read_bytes()
    assert box.language.get() == box.sheet.language == "zh_CN"
    box.language.put("en")
    box._other_language()
    assert "排版" in box.note.text
    wait(seat.root, lambda: box.pages.path.name.startswith("en_"))
    assert box.sheet.document.language == "en" and box.pages.path.read_bytes() != first
    box.close()
    idle(seat)
    page = seat.bench.show("papers")
    wait(seat.root, lambda: page.state.document is not None)
    page.use_language("zh_TW")
    wait(seat.root, lambda: page.state.document is not None and page.state.document.language == "zh_TW")
    assert page.state.language == "zh_TW" and page.language_button.cget("text") == "繁體中文"
    idle(seat)


def test_without_a_printer_the_pdf_can_still_be_opened(seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    seat.bench.go("members")
    seat.bench.print_here()
    box = box_of(seat)
    assert not box.fields and "打开 PDF" in box.note.text
    box.open()
    assert "没有能打开" in box.note.text
    box.close()
    idle(seat)


def test_a_number_is_saved_by_enter_and_by_the_key_of_saving_and_a_refusal_stays_at_its_field(seat) -> None:
    part = part_of(seat, "numbers")
    part.grid_.select_id(part.state.ids()[1])
    part.edit()
    seat.root.update()
    fields = part.box_fields
    fields["value"].put("不是数")
    fields["source"].put("街道通知")
    press(fields["source"].entry.inner, "<Return>")
    idle(seat)
    assert part.box.winfo_exists() and part.value.value != "35"
    fields["value"].put("35")
    seat.bench.save_here()
    idle(seat)
    assert not part.box.winfo_exists() and part.value.value == "35"


def test_a_part_looks_again_when_it_comes_back(seat, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    part = part_of(seat, "backup")
    part.add_place(str(stick))
    idle(seat)
    assert "在" in _words(part.rows)
    stick.rmdir()
    seat.bench.page.pick("rights")
    seat.bench.page.pick("backup")
    seat.root.update()
    assert "现在不在" in _words(part.rows)


def test_the_pill_of_the_colours_follows_the_key(seat) -> None:
    part = part_of(seat, "look")
    before = theme.mode()
    seat.bench.switch_mode()
    assert part.mode.chosen == theme.mode() != before
    seat.bench.switch_mode()
    assert part.mode.chosen == before


def _words(widget) -> list[str]:
    """What the labels and chips in it say."""
    own = [str(widget.cget("text"))] if widget.winfo_class() == "Label" else []
    return own + [one for child in widget.winfo_children() for one in _words(child)]
