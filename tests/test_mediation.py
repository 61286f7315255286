"""Around the cases: committees and their rules, clauses, screening rounds, claims, typing elsewhere, volume checks."""
from __future__ import annotations

from datetime import date

import pytest

from center.cases import allowances, statistics, transcribing
from center.cases.columns import PERFORMED
from center.cases.phrases import filled
from center.desk import Desk
from center.duties import home
from center.mediation.checking import Rules, check, judged
from center.mediation.clauses import clause_text
from center.periods import period
from db.days import Day
from db.errors import Denied, Invalid, Problems
from db.listing import Query, record_row
from db.models.case_after import Allowance, Screening, ScreeningFinding, VolumeCheck
from db.models.case_work import Agreement
from db.models.cases import Case, Volume
from db.models.mediation import ClauseTemplate, Committee, Mediator
from db.tx import Tx
from reports.document import Table
from reports.papers import make, paper_of, params
from tests.stores import of
from views.state.allowances import AllowanceState
from views.state.screening import ScreeningState

NOVEMBER = period("2026-11")


def first_rows(desk: Desk) -> None:
    """A committee with a chair and a woman member, a round of screening with a finding, two simple cases."""
    chair, sun = of(desk, "wu", "chair"), of(desk, "sun", "mediator")
    committee = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会", "elected_on": "2024-01-10"}))
    for login, name, duty, sex in (("wu", "吴某", "主任", "男"), ("sun", "孙某", "委员", "女")):
        chair.do("mediators.add", values=chair.take(Mediator, {
            "person.name": name, "person.sex": sex, "duty": duty, "login": login}) | {"committee": committee})
    chair.do("screenings.plan", committee=committee, first="2026-11-05", until="2026-12-10")
    first = min(chair.ids(Query(Screening)))
    sun.do("screening_findings.add", values={"screening": first} | sun.take(ScreeningFinding, {
        "found_on": "2026-11-06", "matter": "楼上漏水", "parties": "甲某与乙某", "type": "邻里"}))
    for nth, name in enumerate(("丙某", "丁某")):
        sun.do("cases.simple", values={"name": f"{name}与戊某纠纷", "source": "application", "type": "neighbour",
                                       "committee": committee, "registered_on": f"2026-11-1{nth}", "brief": "夜里装修"},
               parties=[{"side": "applicant", "kind": "person", "name": name, "phone": "13900000001"},
                        {"side": "respondent", "kind": "person", "name": "戊某"}],
               agreement={"clauses": "十点以后不装修", "amount": "3000"}, host=2, finished=True)
    sun.do("cases.visit", case=2, record="已经履行", satisfaction="满意")


@pytest.fixture
def sun(desk):
    """Who handles the cases."""
    return of(desk, "sun", "mediator")


@pytest.fixture
def chair(desk):
    """Who presides."""
    return of(desk, "wu", "chair")


@pytest.fixture
def claims(desk, sun):
    """The cases by number of `first_rows` are ids 1 and 2; the second one is filed, as binding a volume would do."""
    filed = Day("2026-11-19")
    with desk.store.writing():
        tx = Tx(desk.store, command="file", label="立卷", account="sun", now=desk.now())
        volume = tx.add(Volume, {"name": "简易卷", "committee": 1, "number": "简易卷2026-11", "filed_on": filed})
        tx.change(Case, 2, {"volume": volume, "filed_on": filed})
        tx.finish()
    return sun


# ---- committees
def someone(rid: int, duty: str = "member", sex: str = "1", ethnicity: str = "01") -> dict:
    """A row of a roster."""
    return {"id": rid, "duty": duty, "sex": sex, "ethnicity": ethnicity}


def states(committee: dict, people: list[dict]) -> list[str]:
    """good, wrong or unknown by rule."""
    found = judged({"mixed": False, "until": None, "elected_on": Day("2024-01-10")} | committee, people,
                   date(2026, 11, 20), Rules(least=3, most=9, term_years=3, ahead_days=90))
    return [one.state for one in found]


def test_a_committee_has_three_to_nine_members_one_chair_a_woman_and_a_running_term():
    full = [someone(1, "chair"), someone(2, "deputy"), someone(3, sex="2")]
    assert states({}, full) == ["good"] * 4
    assert states({}, [*full[1:], someone(9, "mediator")]) == ["wrong", "wrong", "good", "good"]
    assert states({}, [*full, *(someone(rid) for rid in range(10, 17))])[0] == "wrong"
    assert states({}, [someone(1, "chair"), someone(2), someone(3)])[2] == "wrong"
    assert states({}, [someone(1, "chair"), someone(2), someone(3, sex="")])[2] == "unknown"
    assert states({"elected_on": Day("2023-11-01")}, full)[3] == "wrong"
    assert states({"elected_on": None}, full)[3] == "unknown"


def test_where_several_peoples_live_a_minority_member_is_asked_for():
    full = [someone(1, "chair"), someone(2), someone(3, sex="2")]
    assert states({"mixed": True}, full)[3] == "wrong"
    assert states({"mixed": True}, [*full, someone(4, ethnicity="11")])[3] == "good"


def test_the_numbers_of_a_committee_are_settings(desk, chair):
    assert [one.state for one in check(chair, 1)] == ["wrong", "good", "good", "good"]
    desk.do("settings.set_number", key="committee.least", value="2", source="测试", effective_from=Day("2026-01-01"))
    assert check(chair, 1)[0].state == "good"


def test_terms_letters_and_screening_rounds_stand_on_the_home_page(chair, desk):
    titles = [(one.title, str(one.due)) for one in home(chair).duties if one.domain == "mediation"]
    assert ("调委会届满", "2027-01-10") in titles and ("矛盾纠纷排查", "2026-11-05") in titles
    head = of(desk, "h", "head")
    assert "矛盾纠纷排查" not in [one.title for one in home(head).duties]


# ---- clauses
def test_clauses_are_loaded_once_edited_as_rows_and_filled_with_amounts_in_capitals(chair):
    assert chair.do("clauses.load") == 10 and chair.do("clauses.load") == 0
    first = next(one for one in clause_text(chair, "clause", "family") if one.name == "赔偿一次付清")
    told = filled(first.text, {"甲方": "丙某", "乙方": "戊某"}, 300_000)
    assert told == "丙某于【日期】前一次性向戊某支付赔偿款人民币3,000元（叁仟元整）。"
    chair.do("clause_templates.edit", id=first.id, values={"text": "改过的"})
    assert clause_text(chair, "clause", None)[0].text == "改过的"
    assert [one.name for one in clause_text(chair, "clause", "wages")][0] == "支付工资"
    assert ClauseTemplate.select().count() == 10


def test_an_agreement_takes_its_amount_into_the_clause_and_keeps_no_open_gap(sun):
    given = {"values": {"name": "己某与庚某纠纷", "source": "application", "type": "neighbour", "committee": 1,
                        "registered_on": "2026-11-12", "brief": "己某垫付了水费"},
             "parties": [{"side": "applicant", "kind": "person", "name": "己某"},
                         {"side": "respondent", "kind": "person", "name": "庚某"}], "host": 2}
    clause = "庚某当场支付己某【金额】元（【大写】），【事项】了结。"
    with pytest.raises(Problems) as refused:
        sun.do("cases.simple", **given, agreement={"clauses": clause, "amount": "1409.5"})
    assert "【事项】" in str(refused.value.fields["agreement.clauses"])
    whole = {"clauses": clause.replace("【事项】", "此事"), "amount": "1409.5"}
    case = sun.do("cases.simple", **given, agreement=whole)
    agreement = Agreement.get(Agreement.case == case)
    assert "1,409.50元（壹仟肆佰零玖元伍角）" in agreement.clauses


def test_a_form_brings_no_open_gap_back_into_an_agreement(sun):
    case = agreed_by_two(sun)
    agreement = Agreement.get(Agreement.case == case).id
    with pytest.raises(Problems, match="【期限】"):
        sun.do("agreements.edit", id=agreement, values={"clauses": "乙某在【期限】前付清"})
    sun.do("agreements.edit", id=agreement, values={"clauses": "乙某付【金额】元", "amount": 120_000})
    assert record_row(Agreement, agreement)["clauses"] == "乙某付1,200元"


def agreed_by_two(sun) -> int:
    """A case with a written agreement that nobody has signed."""
    case = sun.do("cases.register", values={
        "name": "辛某与壬某纠纷", "source": "application", "type": "neighbour", "committee": 1,
        "registered_on": "2026-11-12"}, parties=[{"side": "applicant", "kind": "person", "name": "辛某"},
                                                 {"side": "respondent", "kind": "person", "name": "壬某"}],
        workers=[{"mediator": 2, "role": "host"}])
    sun.do("cases.accept", case=case, on="2026-11-12", agreed="all")
    sun.do("cases.session", case=case, result="达成协议", on="2026-11-13")
    sun.do("cases.agree", case=case, form="书面协议", clauses="壬某修好水管", on="2026-11-13")
    return case


# ---- screening
def test_rounds_are_planned_by_the_rhythm_of_the_setting_and_only_once(chair):
    days = [str(record_row(Screening, rid)["due_on"]) for rid in sorted(chair.ids(Query(Screening)))]
    assert days == ["2026-11-05", "2026-11-20", "2026-12-05"]
    assert str(ScreeningState(chair).next_day()) == "2026-12-20", "the rhythm goes on after the last one"
    assert chair.do("screenings.plan", committee=1, first="2026-11-05", until="2026-12-31") == 1
    with pytest.raises(Problems) as refused:
        chair.do("screenings.plan", committee=1, first="2026-12-05", until="2026-11-01")
    assert set(refused.value.fields) == {"until"}


def test_the_next_round_follows_the_last_one_of_its_own_committee(chair):
    other = chair.do("committees.add", values=chair.take(Committee, {
        "name": "晨光社区人民调解委员会", "short_name": "晨光", "kind": "居调委会"}))
    state = ScreeningState(chair)
    assert (str(state.next_day("1")), state.next_day(str(other))) == ("2026-12-20", chair.today())
    chair.do("screenings.plan", committee=other, first="2026-12-24", until="2026-12-24")
    state.load()
    assert (str(state.next_day("1")), str(state.next_day(str(other)))) == ("2026-12-20", "2027-01-08")
    assert state.usual_committee == "1" and str(state.next_day()) == "2026-12-20"


def test_one_key_makes_a_finding_a_registered_case_with_its_parties(sun):
    case = sun.do("screening_findings.open_case", finding=1)
    texts = sun.get(Case, case).texts
    assert (texts["name"], texts["stage"], texts["source"], texts["number"]) == (
        "甲某与乙某邻里纠纷", "已登记", "主动调解", "")
    assert sun.get(ScreeningFinding, 1).values["case"] == case
    with pytest.raises(Problems, match="已经立案"):
        sun.do("screening_findings.open_case", finding=1)


def test_a_finding_is_made_a_case_by_its_key_and_not_by_choosing_a_word(sun):
    with pytest.raises(Problems) as refused:
        sun.do("screening_findings.edit", id=1, values={"handling": "case"})
    assert set(refused.value.fields) == {"handling"}


# ---- claims
def test_a_claim_needs_a_settled_performed_filed_and_visited_case(claims):
    first, second = allowances.proposed(claims, NOVEMBER)
    assert [str(word) for word in first.lacking] == ["立卷归档", "回访"] and second.ready
    with pytest.raises(Problems, match="^（2026）红旗人调字第001号还缺立卷归档、回访，请先补齐再申报$") as refused:
        claims.do("allowances.claim", cases=[1, 2], period="2026-11")
    assert set(refused.value.fields) == {"cases.1"}, "by its place: nobody knows a case by the number of its row"
    assert claims.do("allowances.claim", cases=[2, 2], period="2026-11") == 1
    assert claims.do("allowances.claim", cases=[2], period="2026-11") == 0
    assert [len(allowances.claimed(period(text))) for text in ("2026", "2026H2", "2026Q4", "2026-11", "2026-10")] == [
        1, 1, 1, 1, 0]


def test_whether_a_return_visit_is_asked_for_and_what_a_grade_gives_are_settings(desk, claims):
    for key, value in (("allowance.visit", "no"), ("allowance.simple", "45.5")):
        desk.do("settings.set_number", key=key, value=value, source="测试", effective_from=Day("2026-01-01"))
    found = allowances.proposed(claims, NOVEMBER)
    assert [len(one.conditions) for one in found] == [3, 3] and found[1].amount == 4550


def test_another_grade_has_its_rules_amount_and_status_is_written_by_its_acts_only(claims):
    claims.do("allowances.claim", cases=[2], period="2026-11")
    claims.do("allowances.edit", id=1, values={"grade": "hard"})
    assert record_row(Allowance, 1)["amount"] == 15_000
    for name, value in (("confirmed_by", "某人"), ("paid_on", Day("2026-11-20"))):
        with pytest.raises(Problems) as refused:
            claims.do("allowances.edit", id=1, values={name: value})
        assert set(refused.value.fields) == {name}
    with pytest.raises(Problems, match="还没有审核"):
        claims.do("allowances.pay", ids=[1])
    with pytest.raises(Problems, match="审核人"):
        claims.do("allowances.confirm", ids=[1], by=" ")
    claims.do("allowances.confirm", ids=[1], by="吴某")
    with pytest.raises(Problems, match="已经审核"):
        claims.do("allowances.edit", id=1, values={"amount": 99})
    with pytest.raises(Problems, match="已经审核"):
        claims.do("allowances.remove", id=1)
    claims.do("allowances.pay", ids=[1])
    with pytest.raises(Problems, match="已经发放"):
        claims.do("allowances.reopen", ids=[1])


def test_a_confirmation_is_taken_back_on_its_page_until_it_is_paid(claims):
    state = AllowanceState(claims)
    assert state.claim([1, 2]) == 1 and state.confirm([1, 2], "吴某") == 1 and state.reopen([1, 2]) == 1
    assert state.state_of(state.claims[2]) == "已申报" and state.claims[2].row["confirmed_by"] is None
    claims.do("allowances.edit", id=1, values={"amount": 9_900})
    assert state.confirm([2], "吴某") == 1 and state.pay([2], "") == 1 and state.reopen([2]) == 0
    assert state.state_of(state.claims[2]) == "已发放"


def test_a_case_claimed_at_another_time_stands_on_the_list_of_its_claim_as_on_its_paper(claims):
    claims.do("allowances.claim", cases=[2], period="2026-12")
    state = AllowanceState(claims)
    assert "已申报 0 件，金额 0.00 元" in state.told
    assert next(row.texts[4] for row in state.fetch([2])) == ("已申报", "2026年12月")
    state.step(1)
    assert list(state.ids()) == [2] and "本期成功并结案 0 件，可申报 0 件，已申报 1 件" in state.told
    assert next(row.texts[4] for row in state.fetch([2])) == ("已申报",)


def test_only_who_handled_a_case_is_paid_for_it(claims):
    with pytest.raises(Problems, match="没有办理这件案件"):
        claims.do("allowances.add", values={"case": 2, "mediator": 1, "period": "2026-11", "grade": "simple"})


# ---- typing into the superior's system
def test_a_case_is_laid_out_in_the_order_of_the_setting_with_numbers_masked(desk, sun):
    desk.do("settings.set_number", key="transcription.order", value="申请人、申请人电话、协议金额", source="测试",
            effective_from=Day("2026-01-01"))
    found = transcribing.lines(sun, 2)
    assert [(one.label, one.text) for one in found] == [
        ("申请人", "丁某"), ("申请人电话", "139****0001"), ("协议金额", "3000.00")]
    assert found[1].parties and found[1].path == "phone"
    for one in found:
        sun.do("transcriptions.tick", case=2, field=one.field)
    assert all(one.done for one in transcribing.lines(sun, 2))
    row = transcribing.transcribed(2)
    assert (str(row["done_on"]), row["by"]) == ("2026-11-20", "sun")
    sun.do("transcriptions.tick", case=2, field="applicant", on=False)
    assert transcribing.transcribed(2)["done_on"] is None
    with pytest.raises(Problems):
        sun.do("transcriptions.tick", case=2, field="weather")


# ---- volumes
def test_a_volume_is_checked_item_by_item_and_what_is_mended_has_its_person_and_day(claims):
    assert claims.do("volume_checks.begin", volume=1) == 14 and claims.do("volume_checks.begin", volume=1) == 0
    with pytest.raises(Problems) as refused:
        claims.do("volume_checks.judge", check=1, result="要改正", by="")
    assert set(refused.value.fields) == {"by", "problem"}
    claims.do("volume_checks.judge", check=1, result="要改正", by="吴某", problem="缺签名")
    claims.do("volume_checks.mend", check=1, by="孙某")
    assert str(record_row(VolumeCheck, 1)["mended_on"]) == "2026-11-20"
    from views.state.review import ReviewState

    [row] = ReviewState(claims).fetch_volumes([1])
    assert row.texts[3:] == (("评查中",), "评查 1 项，共 14 项；要改正 1，已改正 1")
    claims.do("volume_checks.judge", check=1, result="符合", by="吴某")
    assert record_row(VolumeCheck, 1)["mended_on"] is None
    state = ReviewState(claims)
    state.volume = 1
    mine = state.add("司法所要求的一项")
    state.reword(mine, "司法所要求的另一项")
    assert list(state.item_ids())[-1] == mine and state.item(mine) == "司法所要求的另一项"
    state.remove(mine)
    assert len(state.item_ids()) == 14
    with pytest.raises(Problems, match="不用登记改正"):
        claims.do("volume_checks.mend", check=2, by="孙某")


# ---- papers
def table_of(made) -> Table:
    """The first table of a paper."""
    return next(block for part in made.parts for block in part.blocks if isinstance(block, Table))


def test_the_register_lists_the_accepted_cases_and_leaves_out_what_is_closed_with_their_number(claims, chair):
    shown = table_of(make(claims, "case_register_book", params(claims, "2026")))
    assert [row[1] for row in shown.each()] == ["（2026）红旗人调字第001号", "（2026）红旗人调字第002号"]
    assert shown.total[10] == 600_000 and shown.note == ""
    performed = statistics.table(claims, period("2026")).cell(PERFORMED).value
    assert sum(row[11] == "已履行" for row in shown.each()) == performed > 0, "the book tells what the table counts"
    chair.do("cases.edit", id=1, values={"scope": "workers"})
    other = table_of(make(of(chair, "gao", "mediator"), "case_register_book", params(claims, "2026")))
    assert [row[3] for row in other.each()] == ["丁某"] and "另有 1 件" in str(other.note)


def test_of_several_committees_each_sheet_names_the_paper(chair):
    chair.do("committees.add", values=chair.take(Committee, {
        "name": "晨光社区人民调解委员会", "short_name": "晨光", "kind": "居调委会"}))
    for name, label in (("case_register_book", "人民调解案件登记簿"), ("team_roster", "人民调解委员会及调解员花名册"),
                        ("committee_check", "调委会组成核对表"), ("case_gaps", "调解案号连续性核对表")):
        made = make(chair, name, params(chair, "2026"))
        assert made.title == label, "it stands over the first"
        assert [str(part.title) for part in made.parts] == [
            "红旗社区人民调解委员会", f"晨光社区人民调解委员会　{label}"]
        assert [part.whose for part in made.parts] == ["红旗社区人民调解委员会", ""], "under the title of the first"


def test_the_claim_list_has_a_column_to_sign_in_and_the_sum_in_capitals(claims):
    claims.do("allowances.claim", cases=[2], period="2026-11")
    made = make(claims, "allowance_list", params(claims, "2026-11"))
    shown, texts = table_of(made), [str(getattr(block, "text", "")) for block in made.parts[0].blocks]
    assert [column.label for column in shown.columns][9] == "领款人签名" and shown.total[7] == 3000
    assert any("人民币叁拾元整" in text for text in texts) and any("还没有审核的 1 件" in text for text in texts)


@pytest.mark.parametrize(("name", "when"), [
    ("case_register_book", "2026"), ("screening_sheet", "2026-11"), ("allowance_list", "2026-11"),
    ("allowance_check", "2026-11"), ("team_roster", "2026"), ("committee_check", "2026"), ("case_gaps", "2026")])
def test_each_book_is_written_as_workbook_and_pdf(claims, tmp_path, name, when):
    from reports.write import write

    made = make(claims, name, params(claims, when))
    assert paper_of(name).formats == ("xlsx", "pdf", "docx")
    for kind in ("xlsx", "pdf"):
        write(made, tmp_path / f"{name}.{kind}")
        assert (tmp_path / f"{name}.{kind}").stat().st_size > 1000


def test_the_gap_paper_names_the_missing_numbers_of_the_year(desk, chair):
    with desk.store.writing():
        tx = Tx(desk.store, command="x", label="x", account="wu", now=desk.now())
        tx.change(Case, 1, {"number": "（2026）红旗人调字第004号"})
        tx.finish()
    shown = table_of(make(chair, "case_gaps", params(chair, "2026")))
    assert [row[1] for row in shown.each()] == ["（2026）红旗人调字第001号", "（2026）红旗人调字第003号"]


def test_the_head_prints_the_roster_but_no_book_of_cases(desk):
    head = of(desk, "h", "head")
    assert table_of(make(head, "team_roster", params(head, "2026"))).size() == 2
    for name in ("case_register_book", "screening_sheet", "allowance_list", "case_gaps"):
        with pytest.raises(Denied):
            make(head, name, params(head, "2026"))


def test_a_period_that_cannot_be_read_is_told_at_its_field(claims):
    assert isinstance(allowances.check({"period": "十一月"}, date(2026, 11, 20))["period"], Invalid)
