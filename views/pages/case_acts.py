"""What is done from the case page: steps by their forms, menus of parties, mediators and papers, the dossier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from center.cases.course import may_leave
from center.cases.facts import CaseFacts, Party
from center.cases.recusal import warnings
from center.cases.showing import SECONDS, value
from center.cases.violence import CONTACTS, needs_decision
from center.words import N_, say
from db.models.case_work import CaseStep
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty
from db.record import record_name
from views.kit import toast
from views.kit.menu import Item, Menu
from views.kit.overlay import ask_text
from views.pages.case_form import StepForm
from views.state.case import CaseState, code
from views.state.case_due import Lack
from views.state.case_paper import short_name
from views.state.case_records import party_sheet, record_sheet
from views.state.case_sheets import CORRECT, REPORTED, SIGNS, WHY_LEAVES, recuse, sheet_of
from views.state.case_sheets import appoint as appoint_sheet
from views.state.case_sheets import leave as leave_sheet
from views.state.case_told import Done, Sign, checklist, paper_of

if TYPE_CHECKING:
    from views.pages.case import CasePage

SHOWN, LEAVES = N_("{name}：{value}"), N_("退出本案，其余当事人继续")
AGENTS = (("agent", N_("添加代理人")), ("guardian", N_("添加法定代理人或监护人")),
          ("representative", N_("添加代表人")))
AGENTS_AT_MOST = 2
SHOW = (("phone", N_("显示联系方式")), ("id_card", N_("显示身份证号")), ("address", N_("显示单位或住址")))
GOES_OUT = ("reply", "decline", "terminate", "remedies", "escalation")
"""Steps whose paper somebody is told by."""
OPENNESS = ("manner", "manner_why", "scope", "violence")
OFTEN = ("application", "register", "notice", "authority", "inquiry", "record", "agreement", "oral", "visit",
         "confirmation", "termination", "escalation", "closing", "reply")
SELDOM = ("identity", "evidence", "performance", "undisputed", "declined")


def do_step(page: CasePage, step: str, who: Sign | None = None) -> None:
    """The form of a step; 立卷 is done on the page of the dossier."""
    if page.state.facts is None or not page.state.may_edit:
        return
    if step == "file":
        dossier(page)
    else:
        StepForm(page.bench, sheet_of(page.state, step, who), lambda _result: _done(page, step), page.state.facts.id)


def _done(page: CasePage, step: str) -> None:
    """After a step whose paper goes out at once, that paper is shown."""
    _told(page)
    if step in GOES_OUT and page.state.facts is not None and page.bench.desk.may("export"):
        if step == "escalation":
            _report_paper(page)
            return
        page.print_paper(paper_of(page.state.facts, step))


def _report_paper(page: CasePage) -> None:
    """The report of what was just noted, where a department is to be told of it."""
    newest = max(page.state.facts.of("escalation"), key=lambda one: one.id)
    if newest.row["record"]:
        page.print_paper("escalation", step=newest.id)


def _told(page: CasePage) -> None:
    page.bench.told()
    page.focus_grid()


def other_steps(page: CasePage) -> None:
    """A menu of every lawful step but the usual one."""
    items = [Item(say(code("case_step", edge.step)), lambda step=edge.step: page.do_step(step))
             for edge in page.state.edges[1:]]
    if items:
        Menu(page.bench.root, items, page.middle.corner("other"))


def step_menu(page: CasePage, one: Done) -> None:
    """Its paper, printed or as a blank; what hangs on it."""
    step = next((step for step in page.state.facts.steps if step.id == one.steps[-1]), None)
    if step is None or page.state.covered:
        return
    items: list[Item | None] = []
    kind = paper_of(page.state.facts, step.kind)
    if kind:
        words = paper_words(page.state, kind)
        items.append(Item(say(N_("打印{paper}"), paper=words), lambda: page.print_paper(kind, step=step.id)))
        items.append(Item(say(N_("打印空白{paper}，只填抬头"), paper=words),
                          lambda: page.print_paper(kind, step=step.id, blank=True)))
    if step.kind == "accept" and page.state.may_edit and not page.state.facts.row["filed_on"]:
        items.append(Item(say(CORRECT), lambda: page.do_step("correct")))
    if page.state.may_edit and not page.state.facts.row["filed_on"]:
        items.append(Item(say(N_("修改文字")), lambda: edit_row(page, CaseStep, step.id, say(one.title))))
    if one.detail:
        items.append(Item(say(N_("看全文")), lambda: _read(page, one)))
    if items:
        Menu(page.bench.root, items, page.middle.corner(one.key))


def _read(page: CasePage, one: Done) -> None:
    from views.kit.overlay import tell

    steps = {step.id: step for step in page.state.facts.steps}
    rows = {rid: step.row for rid, step in steps.items()}
    texts = [rows[rid][name] for rid in one.steps for name in ("record", "reason", "measures") if rows[rid][name]]
    texts += [say(line) for rid in one.steps for line in checklist(page.state.facts, steps[rid])]
    tell(page.bench.root, say(one.title), "\n".join(texts) or say(one.detail))


# ---- parties
def party_menu(page: CasePage, rid: int, key: str) -> None:
    """What may be done with a party; at a public counter nothing is opened."""
    party = page.state.facts.party(rid)
    if party is None or page.state.covered:
        return
    items: list[Item | None] = []
    if page.state.may_change:
        items.append(Item(say(N_("修改")), lambda: edit_row(page, CaseParty, rid, party.name)))
        items += [Item(say(words), lambda kind=kind: add_agent(page, party, kind)) for kind, words in AGENTS
                  if (kind != "representative" or party.kind == "organisation")
                  and (kind != "agent" or len(party.acting("agent")) < AGENTS_AT_MOST)]
        for agent in party.agents:
            items.append(Item(say(N_("修改{name}"), name=agent.name),
                              lambda agent=agent: edit_row(page, CaseAgent, agent.id, agent.name)))
            if not party.row["signed_on"]:  # who may have signed for her stays
                items.append(Item(say(N_("删除{name}"), name=agent.name),
                                  lambda agent=agent: remove_row(page, CaseAgent, agent.id), danger=True))
        items.append(None)
    if page.state.may_edit:
        items += [Item(say(words), lambda path=path: show_value(page, party, path)) for path, words in SHOW
                  if party.row[path]]
    if party.row["person"] and page.bench.desk.may("people.read"):
        items.append(Item(say(N_("打开居民档案")), lambda: page.bench.open_record("people", party.row["person"])))
    items.append(Item(say(N_("打印告知书")), lambda: page.print_paper("notice", party=rid)))
    if page.state.lawful("leave") and party in may_leave(page.state.facts):
        items.append(Item(say(LEAVES), lambda: party_leaves(page, rid)))
    if page.state.may_edit and page.state.facts.stage == "registered":
        items += [None, Item(say(N_("删除")), lambda: remove_row(page, CaseParty, rid), danger=True)]
    Menu(page.bench.root, [one for nth, one in enumerate(items) if one or nth], page.parties.corner(key))


def party_leaves(page: CasePage, rid: int) -> None:
    """She leaves, the others go on: the form of the step, with her chosen."""
    StepForm(page.bench, leave_sheet(page.state, rid), lambda _result: _told(page), page.state.facts.id)


def show_value(page: CasePage, party: Party, path: str) -> None:
    """One value in full for a short time, written down; with family violence a decision is asked for each time."""
    if path in CONTACTS and needs_decision(page.state.facts, party):
        ask_text(page.bench.root, say(N_("联系、通知对方要有人决定")), say(N_("决定人")),
                 lambda by: _show(page, party, path, by))
    else:
        _show(page, party, path, "")


def _show(page: CasePage, party: Party, path: str, by: str) -> None:
    def done(text: str) -> None:
        note = toast.show(page.bench.root, say(SHOWN, name=party.name, value=text), about="case-value", stays=True)
        page.bench.root.after(SECONDS * 1000, lambda: note.winfo_exists() and note.go())

    page.bench.act(lambda: value(page.bench.desk, CaseParty, party.id, path, by), done)


def add_party(page: CasePage) -> None:
    """One more party, on the side that is still empty."""
    if page.state.facts is None or not page.state.may_edit:
        return
    side = "applicant" if not page.state.facts.side("applicant") else "respondent"
    StepForm(page.bench, party_sheet(page.state, side), lambda _result: _told(page), page.state.facts.id)


def add_agent(page: CasePage, party: Party, kind: str) -> None:
    """Somebody who acts for a party."""
    paths = ("name", "relation", "phone", "id_card", "address", "authority", "authority_scope", "given_on")
    if kind != "agent":
        paths = paths[:5]
    given = {"party": party.id, "kind": kind}
    sheet = record_sheet(page.state, CaseAgent, paths, say(N_("{name}的{role}"), name=party.name,
                                                           role=code("agent_kind", kind)), given=given)
    StepForm(page.bench, sheet, lambda _result: _told(page))


def edit_row(page: CasePage, record: type, rid: int, name: str) -> None:
    """The form of a party, an agent or a guest."""
    paths = {CaseParty: ("side", "kind", "name", "sex", "birth", "age", "id_card", "credit_code", "phone", "address",
                         "occupation", "capacity", "agreed_on", "note"),
             CaseAgent: ("kind", "name", "relation", "phone", "id_card", "address", "authority", "authority_scope",
                         "given_on"),
             CaseGuest: ("name", "kind", "unit", "consented", "consented_on"),
             CaseStep: ("begins", "ends", "place", "present", "record")}[record]
    if record is CaseStep and any(one.id == rid and one.row["reason"] for one in page.state.facts.steps):
        paths += ("reason",)
    labels = _of_report(page, rid) if record is CaseStep else {}
    sheet = record_sheet(page.state, record, tuple(labels) or paths, say(N_("修改{name}"), name=name), rid=rid)
    if labels:
        sheet = replace(sheet, asks=tuple(replace(ask, label=labels[ask.path]) for ask in sheet.asks))
    StepForm(page.bench, sheet, lambda _result: _told(page))


def _of_report(page: CasePage, rid: int) -> dict[str, str]:
    """What may be put right of a step against escalation, of a report or of who left, in their own words."""
    kind = next((one.kind for one in page.state.facts.steps if one.id == rid), "")
    return {"escalation": {"reason": SIGNS, "measures": CaseStep.measures.label, "record": REPORTED},
            "report": {"record": REPORTED}, "leave": {"reason": WHY_LEAVES}}.get(kind, {})


def remove_row(page: CasePage, record: type, rid: int) -> None:
    """Take a row away; it can be taken back."""
    page.bench.act(lambda: page.bench.desk.do(f"{record_name(record)}.remove", id=rid), lambda _none: _told(page))


# ---- who handles it
def appoint(page: CasePage) -> None:
    """Appoint somebody."""
    StepForm(page.bench, appoint_sheet(page.state), lambda _result: _told(page))


def worker_menu(page: CasePage, rid: int, key: str) -> None:
    """回避 and leaving; or somebody more."""
    one = next((one for one in page.state.facts.workers if one.id == rid), None)
    if one is None or not page.state.may_edit:
        return
    items: list[Item | None] = [Item(say(N_("添加办案人员")), lambda: appoint(page))]
    if not one.left:
        items.append(Item(say(N_("回避、退出")), lambda: step_back(page, rid)))
    Menu(page.bench.root, items, page.parties.corner(key))


def step_back(page: CasePage, rid: int) -> None:
    """What was decided about 回避; the warnings stand beside the form."""
    one = next(one for one in page.state.facts.workers if one.id == rid)
    sheet = recuse(page.state, rid, tuple(warnings(page.state.facts, one.mediator)))
    StepForm(page.bench, sheet, lambda _none: _told(page))


def reply(page: CasePage) -> None:
    """One key: 反馈函."""
    if page.state.lawful("reply"):
        do_step(page, "reply")


def agreed_menu(page: CasePage) -> None:
    """Guests with the parties' consent, open or closed session, recorder."""
    items: list[Item | None] = [Item(say(N_("添加参加人")), lambda: add_guest(page))]
    for one in page.state.facts.guests:
        items.append(Item(say(N_("修改{name}"), name=one["name"]),
                          lambda one=one: edit_row(page, CaseGuest, one["id"], one["name"])))
    items += [Item(say(N_("指定记录人、立卷人")), lambda: appoint(page)),
              Item(say(N_("公开不公开、查阅范围")), lambda: edit_case(page, OPENNESS))]
    Menu(page.bench.root, items, page.parties.corner("agreed"))


def add_guest(page: CasePage) -> None:
    """Somebody invited to take part (art. 20)."""
    sheet = record_sheet(page.state, CaseGuest, ("name", "kind", "unit", "consented", "consented_on"),
                         N_("邀请参加人"), given={"case": page.state.facts.id}, step="session")
    StepForm(page.bench, sheet, lambda _result: _told(page))


def edit_case(page: CasePage, paths: tuple[str, ...]) -> None:
    """Some fields of the case itself."""
    sheet = record_sheet(page.state, Case, paths, N_("修改案件"), rid=page.state.facts.id)
    StepForm(page.bench, sheet, lambda _result: _told(page))


# ---- what is missing
def fill_lack(page: CasePage, one: Lack) -> None:
    """Where a missing thing is put in."""
    facts = page.state.facts
    if one.act == "party":
        add_party(page)
    elif one.act == "worker":
        appoint(page)
    elif one.act == "type":
        edit_case(page, ("type",))
    elif one.act == "recusal":
        step_back(page, one.rid)
    elif one.act == "agent":
        add_agent(page, facts.party(one.rid), "guardian")
    elif one.act == "authority":
        agent = next(agent for party in facts.parties for agent in party.agents if agent.id == one.rid)
        edit_row(page, CaseAgent, one.rid, agent.name)
    elif one.act == "dossier":
        dossier(page)
    else:
        page.do_step(one.act)


# ---- papers
def _of_agreement(facts: CaseFacts, kind: str) -> str:
    """An oral agreement has its own form."""
    oral = facts.agreement is not None and facts.agreement["form"] == "oral"
    return "oral" if oral and kind == "agreement" else kind


def paper_words(state: CaseState, kind: str) -> str:
    """What a paper is called."""
    return short_name(_of_agreement(state.facts, kind))


def print_paper(page: CasePage, kind: str, party: int | None, step: int | None, blank: bool) -> None:
    """Make one and show it with the printers; it is written down when it leaves the computer."""
    from views.pages.printing import offer
    from views.state.case_paper import CaseSheet

    facts = page.state.facts
    offer(page.bench, CaseSheet(page.bench.desk, facts, _of_agreement(facts, kind), party, step, blank))


def papers_menu(page: CasePage) -> None:
    """Ctrl+P: the paper of the next step first, then the others."""
    if page.state.facts is None:
        return
    usual = paper_of(page.state.facts, page.state.next.step) if page.state.next else ""
    kinds = list(dict.fromkeys(kind for kind in (usual, *OFTEN) if kind))
    items: list[Item | None] = [Item(say(paper_words(page.state, kind)), lambda kind=kind: page.print_paper(kind))
                                for kind in kinds]
    items.insert(1, None)
    items += [Item(say(N_("其他文书")), lambda: _seldom_menu(page)),
              None, Item(say(N_("空白文书，只填抬头")), lambda: blanks_menu(page)),
              Item(say(N_("整本卷宗")), lambda: dossier(page), "Ctrl+G")]
    Menu(page.bench.root, items, page.buttons)


def _seldom_menu(page: CasePage) -> None:
    Menu(page.bench.root, [Item(say(paper_words(page.state, kind)), lambda kind=kind: page.print_paper(kind))
                           for kind in SELDOM], page.buttons)


def blanks_menu(page: CasePage) -> None:
    """Any paper with its head only, at any step: what is written by hand and scanned afterwards."""
    items = [Item(say(paper_words(page.state, kind)), lambda kind=kind: page.print_paper(kind, blank=True))
             for kind in dict.fromkeys((*OFTEN, *SELDOM))]
    Menu(page.bench.root, items, page.buttons)


def dossier(page: CasePage) -> None:
    """The whole dossier, on its own page."""
    if page.state.facts is None:
        return
    page.bench.show("dossier").open(page.state.facts.id)


# ---- the rest
def more(page: CasePage) -> None:
    """What is seldom wanted."""
    if page.state.facts is None:
        return
    items: list[Item | None] = []
    if page.state.may_edit:
        items = [Item(say(N_("修改案件信息")), page.edit, "Ctrl+E"),
                 Item(say(N_("添加当事人")), page.add, "Ctrl+N"),
                 Item(say(N_("移送单位、来文和期限")), lambda: edit_case(page, (
                     "source", "referred_by", "referrer", "letter", "referred_on", "referrer_contact", "referrer_phone",
                     "reply_due")))]
        if page.state.lawful("reply"):
            items += [Item(say(N_("反馈移送单位")), lambda: page.do_step("reply"), "Ctrl+R"),
                      Item(say(N_("打印反馈函")), lambda: page.print_paper("reply"))]
        if page.state.facts.row["simple"] and page.state.facts.stage == "closed":
            items.append(Item(say(N_("多案一卷")), lambda: _joint(page)))
        items += [Item(say(N_("抄录到上级系统")), lambda: _transcribe(page)),
                  Item(say(N_("保密笔记")), page.open_note)]
    items.append(Item(say(N_("返回登记簿")), page.leave, "Esc"))
    Menu(page.bench.root, items, page.buttons)


def _joint(page: CasePage) -> None:
    """With the other simple cases of its month or quarter under one cover."""
    from views.pages.dossier_forms import joint_form

    dossier(page)
    joint_form(page.bench.page)


def _transcribe(page: CasePage) -> None:
    from views.pages.transcribe import beside

    beside(page, page.bench, page.state.facts.id)
