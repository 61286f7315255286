"""Half-typed forms in the window: left, given back, killed, changed by others; undo that names what it does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

from center import opening
from db.listing import Query
from db.models.members import Branch, Member
from tests.gui.hands import press, type_text, wait
from tests.gui.seats import show
from tests.stores import PASSWORD, add_branch, id_card
from views import taking_back
from views.kit import resting
from views.pages.form_bands import ClashBand, EarlierBand
from views.window import Window

TREE = Path(__file__).parent.parent.parent
TYPING = """
import sys
from center import opening
from db.listing import Query
from db.models.members import Member
from views.window import Window
window = Window(sys.argv[1], mode="light", scale=1.0, size=(1366, 768), upkeep=False)
window.work(opening.sign_in(window.folder, "lin", sys.argv[2]))
bench = window.bench
window.root.update()
page = bench.go_form(Member)
window.root.update()
page.form.fields["person.name"].entry.inner.insert(0, "张小龙")
page.form.fields["person.phone"].entry.inner.insert(0, "1380000")
page.form.fields["note"].inner.insert("1.0", "说到一半")
page.form.fields["note"].focus_set()
def look():
    if bench.desk.drafts():
        print("kept", flush=True)
    window.root.after(20, look)
look()
window.run()
"""


def inner(page, path: str):
    return page.form.fields[path].entry.inner


def notes(window) -> list[str]:
    return [note._words.cget("text") for note in window.root.kit_toasts if note.winfo_exists()]


def press_note(window, words: str) -> None:
    note = next(one for one in reversed(window.root.kit_toasts) if words in one._words.cget("text"))
    window.root.update()
    note._action.event_generate("<ButtonRelease-1>")
    wait(window.root, lambda: not window.jobs.busy)


def member(bench, name: str) -> int:
    return bench.desk.ids(Query(Member, search=name))[0]


def idle(window) -> None:
    wait(window.root, lambda: not window.jobs.busy)


def test_what_was_typed_when_the_program_was_killed_is_given_back(centre: Path, tmp_path: Path) -> None:
    shutil.copytree(centre, tmp_path / "store")
    asked = [sys.executable, "-c", TYPING.replace("sys.argv[1]", "__import__('pathlib').Path(sys.argv[1])"),
             str(tmp_path / "store"), PASSWORD]
    with subprocess.Popen(asked, cwd=TREE, stdout=subprocess.PIPE, text=True, env=os.environ) as child:
        assert child.stdout.readline() == "kept\n"
        child.send_signal(signal.SIGKILL)
    window = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(tmp_path / "store", "lin", PASSWORD))
    show(window)
    bench = window.bench
    bench.go("home")
    page = bench.page
    duty = next(one for one in page.state.home.duties if one.kind == "draft")
    assert duty.title == "上次没填完：党员 张小龙"
    page.open_duty(duty)
    window.root.update()
    form = bench.page.form
    assert form.changes() == {"person.name": "张小龙", "person.phone": "1380000", "note": "说到一半"}
    wait(window.root, lambda: window.root.focus_get() is form.fields["note"].inner)
    assert bench.page.head.kept.text.startswith("草稿 · ") and len(bench.desk.drafts()) == 1
    type_text(inner(bench.page, "person.name"), "二")
    window.ask_close()
    assert window.bench is None  # nothing was asked, and what was just typed is kept
    again = opening.sign_in(tmp_path / "store", "lin", PASSWORD)
    assert again.drafts()[0].texts["person.name"] == "张小龙二"
    again.close()


def test_leaving_asks_nothing_and_a_new_form_comes_back_or_begins_again(seat) -> None:
    bench, root = seat.bench, seat.root
    page = bench.go_form(Member)
    root.update()
    assert bench.desk.drafts() == []
    type_text(inner(page, "person.name"), "张小龙")
    press(inner(page, "person.name"), "<Escape>")
    assert bench.key == "list:members" and getattr(root, "kit_overlay", None) is None
    assert len(bench.desk.drafts()) == 1
    bench.go("people")
    root.update()
    bench.go_form(Member)
    root.update()
    assert inner(page, "person.name").get() == "张小龙" and page.band is None
    bench.add_here()
    root.update()
    assert inner(page, "person.name").get() == "" and isinstance(page.band, EarlierBand)
    type_text(inner(page, "person.name"), "李四")
    page.keep()
    assert [one.texts["person.name"] for one in bench.desk.drafts()] == ["李四", "张小龙"]
    page.discard()
    assert len(bench.desk.drafts()) == 1 and "已放弃没填完的内容：党员 李" in "".join(notes(seat))
    press_note(seat, "已放弃没填完的内容：党员 李")
    root.update()
    assert bench.page is page and inner(page, "person.name").get() == "李四" and len(bench.desk.drafts()) == 2
    place = page.keep_place()
    bench.go_draft(bench.desk.drafts()[1].id)
    page.come_back(place)  # as after another clerk's turn
    assert inner(page, "person.name").get() == "李四"
    bench.go_draft(bench.desk.drafts()[1].id)
    root.update()
    assert inner(page, "person.name").get() == "张小龙"


def test_a_pause_writes_a_draft_and_saving_takes_it_along(seat, monkeypatch) -> None:
    monkeypatch.setattr(resting, "REST", 30)
    bench, root = seat.bench, seat.root
    page = bench.go_form(Member)
    root.update()
    texts = {"person.name": "张小龙", "person.id_card": id_card("19800101", 3), "category": "正式党员",
             "branch": "第一党支部"}
    for path, text in texts.items():
        type_text(inner(page, path), text)
    wait(root, lambda: bench.desk.drafts() and len(bench.desk.drafts()[0].texts) >= 4)
    press(inner(page, "person.name"), "<Control-s>")
    assert bench.key == "list:members" and bench.desk.drafts() == []
    assert bench.page.state.total == 9
    root.update()
    bench.go_form(Member)
    root.update()
    assert page.form.changes() == {} and not page.form.dirty
    type_text(inner(page, "person.name"), "误")
    page.keep()
    press(inner(page, "person.name"), "<Control-z>")
    page.keep()
    assert bench.desk.drafts() == [] and page.head.kept.text == ""
    press(inner(page, "person.name"), "<Control-z>")
    assert bench.status._text.text == "这一格没有可以撤销的了" and len(bench.desk.ids(Query(Member))) == 9


def test_what_somebody_else_changed_stands_side_by_side_and_she_chooses(seat) -> None:
    bench, root = seat.bench, seat.root
    rid = member(bench, "张三")
    page = bench.go_form(Member, rid)
    root.update()
    page.form.fields["person.phone"].put("13911112222")
    page.form.fields["mobile_to"].put("青岛")
    person = bench.desk.do  # somebody else at the same store
    person("members.edit", id=rid, values={"mobile_to": "烟台", "duty": "委员", "person.phone": "13800009999"})
    page.save()
    root.update()
    assert isinstance(page.band, ClashBand) and list(page.band.rows) == ["person.phone", "mobile_to"]
    assert page.form.fields["duty"].get() == "委员" and "您填的都还在" in page.note.text
    page.band.rows["mobile_to"].pick("now")
    assert page.form.fields["mobile_to"].get() == "烟台"
    page.save()
    root.update()
    entry = bench.desk.get(Member, rid)
    assert (entry.values["person.phone"], entry.texts["mobile_to"]) == ("13911112222", "烟台")
    assert bench.key == "list:members" and bench.desk.drafts() == []
    page = bench.go_form(Member, rid)
    root.update()
    page.form.fields["mobile_to"].put("济南")
    person("members.remove", id=rid)
    page.save()
    root.update()
    assert page.rid is None and page.form.changes() == {"mobile_to": "济南"} and "已经删除" in page.note.text


def test_undo_names_the_act_redoes_it_and_asks_about_an_earlier_one(seat) -> None:
    bench, root = seat.bench, seat.root
    add_branch(bench.desk, "第三党支部")
    bench.go("branches")
    bench.told()
    first = bench.desk.next_undo()
    add_branch(bench.desk, "第四党支部")
    bench.told()
    assert not any("第三党支部" in words for words in notes(seat))  # an older act cannot be taken back from its note
    taking_back.undo(bench, first.act)
    idle(seat)
    assert any("最近一步开始撤销" in words for words in notes(seat)) and bench.page.state.total == 4
    bench.undo()
    idle(seat)
    assert "已撤销：新增党组织 第四党支部" in notes(seat) and bench.page.state.total == 3
    press_note(seat, "已撤销")
    assert "已重做：新增党组织 第四党支部" in notes(seat) and bench.page.state.total == 4
    for left in (3, 2):
        bench.undo()
        idle(seat)
        assert bench.page.state.total == left
    bench.undo()  # done before this sign-in
    box = root.kit_overlay
    assert box is not None and bench.desk.next_undo().label.startswith("新增党员")
    press(root.focus_get(), "<Escape>")
    assert getattr(root, "kit_overlay", None) is None and len(bench.desk.ids(Query(Member))) == 8
    press(bench.page.grid_.body, "<Control-Shift-Z>")
    idle(seat)
    assert bench.page.state.total == 3


def test_undo_takes_back_what_was_newest_when_the_key_went_down(seat) -> None:
    bench = seat.bench
    for name in ("第三党支部", "第四党支部"):
        add_branch(bench.desk, name)
    bench.go("branches")
    busy = threading.Event()
    bench.work("写表", lambda job: busy.wait(20), lambda result: None)
    bench.undo()
    bench.undo()  # two quick presses are two acts
    busy.set()
    idle(seat)
    assert bench.page.state.total == 2
    busy = threading.Event()
    add_branch(bench.desk, "第五党支部")
    bench.work("写表", lambda job: busy.wait(20), lambda result: None)
    bench.undo()
    add_branch(bench.desk, "第六党支部")  # nobody meant this one
    busy.set()
    idle(seat)
    assert bench.page.state.total == 4 and any("最近一步开始撤销" in words for words in notes(seat))


def test_removed_rows_are_put_back_from_their_page(seat) -> None:
    bench, root = seat.bench, seat.root
    gone = [member(bench, name) for name in ("张三", "王芳", "仇英")]
    for rid in gone:
        bench.desk.do("members.remove", id=rid)
    add_branch(bench.desk, "第三党支部")
    page = bench.show("removed")
    root.update()
    assert [line.title for line in page.state.lines] == ["仇英", "王芳", "张三"]
    page.grid_.toggle(0)
    page.grid_.toggle(1)
    page.restore()
    root.update()
    assert [line.title for line in page.state.lines] == ["张三"] and len(bench.desk.ids(Query(Member))) == 7
    press(page.grid_.body, "<Return>")
    assert not page.state.lines and page.grid_.view.empty == "最近 30 天没有删除过什么"
    bench.undo()
    idle(seat)
    wait(root, lambda: len(page.state.lines) == 1)
    assert len(bench.desk.ids(Query(Branch))) == 3


def test_a_list_offers_its_drafts(seat) -> None:
    bench, root = seat.bench, seat.root
    page = bench.go_form(Member)
    for name in ("张一", "张二"):
        page.add()
        root.update()
        type_text(inner(page, "person.name"), name)
    bench.go("members")
    root.update()
    button = bench.page.drafts
    assert button.winfo_ismapped() and button.cget("text") == "草稿 2"
    button.invoke()
    root.update()
    root.focus_get().event_generate("<Return>")
    root.update()
    assert bench.page is page and inner(page, "person.name").get() == "张二"
    press(page.form.fields["lost"].box if "lost" in page.form.fields else inner(page, "person.name"), "<Control-z>")
    page.head.save_button._canvas.focus_force()
    bench.undo()  # the keys are on a button, but nobody means an earlier act
    assert bench.status._text.text.startswith("正在填表") and len(bench.desk.ids(Query(Member))) == 8
    page.discard()
    bench.page.drafts.choose()
    root.update()
    assert bench.page is page and inner(page, "person.name").get() == "张一"
