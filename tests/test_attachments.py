"""Attachments: what may be added, by whom, what is kept once, what comes back, and what is let go."""
from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from center import opening
from center.accounts.keys import add_account
from center.attachments import NAME_LENGTH, Upload, kinds, read_upload
from center.attachments.reading import attached, copy, look
from center.desk import Desk
from db.errors import Denied, Invalid, Missing, UserError
from db.journal import Audit, Blob
from db.models.members import Member
from db.questions.attachments import sweepable
from db.wrapping import FAST as QUICK
from tests.stores import LOGIN, PASSWORD, Clock, add_branch, add_member, id_card
from views.state.attaching import Attachments

PDF = b"%PDF-1.7 one page"


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_member(desk, "张三", id_card("19700101", 1))
    add_account(desk, "hu", "胡敏", ("entry",), "entry-2026-row", QUICK)


def uid_of(desk: Desk, rid: int = 1) -> str:
    return desk.get(Member, rid).uid


def attach(desk: Desk, name: str = "审批表.pdf", data: bytes = PDF, **more) -> int:
    return desk.do("attachments.add", owner="members", row=uid_of(desk), file=Upload(name, data), **more)


def zipped(*names: str) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return whole.getvalue()


def test_a_file_is_attached_read_renamed_removed_and_brought_back(desk: Desk):
    aid = attach(desk, note="原件在档案柜")
    [kept] = attached(desk, Member, uid_of(desk))
    assert (kept.name, kept.size, kept.added_on, kept.note) == ("审批表.pdf", len(PDF), "2026-11-20", "原件在档案柜")
    assert look(desk, aid) == ("审批表.pdf", PDF)
    assert desk.do("attachments.rename", id=aid, name="入党审批表")
    assert attached(desk, Member, uid_of(desk))[0].name == "入党审批表.pdf"
    desk.do("attachments.remove", id=aid)
    assert attached(desk, Member, uid_of(desk)) == ()
    assert "入党审批表.pdf" in desk.undo()
    assert look(desk, aid)[1] == PDF


def test_the_same_bytes_are_kept_once_and_stay_while_anything_needs_them(desk: Desk, clock: Clock):
    first, second = attach(desk), attach(desk, "同一份.pdf")
    assert Blob.select().count() == 1
    desk.do("attachments.remove", id=first)
    desk.do("attachments.remove", id=second)
    assert not sweepable(), "undo can still bring them back"
    clock.now += timedelta(days=4000)
    desk.accept_clock()
    desk.do("settings.purge_history")
    assert sweepable() and desk.do("attachments.sweep") == 1 and Blob.select().count() == 0


def test_the_files_of_a_removed_row_wait_for_its_return(desk: Desk, clock: Clock):
    attach(desk)
    desk.do("members.remove", id=1)
    assert not sweepable()
    desk.undo()
    assert len(attached(desk, Member, uid_of(desk))) == 1
    desk.do("members.remove", id=1)
    clock.now += timedelta(days=4000)
    desk.accept_clock()
    desk.do("settings.purge_history")
    desk.do("attachments.sweep")
    assert Blob.select().count() == 0


def test_who_may_not_edit_the_row_may_not_touch_its_files(desk: Desk, tmp_path: Path, clock: Clock):
    aid, uid = attach(desk), uid_of(desk)
    desk.close()
    other = opening.sign_in(tmp_path / "store", "hu", "entry-2026-row", clock=clock)
    try:
        for refused in (lambda: attached(other, Member, uid), lambda: look(other, aid),
                        lambda: other.do("attachments.remove", id=aid),
                        lambda: other.do("attachments.add", owner="members", row=uid, file=Upload("a.pdf", PDF))):
            with pytest.raises(Denied):
                refused()
    finally:
        other.close()


def test_a_copy_of_a_personal_file_needs_a_reason_and_is_written_down(desk: Desk):
    aid = attach(desk)
    with pytest.raises(Denied, match="用途"):
        copy(desk, aid)
    assert copy(desk, aid, "寄给街道") == ("审批表.pdf", PDF)
    look(desk, aid)
    rows = [(row.action, row.reason) for row in Audit.select().where(Audit.uid == uid_of(desk)).order_by(Audit.seq)]
    assert rows[-3:] == [("attach", None), ("attach_copy", "寄给街道"), ("attach_look", None)]


@pytest.mark.parametrize(("name", "data", "code"), [
    ("照片.jpg", b"\xff\xd8\xff\xe0 jpeg", "picture"), ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
    ("表.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "sheet"), ("说明.docx", zipped("word/a"), "word"),
    ("公文.ofd", zipped("OFD.xml"), "ofd"), ("旧.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word"),
    ("记录.txt", "今天走访".encode("gbk"), "text"), ("扫描", PDF, "pdf"),
])
def test_the_kind_is_told_by_the_content(name: str, data: bytes, code: str):
    assert kinds.kind_of(name, data).code == code


@pytest.mark.parametrize(("name", "data", "word"), [
    ("setup.exe", b"MZ\x90\x00", "程序"), ("照片.jpg", b"MZ\x90\x00", "程序"), ("run.bat", b"del *", "程序"),
    ("宏.xlsx", zipped("xl/workbook.xml", "xl/vbaProject.bin"), "宏"),
])
def test_programs_and_macros_are_refused_with_a_sentence(name: str, data: bytes, word: str):
    with pytest.raises(Invalid, match=word):
        kinds.kind_of(name, data)


@pytest.mark.parametrize(("name", "data", "word"), [
    ("包.rar", b"Rar!\x1a\x07\x00", "可以添加：PDF"), ("包.zip", zipped("a.txt"), "可以添加"),
    ("空.pdf", b"", "空文件"), ("录音.mp3", b"ID3 sound", "可以添加"),
])
def test_what_is_not_wanted_says_what_is(desk: Desk, name: str, data: bytes, word: str):
    with pytest.raises(UserError, match=word):
        attach(desk, name, data)
    assert Blob.select().count() == 0


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path):
    with (tmp_path / "大.pdf").open("wb") as target:
        target.truncate(21 * 1024 * 1024)
    with pytest.raises(Invalid, match="21.0 MB"):
        read_upload(tmp_path / "大.pdf", 20)
    with pytest.raises(UserError, match="读不了"):
        read_upload(tmp_path / "没有.pdf", 20)
    with pytest.raises(Invalid, match="文件夹"):
        read_upload(tmp_path, 20)


def test_a_name_cannot_lead_out_of_its_folder_nor_lie_about_its_content():
    pdf = kinds.kind_of("x", PDF)
    assert kinds.named("../../etc/审批.pdf", pdf) == "审批.pdf"
    assert kinds.named("C:\\桌面\\审批.pdf.txt", pdf) == "审批.pdf.txt.pdf"
    assert kinds.named("\u202efdp.审批", pdf) == "fdp.审批.pdf"


def test_a_file_for_a_row_that_is_not_there_is_refused(desk: Desk):
    with pytest.raises(Missing):
        desk.do("attachments.add", owner="members", row="00" * 16, file=Upload("a.pdf", PDF))


def test_the_command_line_attaches_a_file(desk: Desk, tmp_path: Path, capsys, monkeypatch):
    from views.cli import main

    uid, source = uid_of(desk), tmp_path / "审批.pdf"
    source.write_bytes(PDF)
    desk.close()
    monkeypatch.setenv("CENTER_USER", LOGIN)
    monkeypatch.setenv("CENTER_PASSWORD", PASSWORD)
    data = ["--data", str(tmp_path / "store"), "--accept-clock", "--json"]

    def told(*words: str, code: int = 0) -> dict:
        assert main([*data, *words]) == code
        return json.loads(capsys.readouterr().out)

    aid = told("do", "attachments.add", json.dumps({"owner": "members", "row": uid, "file": str(source)}))["id"]
    assert [one["id"] for one in told("attachments", "members", uid)["attachments"]] == [aid]
    assert told("timeline", "members", uid)["events"][0]["what"] == "添加附件：审批.pdf"
    assert "用途" in told("attachments", "members", uid, "--save", aid, code=1)["error"]
    copied = tmp_path / "copy.pdf"
    told("attachments", "members", uid, "--save", aid, "--to", str(copied), "--reason", "寄给街道")
    assert copied.read_bytes() == PDF


def test_the_files_of_a_row_that_is_gone_for_good_are_due_to_go_by_themselves(desk: Desk, clock: Clock):
    attach(desk)
    desk.do("members.remove", id=1)
    clock.now += timedelta(days=4000)
    desk.accept_clock()
    assert not sweepable()
    desk.do("settings.purge_history")
    assert sweepable()
    desk.do("attachments.sweep")
    assert Blob.select().count() == 0 and not sweepable()


def test_a_long_name_keeps_its_ending(desk: Desk):
    attach(desk, "审批" * 80 + ".pdf")
    [one] = attached(desk, Member, uid_of(desk))
    assert len(one.name) == NAME_LENGTH and one.name.endswith(".pdf")


def test_a_new_name_is_as_harmless_as_the_first(desk: Desk):
    aid = attach(desk)
    desk.do("attachments.rename", id=aid, name="..\\外面\u202efdp.exe:1\x07")
    [one] = attached(desk, Member, uid_of(desk))
    assert one.name == "外面fdp.exe1.pdf"


def test_a_folder_that_takes_no_file_is_told_in_a_sentence(desk: Desk, tmp_path: Path):
    attach(desk)
    files = Attachments(desk, Member, uid_of(desk))
    with pytest.raises(UserError, match="写不进"):
        files.open_in(files.kept[0], tmp_path / "没有")
