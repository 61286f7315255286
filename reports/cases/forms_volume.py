"""Papers of the volume: cover, contents, report on the closing, statement, back."""
from __future__ import annotations

from center.cases.book import text
from center.cases.compulsory import table_on
from center.cases.facts import CaseFacts
from center.cases.slots import sections
from center.words import N_
from db.codes import code_list
from db.days import Day, show_day
from db.words import Listed, Phrase
from reports.cases.blocks import label, prose
from reports.cases.making import Asked, Line, Made, form
from reports.cases.wording import code, mediators, number, numbered, numbers_on_cover, told_of, worker
from reports.deeds import SIGN_NAME, Cell, Entries, Form, Group, Lead, Sign, Signing, Stamp
from reports.document import Block, Space, Text

TITLE, NAME, NUMBER, MEDIATORS = N_("调解卷宗"), N_("卷名"), N_("卷号"), N_("人民调解员")
DAYS, FILER, FILED, KEPT, NOTE = N_("调解日期"), N_("立卷人"), N_("立卷日期"), N_("保管期限"), N_("备注")
UNTIL = N_("{begins}至{ends}")
FROM = N_("{begins}至　　　　年　　月　　日")
YEARS = N_("{name}（{years}年）")


@form("cover")
def cover(asked: Asked) -> Made:
    """封面: the committee, what volume, who mediated from when to when, who filed it, how long it is kept."""
    told, volume = asked.told, asked.volume
    joint = volume.get("kind") == "joint"
    filed = volume.get("filed_on")
    pairs = ((NAME, volume.get("name") or told.row["name"]),
             (NUMBER, numbers_on_cover(volume.get("number") or "") if joint else number(told)),
             (MEDIATORS, "" if asked.blank else volume.get("mediators") or "" if joint else mediators(told)),
             (DAYS, "" if asked.blank else _days(asked)), (FILER, "" if asked.blank else filer(asked)),
             (FILED, show_day(filed) if filed and not asked.blank else ""),
             (KEPT, "" if asked.blank else kept_for(asked)), (NOTE, ""))
    return Made(TITLE, ((Entries(pairs, large=True),),), cover=True)


def _days(asked: Asked) -> str:
    """From acceptance to the end of the mediation."""
    row = asked.told.row
    begins = asked.volume.get("begins") or row["accepted_on"] or row["registered_on"]
    ends = asked.volume.get("ends") or row["closed_on"] or row["outcome_on"]
    if begins and ends:
        return Phrase(UNTIL, begins=show_day(begins), ends=show_day(ends))
    return Phrase(FROM, begins=show_day(begins)) if begins else ""


def filer(asked: Asked) -> str:
    """Who filed the volume, else who is to."""
    told = asked.told
    chosen = asked.volume.get("filer")
    return next((one.name for one in told.workers if one.mediator == chosen), "") or worker(told, "filer")


def kept_for(asked: Asked) -> str:
    """短期（5年）; the years only where this office has settled them."""
    chosen = asked.volume.get("retention")
    years = asked.years.get(chosen)
    name = code("case_retention", chosen)
    return Phrase(YEARS, name=name, years=years) if years else name


COLUMNS = ((N_("序号"), 2), (N_("文书名称"), 13), (N_("页号"), 4), (N_("备注"), 5))


def _usual(asked: Asked) -> list[Line]:
    """The lines of a contents page before there is a dossier: in the office's order, but for what few cases have."""
    few = {section.code for section in sections() if section.only}
    names = code_list("dossier_part").items
    return [Line(names[code]) for code in table_on(asked.on.last).order if code not in few]


@form("contents")
def contents(asked: Asked) -> Made:
    """卷内目录: in the order of the table of parts; the dossier gives the pages."""
    lines = asked.lines or _usual(asked)
    head = Group((tuple(label(name, share) for name, share in COLUMNS),), head=True, high=30)
    rows = tuple((Cell(str(nth), 2), Cell(line.name, 13), Cell(line.pages, 4), Cell(line.note, 5))
                 for nth, line in enumerate(lines, start=1))
    spare = tuple(tuple(Cell("", share) for _, share in COLUMNS) for _ in range(max(0, 16 - len(rows))))
    return Made(N_("卷内目录"), ((Form((head, Group(rows + spare, high=30))),),), _head(asked))


def _head(asked: Asked) -> str:
    """The number of the case; of a volume of several, the volume's."""
    if asked.volume.get("kind") == "joint":
        return asked.volume.get("number") or ""
    return numbered(asked.told)


WRITTEN_ON, OFFICE, HANDLER = N_("填表时间"), N_("承办单位"), N_("承办人")
TAKEN, CLOSED, ABOUT = N_("受案时间"), N_("结案时间"), N_("当事人信息")
SOURCE, TYPE, FACTS, RESULT = N_("案件来源"), N_("纠纷类型"), N_("纠纷简要事实"), N_("处理结果")
OPINION = N_("负责人意见")
REFERRED = N_("{source}（{unit}）")


@form("closing")
def closing(asked: Asked) -> Made:
    """结案报告表 (a local form): who, when, where from, what it was about, what came of it."""
    told, row, blank = asked.told, asked.told.row, asked.blank

    def shown(value: str) -> str:
        return "" if blank else value

    parties = Listed((told_of(one, row["accepted_on"] or asked.on, gap="") for one in told.parties), "\n")
    filed = asked.volume.get("filed_on") or row["filed_on"]
    groups = (
        Group(tuple((label(left), Cell(first, 10), label(right), Cell(second, 6)) for left, first, right, second in (
            (NUMBER, number(told), WRITTEN_ON, shown(_day(filed))),
            (OFFICE, told.studio or told.committee["name"], HANDLER, shown(mediators(told))),
            (TAKEN, shown(_day(row["accepted_on"])), CLOSED, shown(_day(row["closed_on"])))))),
        Group(((label(ABOUT), Cell(shown(parties), 20)),), high=84),
        Group(((label(SOURCE), Cell(shown(_source(told)), 10), label(TYPE),
                Cell(shown(code("dispute_type", row["type"])), 6)),)),
        Group(((label(FACTS), Cell(shown(_facts(told)), 20)),), high=96),
        Group(((label(RESULT), Cell(shown(_result(told)), 20)),), high=96),
        Group(((label(OPINION), Cell("", 20)),), high=52))
    blocks = (Form(groups), Space(0.5), Signing((Sign(HANDLER, "", SIGN_NAME), Sign(LEADER, "", SIGN_NAME))),
              Stamp(told.committee["name"]))
    return Made(N_("结案报告表"), (blocks,))


LEADER = N_("负责人")


def _day(on: Day | None) -> str:
    return show_day(on) if on else ""


def _facts(told: CaseFacts) -> str:
    return (told.agreement["facts"] if told.agreement else "") or told.row["brief"] or ""


def _source(told: CaseFacts) -> str:
    source = code("case_source", told.row["source"])
    unit = told.row["referrer"] or code("referral_kind", told.row["referred_by"])
    return Phrase(REFERRED, source=source, unit=unit) if told.row["source"] == "referral" and unit else source


def _result(told: CaseFacts) -> str:
    """The outcome, why it ended without one, what was promised and done."""
    parts = [code("case_outcome", told.row["outcome"]), told.row["end_reason"] or ""]
    for one in told.promises:
        state = code("performance_state", one.row["state"])
        parts.append(Phrase(DONE, what=one.row["what"].rstrip("。"), state=state) if state else one.row["what"])
    if told.agreement and told.agreement["confirm"]:
        parts.append(Phrase(CONFIRMED, state=code("confirmation_state", told.agreement["confirm"])))
    return Listed([part for part in parts if part], "；")


DONE, CONFIRMED = N_("{what}（{state}）"), N_("司法确认：{state}")
PAGES, TELLS = N_("本卷共＿＿＿页"), N_("本卷共{pages}页")


@form("statement")
def statement(asked: Asked) -> Made:
    """卷宗情况说明: missing pages, corrections, anything that who opens it later should know."""
    volume = asked.volume
    pages = volume.get("pages")
    said = None if asked.blank else volume.get("statement")
    filed = None if asked.blank else volume.get("filed_on")
    blocks: list[Block] = [
        Text(Phrase(TELLS, pages=pages) if pages and not asked.blank else PAGES, "left"),
        Lead(text("statement", "ask"), ""), *prose(said, asked.blank, 10, fill=True),
        Signing((Sign(FILER, "" if asked.blank else filer(asked), SIGN_NAME, day=not filed),
                 Sign(N_("检查人"), "", SIGN_NAME)))]
    blocks += [Stamp("", show_day(filed), plain=True)] if filed else []
    return Made(N_("卷宗情况说明"), (tuple(blocks),), numbers_on_cover(_head(asked)))


@form("back")
def back(asked: Asked) -> Made:
    """封底: an empty leaf with a line, and the number of the volume small at its foot."""
    number = numbers_on_cover(_head(asked))
    return Made("", ((Space(13), Text("———　———", "center"), Space(10), Text(number, "center", "note")),))

