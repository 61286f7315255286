"""立卷归档: what is compulsory blocks it, it is one act also when the program is killed, and what is filed stays."""
from __future__ import annotations

import os
import signal
import sys
from io import BytesIO

import pytest
from docx import Document as WordFile

from center.attachments import Upload
from center.attachments.reading import attached
from center.cases.facts import facts as told_of
from center.cases.filing import candidates
from center.cases.numbering import together
from center.cases.papers import contents, missing
from center.desk import Desk
from center.seeing import hidden
from db.errors import Conflict, Invalid, Missing
from db.listing import record_row
from db.models.cases import Case, Volume
from db.models.mediation import Committee
from db.tx import Tx
from reports.cases.dossier import bound, joint
from reports.cases.making import pdf_of, word_of
from reports.cases.wording import numbers_on_cover
from tests.stores import LOGIN, PASSWORD, Clock, copy_desk
from tests.test_dossier import CASE, page_texts, refusal
from tests.test_dossier import first_rows as first_rows
from tests.volumes import NAMES, handler, leaf, photograph, sign_all, uid_of


@pytest.fixture
def sun(desk) -> Desk:
    """The mediator of the cases."""
    return handler(desk)


def test_what_is_compulsory_blocks_filing_and_not_printing(sun):
    told = refusal(sun, "dossier.file", case=CASE, filer="陈晓梅", retention="", file=Upload("卷宗.pdf", leaf()))
    assert set(told) == {"intake", "record", "result", "retention"}
    sign_all(sun, CASE)
    assert [item.part for item in missing(sun, CASE, for_filing=True)] == []


def test_which_sections_are_compulsory_is_a_number_of_the_office(desk, sun):
    sign_all(sun, CASE)
    desk.do("settings.set_number", key="dossier.required", value="intake,record,result,identity",
            source="本区司法所口径", effective_from="2026-01-01")
    told = refusal(sun, "dossier.file", case=CASE, filer="陈晓梅", retention="long",
                   file=Upload("卷宗.pdf", leaf()))
    assert list(told) == ["identity"]


def filed(desk: Desk) -> int:
    sign_all(desk, CASE)
    return desk.do("dossier.file", case=CASE, filer="陈晓梅", retention="long", file=Upload("卷宗.pdf", leaf()))


def test_a_filed_case_keeps_its_bound_bytes_and_is_closed_to_change_until_it_is_opened_again(sun):
    volume = filed(sun)
    row, case = record_row(Volume, volume), record_row(Case, CASE)
    assert (row["number"], row["kind"], row["retention"]) == (case["number"], "single", "long")
    assert (case["stage"], case["filed_on"], case["volume"]) == ("filed", "2026-11-20", volume)
    [kept] = attached(sun, Volume, row["uid"].hex())
    with pytest.raises(Invalid):
        sun.do("attachments.remove", id=kept.id)
    with pytest.raises(Invalid, match="归档"):
        sun.do("attachments.add", owner="cases", row=uid_of(CASE), file=Upload("后来.jpg", photograph()))
    assert "归档" in refusal(sun, "case_papers.sign", case=CASE, kind="agreement", file=Upload("a.jpg", photograph()),
                           who="孙", why="改")[""]
    sun.do("cases.reopen", case=CASE, who="孙秀英", why="补一页")
    again = sun.do("dossier.file", case=CASE, filer="陈晓梅", retention="long",
                   file=Upload("卷宗.pdf", leaf()))
    assert again == volume and len(attached(sun, Volume, row["uid"].hex())) == 2


def test_several_simple_cases_are_bound_under_one_cover_and_one_contents_page(sun):
    cases = candidates(sun, record_row(Case, CASE)["committee"], "2026-11")
    assert cases == (2, 3)
    book = joint(sun, cases, "2026-11")
    texts = page_texts(book.data)
    host = next(one.name for one in told_of(sun, 2).workers if one.role == "host")
    assert host in texts[0], "who mediated them stands on the cover of a volume of several"
    assert "182" in texts[0] and "第182号" in texts[1] and "第183号" in texts[1] and book.pages == 4
    given = {"committee": record_row(Case, CASE)["committee"], "period": "2026-11", "filer": "陈晓梅",
             "retention": "短期"}
    assert refusal(sun, "dossier.bind", cases=[1, 2], file=Upload("卷.pdf", book.data), **given)["cases"]
    told = refusal(sun, "dossier.bind", cases=cases, file=Upload("卷.pdf", book.data), **given)
    assert str(told["cases.2.result"]).startswith(f"{record_row(Case, 2)['number']}的"), "which of them lacks it"
    for case in cases:
        sign_all(sun, case)
    by_uid = given | {"committee": record_row(Committee, given["committee"])["uid"].hex()}
    volume = sun.do("dossier.bind", cases=cases, file=Upload("卷.pdf", book.data), **by_uid)
    assert {record_row(Case, case)["volume"] for case in cases} == {volume}
    assert record_row(Volume, volume)["number"].endswith("字第182、183号")
    assert record_row(Volume, volume)["retention"] == "short", "its code, as of one case, whichever way it was said"
    assert candidates(sun, given["committee"], "2026-11") == ()
    alone = page_texts(bound(sun, 2).data)
    assert "183" not in "".join(alone) and host in alone[0] and "短期" in alone[0], "printed alone, of itself alone"


def test_a_restricted_case_is_bound_alone_and_its_volume_is_closed_with_it(desk, sun):
    sun.do("cases.edit", id=2, values={"scope": "workers"})
    gao = handler(desk, "gao")
    assert 2 not in candidates(sun, record_row(Case, 2)["committee"], "2026-11")
    with pytest.raises(Missing):
        contents(gao, 2)
    sign_all(sun, 2)
    volume = sun.do("dossier.file", case=2, filer="孙秀英", retention="short",
                    file=Upload("卷.pdf", leaf()))
    assert volume in hidden(gao, Volume) and volume not in hidden(sun, Volume)
    with pytest.raises(Missing):
        attached(gao, Volume, record_row(Volume, volume)["uid"].hex())


def test_no_name_stands_in_the_names_of_acts_or_in_the_audit(desk, sun):
    filed(sun)
    told = desk.store.execute("SELECT label FROM act UNION ALL SELECT text FROM audit").fetchall()
    assert not [text for (text,) in told if any(name in (text or "") for name in (*NAMES, "渗水"))]


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by fork here")
def test_a_program_that_is_killed_while_it_files_leaves_the_whole_dossier_or_none(master, tmp_path):
    desk = copy_desk(master, tmp_path / "store")
    sun = handler(desk)
    sign_all(sun, CASE)
    desk.close()
    ends = []
    for write in range(1, 9):
        if killed(tmp_path / "store", write):
            break
        desk = copy_desk(tmp_path / "store", tmp_path / f"after{write}")
        case, files = record_row(Case, CASE), desk.store.execute(
            "SELECT count(*) FROM attachments WHERE owner = 'volumes'").fetchone()[0]
        ends.append((case["stage"], case["volume"] is not None, case["filed_on"] is not None,
                     desk.store.execute("SELECT count(*) FROM volumes").fetchone()[0], files))
        desk.close()
    assert len(ends) >= 5 and set(ends) == {("closed", False, False, 0, 0)}
    desk = copy_desk(tmp_path / "store", tmp_path / "whole")
    assert record_row(Case, CASE)["stage"] == "filed" and record_row(Volume, 1)["number"]
    desk.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by fork here")
def test_a_program_that_is_killed_while_it_binds_several_leaves_all_of_them_filed_or_none(master, tmp_path):
    desk = copy_desk(master, tmp_path / "store")
    for case in (2, 3):
        sign_all(handler(desk), case)
    given = {"order": "dossier.bind", "committee": record_row(Case, CASE)["committee"], "period": "2026-11",
             "cases": (2, 3)}
    desk.close()
    ends = []
    for write in range(1, 20):
        if killed(tmp_path / "store", write, **given):
            break
        desk = copy_desk(tmp_path / "store", tmp_path / f"after{write}")
        ends.append((*(record_row(Case, case)["stage"] for case in (2, 3)),
                     desk.store.execute("SELECT count(*) FROM volumes").fetchone()[0]))
        desk.close()
    assert len(ends) >= 6 and set(ends) == {("closed", "closed", 0)}
    desk = copy_desk(tmp_path / "store", tmp_path / "whole")
    assert [(record_row(Case, case)["stage"], record_row(Case, case)["volume"]) for case in (2, 3)] == [
        ("filed", 1), ("filed", 1)]
    desk.close()


def test_what_is_filed_is_not_taken_back_in_passing(sun):
    filed(sun)
    assert sun.next_undo() is None, "a filed case is opened again by who and why"


def killed(folder, write: int, order: str = "dossier.file", **given) -> bool:
    """File in a child process that dies at its nth write; whether it got through before."""
    child = os.fork()
    if not child:
        left = [write]
        plain = {name: getattr(Tx, name) for name in ("add", "change", "keep_file", "finish")}

        def dying(name: str):
            def act(tx, *args, **kwargs):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                return plain[name](tx, *args, **kwargs)

            return act

        from center import opening

        try:
            desk = opening.sign_in(folder, LOGIN, PASSWORD, clock=Clock())
            for name in plain:
                setattr(Tx, name, dying(name))
            handler(desk).do(order, filer="陈晓梅", retention="long", file=Upload("卷宗.pdf", leaf()),
                             **(given or {"case": CASE}))
        finally:
            os._exit(0)
    return os.WIFEXITED(os.waitpid(child, 0)[1])


def test_a_case_that_was_declined_is_filed_without_a_record_of_a_session(sun):
    case = sun.do("cases.register", values={"name": "旧账纠纷", "source": "当事人申请", "registered_on": "2026-11-02",
                                            "committee": "红旗社区人民调解委员会", "brief": "法院已经受理"},
                  parties=[{"side": "申请人", "kind": "个人", "name": "钱一"},
                           {"side": "被申请人", "kind": "个人", "name": "钱二"}],
                  workers=[{"mediator": "孙秀英", "role": "主持调解"}])
    sun.do("cases.decline", case=case, why="人民法院已经受理", on="2026-11-03")
    sun.do("cases.remedies", case=case, on="2026-11-03")
    sun.do("cases.close", case=case, on="2026-11-03")
    (record,) = (item for item in contents(sun, case) if item.part == "record")
    assert record.note and not record.blocks
    assert [item.part for item in missing(sun, case, for_filing=True) if item.part == "record"] == []


def test_what_is_changed_while_a_volume_is_bound_is_bound_anew_before_it_is_filed(sun):
    sign_all(sun, CASE)
    book = bound(sun, CASE)
    given = {"case": CASE, "filer": "陈晓梅", "retention": "long"}
    sun.do("attachments.add", owner="cases", row=uid_of(CASE), file=Upload("后来.jpg", photograph()))
    with pytest.raises(Conflict, match="再归档一次"):
        sun.do("dossier.file", **given, file=Upload("卷宗.pdf", book.data), pages=book.pages, as_of=book.as_of)
    assert record_row(Case, CASE)["filed_on"] is None
    book = bound(sun, CASE)
    assert sun.do("dossier.file", **given, file=Upload("卷宗.pdf", book.data), pages=book.pages, as_of=book.as_of)


@pytest.mark.parametrize(("count", "named"), ((30, True), (75, False)))
def test_the_cover_of_many_cases_is_one_page_with_their_numbers_or_where_they_stand(sun, count, named):
    number = together([f"（2026）红旗人调字第{one:03d}号" for one in range(1, 2 * count, 2)])
    volume = {"kind": "joint", "number": number, "name": "2026年第四季度简易案件（口头协议登记表）合订卷",
              "mediators": "孙秀英、陈晓梅、王某某、李某某、赵某某等 8 人"}
    for kind in ("cover", "back"):
        pages = page_texts(pdf_of(sun, 2, kind, volume=volume))
        assert len(pages) == 1
        text = "".join(pages[0].split())
        assert (f"{2 * count - 1:03d}号" in text) is named and ("001号等，各案卷号见卷内目录" in text) is not named
    word = WordFile(BytesIO(word_of(sun, 2, "cover", volume=volume)))
    sizes = {cell.text: cell.paragraphs[0].runs[0].font.size.pt for row in word.tables[0].rows for cell in row.cells}
    assert sizes.get(number) == (12 if named else None) and len(word.core_properties.subject) <= 255


def test_the_first_number_of_very_many_is_named_whole_whatever_the_committee_is_called():
    serials = "、".join(f"{one:03d}" for one in range(1, 151, 2))
    for name in ("红旗", "6号院", "第3社区"):
        told = numbers_on_cover(f"（2026）{name}人调字第{serials}号")
        assert told == f"（2026）{name}人调字第001号等，各案卷号见卷内目录"
    assert numbers_on_cover("；".join(f"旧调2024-{one}号" for one in range(60))).startswith("旧调2024-0号等，")
