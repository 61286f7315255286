"""The command line: one object on stdout, words on stderr, exit codes, and the same Desk as the window."""
from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from db.places import STORE
from tests.stores import id_card
from views.cli import main as command_line

TREE = Path(__file__).resolve().parent.parent
USER, PASSWORD = "lin", "chenguang-2026"


class Shell:
    """The command line on one data folder: `shell(…)` in this process, `shell.process(…)` as main.py is started."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.environment = {"CENTER_DATA": str(data), "CENTER_USER": USER, "CENTER_PASSWORD": PASSWORD}

    def __call__(self, *words: str, code: int = 0, **more: str) -> dict:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in (self.environment | more).items():
                patch.setenv(name, value)
            try:
                done = command_line([*words, "--json"])
            except SystemExit as usage:
                done = usage.code
        return self._answer(done, code, out.getvalue(), err.getvalue())

    def process(self, *words: str, code: int = 0, **more: str) -> dict:
        done = subprocess.run([sys.executable, "main.py", *words, "--json"], cwd=TREE, capture_output=True, text=True,
                              env=os.environ | self.environment | more, timeout=60, stdin=subprocess.DEVNULL,
                              encoding="utf-8")
        return self._answer(done.returncode, code, done.stdout, done.stderr)

    @staticmethod
    def _answer(done: int, code: int, out: str, err: str) -> dict:
        assert done == code, err + out
        return json.loads(out) if out else {"stderr": err}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("cli") / "data")
    made = shell("init", "--center", "晨光社区党群服务中心", "--admin", USER)
    assert len(made["recovery"].split("-")) == 8
    shell.recovery = made["recovery"]
    shell("do", "branches.add", json.dumps({"党组织名称": "第一党支部"}))
    return shell


def test_a_second_init_is_refused_and_nothing_is_lost(centre: Shell):
    assert "已经有一套" in centre("init", "--center", "又一个", "--admin", USER, code=1)["error"]
    assert centre("list", "centres")["rows"][0][0] == "晨光社区党群服务中心"


def test_data_and_json_are_taken_before_and_after_the_subcommand(centre: Shell, tmp_path: Path):
    asked = [sys.executable, "main.py", "--json", "--data", str(centre.data), "list", "branches"]
    elsewhere = os.environ | centre.environment | {"CENTER_DATA": str(tmp_path)}
    other = subprocess.run(asked, cwd=TREE, capture_output=True, text=True, env=elsewhere, timeout=60)
    assert json.loads(other.stdout)["total"] == 1
    assert centre("list", "branches", "--data", str(tmp_path / "none"), code=1)["error"]


def test_wrong_usage_is_2_and_a_wrong_password_is_1(centre: Shell):
    centre.process("list", code=2)
    centre.process("fly", code=2)
    assert "不对" in centre.process("list", "members", code=1, CENTER_PASSWORD="wrong")["error"]


def test_a_member_is_added_found_listed_masked_and_undone(centre: Shell):
    card = id_card("19700101", 1)
    values = {"姓名": "仇小明", "公民身份证号": card, "所在党支部": "第一党支部", "手机号": "13800001234",
              "家庭住址": "3号楼2单元501"}
    made = centre.process("do", "members.add", json.dumps({"values": values}))
    for text in ("qxm", "qxm 3-2"):  # what else is found stands in test_search.py
        hit = centre("find", text)["hits"][0]
        assert (hit["title"], hit["id"], hit["record"]) == ("仇小明", made["id"], "members")
    listed = centre("list", "members", "--filter", "姓名=仇小明")
    row = dict(zip(listed["headings"], listed["rows"][0], strict=True))
    assert row["公民身份证号"] == card[0] + "*" * 16 + card[-1]
    assert (row["手机号"], row["家庭住址"]) == ("138****1234", "3号楼***")
    shown = centre("list", "members", "--reveal", "核对花名册")["rows"][0]
    assert card in shown and "13800001234" in shown
    assert centre.process("undo")["undone"].endswith("仇小明")
    assert centre("list", "members")["total"] == 0


def test_what_was_taken_back_is_redone_and_what_was_removed_is_listed_and_restored(centre: Shell):
    made = centre("do", "branches.add", json.dumps({"values": {"党组织名称": "第九党支部"}}))
    centre("undo")
    assert centre("redo")["redone"] == "新增党组织 第九党支部"
    centre("do", "branches.remove", json.dumps({"id": made["id"]}))
    [row] = [one for one in centre("removed")["removed"] if one["id"] == made["id"]]
    assert (row["what"], row["title"]) == ("党组织", "第九党支部")
    assert centre("do", "restore_removed", json.dumps({"rows": [made["id"]]}))["result"] == 1
    assert centre("list", "branches", "--search", "第九")["total"] == 1
    for _ in range(3):
        centre("undo")
    assert centre("drafts") == {"drafts": []} and "没有第 2 份" in centre("drafts", "--drop", "2", code=1)["error"]


def test_a_row_is_shown_masked_and_one_value_for_a_reason(centre: Shell, tmp_path: Path):
    card = id_card("19870312", 9)
    made = centre("do", "people.add", json.dumps({"values": {"姓名": "仇小芳", "公民身份证号": card}}))
    shown = centre("show", "people", made["id"])
    assert shown["title"] == "仇小芳" and card not in json.dumps(shown) and shown["texts"]["birth"] == "1987-03-12"
    assert "为什么" in centre("show", "people", made["id"], "--reveal", "公民身份证号", code=1)["error"]
    assert centre("show", "people", made["id"], "--reveal", "公民身份证号", "--reason", "核对身份")["text"] == card
    for words in (("show", "people", made["id"]), ("today",)):
        target = tmp_path / f"{words[0]}.pdf"
        assert centre(*words, "--to", str(target))["file"] == str(target) and target.read_bytes()[:4] == b"%PDF"
    assert "写不进" in centre("today", "--to", str(tmp_path / "没有" / "a.pdf"), code=1)["error"]
    assert isinstance(centre("today")["duties"], list)
    told = [one["what"] for one in centre("timeline", "people", made["id"])["events"]]
    assert told[:2] == ["打印：人员记录单", "查看了完整内容"]
    centre("undo")


def test_accounts_are_added_and_closed_and_passwords_changed(tmp_path: Path):
    made = Shell(tmp_path / "data")
    made("init", "--center", "晨光", "--admin", USER)
    new = {"CENTER_NEW_PASSWORD": "another-2026-a"}
    assert made("account", "add", "chen", "--name", "陈敏", "--roles", "录入员", **new) == {"login": "chen"}
    chen = {"CENTER_USER": "chen", "CENTER_PASSWORD": "another-2026-a"}
    assert "权限" in made("account", "close", USER, code=1, **chen)["error"]
    assert made("account", "password", **chen, CENTER_NEW_PASSWORD="third-2026-abc") == {"login": "chen"}
    assert "account reset chen" in made("account", "password", "chen", code=1, **new)["error"]
    made("account", "reset", "chen", **new)
    assert "duties" in made("today", **chen)
    made("account", "close", "chen")
    assert "已停用" in made("account", "reset", "chen", code=1, **new)["error"]
    [wrong] = made("account", "add", "chen", "--name", "陈敏", "--roles", "录入员", code=1, **new)["problems"]
    assert wrong["path"] == "login"
    assert "不对" in made("today", code=1, **chen)["error"]  # no key was made for her
    assert "核对登录名" in made("account", "close", "nobody", code=1)["error"]
    assert {one["path"] for one in made("account", "add", code=1)["problems"]} >= {"login", "name", "roles", "password"}


def test_setting_up_is_never_undone_or_nobody_could_open_the_store(centre: Shell, tmp_path: Path):
    new = Shell(tmp_path / "new")
    new("init", "--center", "晨光", "--admin", USER)
    assert "没有可以撤销的操作" in new("undo", code=1)["error"]
    assert new("list", "centres")["total"] == new("list", "accounts")["total"] == 1


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("shown") / "demo")
    shell("demo")
    return shell


def test_a_list_is_whole_unless_a_limit_is_asked_for(demo: Shell):
    made = demo
    listed = made("list", "members")
    assert len(listed["rows"]) == listed["total"] == 60
    assert len(made("list", "members", "--limit", "7")["rows"]) == 7


def test_a_case_is_named_by_its_parties_listed_by_its_uid_and_refused_party_by_party(demo: Shell):
    count, names = demo("list", "cases")["total"], ("甲某", "甲某", "乙某")
    sides = ("申请人", "被申请人", "被申请人")
    told = {"values": {"案件来源": "当事人申请", "纠纷类型": "邻里"},
            "workers": [{"mediator": "何敏", "role": "主持调解", "recusal_looked": "看过"}],
            "parties": [{"side": side, "name": name} for side, name in zip(sides, names, strict=True)]}
    uid = demo("do", "cases.register", json.dumps(told))["id"]
    listed = demo("list", "cases", "--search", "甲某", "--columns", "案件名称")
    assert listed["ids"] == [uid] and listed["rows"] == [["甲某与甲某、乙某邻里纠纷"]]
    found = demo("do", "cases.accept", json.dumps({"case": uid}), code=1)["problems"]
    assert [one["label"] for one in found] == ["双方同名怎样区分", *(f"{name}，同意调解日期" for name in names)]
    sure = {"case": uid, "agreed": "all", "namesakes": "一个住一号楼，一个住三号楼"}
    assert "人调字" in demo("do", "cases.accept", json.dumps(sure))["result"]
    assert demo("show", "cases", uid)["clocks"][0]["key"] == "limit"
    assert demo("list", "cases")["total"] == count + 1 and "涉家暴：否、未填" in demo("list", "cases")["conditions"][0]
    assert demo("list", "cases", "--all")["total"] > count + 1


def test_a_row_of_a_register_that_may_be_a_case_that_is_there_is_imported_when_somebody_says_that_it_is_another(
        demo: Shell, tmp_path: Path):
    register = tmp_path / "登记簿.csv"
    register.write_text("受理日期,申请人,被申请人,纠纷类别\n2021-03-04,戊某,己某,邻里纠纷\n", encoding="utf-8")
    asked = ("import", "cases", str(register), "--committee", demo("list", "committees")["rows"][0][0])
    assert demo(*asked)["written"]["cases"] == 1
    [case] = demo("list", "cases", "--search", "戊某与己某")["ids"]
    demo("do", "cases.edit", json.dumps({"id": case, "values": {"案件名称": "一件旧事", "纠纷类型": "物业纠纷"}}))
    again = demo(*asked, code=1)
    assert again["ask"] == 1 and "一件旧事" in again["problems"][-1]["message"] and not again["written"]
    assert again["problems"][-1]["column"] == "是不是已有的"
    assert demo(*asked, "--another", "2")["written"]["cases"] == 1


def test_the_first_account_is_the_one_of_the_environment_and_carries_the_given_name(tmp_path: Path):
    new = Shell(tmp_path / "new")
    new("init", "--center", "晨光", "--admin", "林晓")
    listed = new("list", "accounts")
    assert listed["rows"][0][:2] == [USER, "林晓"]


def test_a_limit_is_a_number_of_rows(centre: Shell):
    assert centre("list", "branches", "--limit", "0")["rows"] == []
    centre("list", "branches", "--limit", "-1", code=2)


def test_the_wrong_id_values_and_arguments_are_told(centre: Shell):
    branch = centre("list", "branches")
    assert branch["total"] == 1
    for given in ({"id": 1, "values": {"党组织名称": "改名"}}, {"id": "abc", "values": {"党组织名称": "改名"}}):
        assert "32 位编号" in centre("do", "branches.edit", json.dumps(given), code=1)["error"]
    assert "values" in centre("do", "branches.add", json.dumps({"values": "第二党支部"}), code=1)["error"]
    assert "还缺 id" in centre("do", "branches.remove", "{}", code=1)["error"]
    assert "import 记录名 文件" in centre("do", "import", "{}", code=1)["error"]
    number = json.dumps({"key": "case.limit_days", "value": "45", "source": None})
    assert "source 请写成带引号的文字" in centre("do", "settings.set_number", number, code=1)["error"]
    assert centre("list", "branches")["rows"] == branch["rows"]


def test_a_second_row_for_one_human_is_told_at_her_id_number(centre: Shell):
    card = id_card("19700105", 5)
    values = {"姓名": "王明", "公民身份证号": card, "所在党支部": "第一党支部", "人员类别": "正式党员"}
    centre("do", "members.add", json.dumps({"values": values}))
    [problem] = centre("do", "members.add", json.dumps({"values": values}), code=1)["problems"]
    assert (problem["path"], problem["label"]) == ("person.id_card", "公民身份证号")
    assert "已经登记为党员" in problem["message"]
    centre("undo")


def test_a_target_that_cannot_be_written_is_told_before_anything_is_made(centre: Shell, tmp_path: Path):
    assert "写不了" in centre("support", "--to", str(tmp_path / "none" / "s.zip"), code=1)["error"]
    new = Shell(tmp_path / "new")
    nowhere = str(tmp_path / "none" / "key.txt")
    refused = new("init", "--center", "晨光", "--admin", USER, "--recovery-to", nowhere, code=1)
    assert "中心还没有建立" in refused["error"] and not (new.data / STORE).exists()
    made = new("init", "--center", "晨光", "--admin", USER, "--recovery-to", str(tmp_path / "key.txt"))
    assert (tmp_path / "key.txt").read_text(encoding="utf-8").strip() == made["recovery"]


def test_an_import_names_what_it_leaves_aside_and_a_table_without_headings(centre: Shell, tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "党员"
    book.active.append(["姓名", "身份证号", "党支部", "党员类别", "星座"])
    book.active.append(["王明", id_card("19700106", 7), "第一党支部", "正式", "天秤"])
    book.create_sheet("群众").append(["姓名"])
    book.save(tmp_path / "two.xlsx")
    read = centre("import", "members", str(tmp_path / "two.xlsx"), "--dry-run")
    assert (read["not_imported"], read["sheet"], read["other_sheets"]) == (["星座"], "党员", ["群众"])
    (tmp_path / "bare.csv").write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    assert "没有认出表头" in centre("import", "members", str(tmp_path / "bare.csv"), code=1)["error"]


def test_all_problems_come_at_once_with_path_and_heading(centre: Shell):
    values = {"姓名": "王明", "公民身份证号": "1", "手机号": "12"}
    refused = centre("do", "members.add", json.dumps({"values": values}), code=1)
    assert {problem["label"] for problem in refused["problems"]} == {"公民身份证号", "手机号", "所在党支部"}


def test_an_inspection_is_looked_at_confirmed_and_handed_in(centre: Shell, tmp_path: Path):
    centre("do", "compliance.open", '{"period": "2026Q1"}')
    found = centre("inspection", "2026Q1")
    assert found["state"] == "opened" and found["unconfirmed"] == ["1.1", "1.5", "6.6"]
    line = next(line for line in found["lines"] if line["code"] == "1.1")
    assert line["state"] == "请确认" and line["own"] is None and line["files"] == []
    (tmp_path / "面积.txt").write_text("图纸", "utf-8")
    file = {"owner": "scores", "row": line["id"], "file": str(tmp_path / "面积.txt")}
    centre("do", "attachments.add", json.dumps(file))
    centre("do", "compliance.confirm_all", json.dumps({"inspection": found["id"], "codes": ["1.1"]}))
    line = next(line for line in centre("inspection", "2026Q1")["lines"] if line["code"] == "1.1")
    assert line["files"] == ["面积.txt"] and line["confirmed"].endswith("确认") and not line["unconfirmed"]
    done = centre("do", "compliance.submit", json.dumps({"inspection": found["id"]}))["result"]
    assert done["unconfirmed"] == ["1.5", "6.6"] and "2 项没有人确认（1.5、6.6）" in done["words"]


def test_what_there_is_can_be_asked_without_a_store(centre: Shell):
    records = {one["name"] for one in centre("records")["records"]}
    assert {"members", "people", "branches", "staff"} <= records
    assert "members.add" in {one["name"] for one in centre("commands")["commands"]}
    papers = {one["name"]: one for one in centre("papers")["papers"]}
    roster = papers["members_roster"]
    assert (roster["label"], roster["formats"]) == ("党员花名册", ["xlsx", "pdf", "docx"])


def test_a_paper_is_in_chinese_unless_another_language_is_asked_for(centre: Shell, tmp_path: Path):
    from python_calamine import CalamineWorkbook

    titles = []
    for asked in ((), ("--language", "en"), ("--language", "zh_TW")):
        target = tmp_path / "list.xlsx"
        centre("--lang", "en", "paper", "list_branches", "--to", str(target), *asked)
        titles.append(CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()[0][1])
    assert titles == ["党组织一览表", "Party organization: list", "黨組織一覽表"]
    refused = centre("paper", "list_branches", "--to", str(target), "--language", "fr", code=1)
    assert "zh_TW" in refused["error"]
    centre("today", "--to", str(tmp_path / "today.pdf"), "--language", "en")
    assert b"/Lang" in (tmp_path / "today.pdf").read_bytes()


def test_a_backup_moves_to_a_new_computer_with_the_recovery_key(centre: Shell, tmp_path: Path):
    centre("backup", "--to", str(tmp_path / "usb.dqbak"))
    new = Shell(tmp_path / "new")
    new("restore", str(tmp_path / "usb.dqbak"), CENTER_RECOVERY=centre.recovery)
    assert new("list", "branches")["rows"][0][0] == "第一党支部"
    assert new("check")["ok"] is True


def test_a_cut_backup_and_a_wrong_key_restore_nothing(centre: Shell, tmp_path: Path):
    centre("backup", "--to", str(tmp_path / "usb.dqbak"))
    new = Shell(tmp_path / "new")
    wrong = "AAAA-" * 7 + "AAAA"
    assert "恢复钥匙不对" in new("restore", str(tmp_path / "usb.dqbak"), code=1, CENTER_RECOVERY=wrong)["error"]
    whole = (tmp_path / "usb.dqbak").read_bytes()
    (tmp_path / "cut.dqbak").write_bytes(whole[:len(whole) // 2])
    assert new("restore", str(tmp_path / "cut.dqbak"), code=1, CENTER_RECOVERY=centre.recovery)["error"]
    assert not (tmp_path / "new" / STORE).exists()


def test_a_truncated_database_is_told_and_the_backup_is_the_way(centre: Shell, tmp_path: Path):
    broken = Shell(tmp_path / "broken")
    broken("init", "--center", "晨光", "--admin", USER)
    store = broken.data / STORE
    store.write_bytes(store.read_bytes()[:5000])
    assert "备份" in broken("list", "branches", code=1)["error"]


def test_the_support_pack_holds_no_personal_value(centre: Shell, tmp_path: Path):
    import zipfile

    values = {"姓名": "尉迟恭喜", "公民身份证号": id_card("19700102", 2), "所在党支部": "第一党支部"}
    centre("do", "members.add", json.dumps({"values": values}))
    centre("support", "--to", str(tmp_path / "support.zip"))
    with zipfile.ZipFile(tmp_path / "support.zip") as box:
        text = "".join(box.read(name).decode() for name in box.namelist())
    assert "尉迟" not in text and id_card("19700102", 2) not in text and '"members": 1' in text
    centre("undo")


def test_the_command_line_imports_no_tkinter():
    code = "import sys; import views.cli.importing; sys.exit(bool({'tkinter', 'customtkinter'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=TREE, timeout=60).returncode == 0


def test_what_is_wrong_with_a_whole_record_is_told_without_a_heading(centre: Shell, capsys: pytest.CaptureFixture):
    from db.errors import Invalid, Problems
    from views.cli import _refused

    assert _refused(Problems({"": Invalid("还有别的记录用着这条楼栋")}), False, None) == 1
    assert capsys.readouterr().err.splitlines() == ["有几处需要改", "  还有别的记录用着这条楼栋"]
