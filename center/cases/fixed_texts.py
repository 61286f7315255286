"""文书文字: the fixed texts of case papers as the office keeps them, over those of `templates/mediation/texts.toml`.

A text is a value of the settings with its source and history. A changed one stands on the next paper that is made; a
signed one keeps its bytes. Gaps that the program fills are 【日期】 to the clerk and {day} inside.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from center.acts import act_label, act_name
from center.cases import book as shelf
from center.cases.book import book, kept_under
from center.commands import command
from center.settings.writing import Step, refuse, sourced, steps, write
from center.words import N_
from db.errors import Invalid, Problems
from db.tx import Tx
from db.words import Listed, Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

READ, EDIT = "mediation.read", "mediation.edit"
LOCAL = N_("本地口径")
CHANGED = act_label(N_("改文书文字“{label}”"))
GAPS = {"day": N_("日期"), "parties": N_("当事人"), "name": N_("纠纷名称"), "reason": N_("原因"), "number": N_("案号"),
        "copies": N_("份数"), "scope": N_("权限范围"), "letter": N_("来文号"), "outcome": N_("调解结果"),
        "states": N_("履行情况"), "by": N_("决定人")}
GAP, TYPED = re.compile(r"\{(\w+)\}"), re.compile(r"【(.*?)】")
NAMED = {
    "notice": (N_("权利义务告知书"), {
        "nature": N_("调解的性质"), "principles": N_("调解的原则"), "rights": N_("当事人的权利"),
        "duties": N_("当事人的义务"), "effect": N_("协议的效力"), "read": N_("阅读声明")}),
    "application": (N_("申请书"), {"statement": N_("自愿申请的声明")}),
    "register": (N_("受理登记表"), {"opening": N_("开头"), "note": N_("备注")}),
    "inquiry": (N_("调查记录"), {"told": N_("告知语"), "read": N_("阅读声明")}),
    "record": (N_("调解记录"), {"told": N_("告知语"), "read": N_("阅读声明")}),
    "agreement": (N_("调解协议书"), {"opening": N_("开头"), "copies": N_("份数")}),
    "termination": (N_("终止调解告知书"), {"reason": N_("终止的原因"), "remedies": N_("其他途径"),
                                    "ways": N_("途径逐条")}),
    "declined": (N_("不予受理告知书"), {"reasons": N_("不予受理的原因"), "refused": N_("一方拒绝时的原因")}),
    "undisputed": (N_("无争议事实记载"), {"opening": N_("开头"), "end": N_("结尾")}),
    "confirmation": (N_("司法确认申请书"), {"request": N_("请求事项"), "statement": N_("自愿和真实的声明"),
                                      "papers": N_("应附材料")}),
    "authority": (N_("授权委托书"), {
        "general": N_("一般代理"), "special": N_("特别授权"), "scope": N_("特别授权的范围"), "term": N_("委托期限"),
        "note": N_("说明")}),
    "reply": (N_("反馈函"), {"opening": N_("开头"), "accepted": N_("受理"), "not_accepted": N_("不予受理"),
                          "ended": N_("调解结果"), "running": N_("正在办理"), "effective": N_("协议生效"),
                          "performed": N_("履行情况"), "end": N_("结尾")}),
    "escalation": (N_("矛盾纠纷激化情况报告"), {
        "opening": N_("开头"), "decided": N_("决定"), "end": N_("结尾"), "secret": N_("涉家暴时的说明")}),
    "statement": (N_("卷宗情况说明"), {"ask": N_("提示")}),
    "violence": (N_("涉家暴的告知"), {"capable": N_("可以选择的办法"), "hint": N_("提示")}),
}
"""Paper and name of each text that an office may word. What a form fixes by its boxes (three results) is none."""
LABEL = N_("{paper}：{name}")


@dataclass(frozen=True)
class Fixed:
    """One text: `key` is part.name, `value` as the clerk reads it (one line each where there are `several`)."""

    key: str
    paper: Word
    name: Word
    value: str
    usual: str
    several: bool
    gaps: tuple[Word, ...]
    step: Step

    @property
    def label(self) -> Word:
        """The paper and the text."""
        return Phrase(LABEL, paper=self.paper, name=self.name)

    @property
    def local(self) -> bool:
        """Whether the office words it otherwise."""
        return self.value != self.usual


def fixed_texts(desk: Desk) -> tuple[Fixed, ...]:
    """Every text an office may word, paper by paper. Raises Denied."""
    desk.need(READ)
    return tuple(_one(desk, part, name) for part, (_paper, names) in NAMED.items() for name in names)


def history(desk: Desk, key: str) -> tuple[Step, ...]:
    """How a text came to be, newest first; the last one is as shipped. Raises Denied."""
    desk.need(READ)
    part, name = _place(key)
    found = steps(kept_under(part, name), _entry(part, name), desk.today())
    return tuple(Step(_shown(one.value), one.source, one.at, one.who, one.local) for one in found[::-1])


def _one(desk: Desk, part: str, name: str) -> Fixed:
    shipped, now = book("texts")[part][name], shelf.text(part, name)
    step = steps(kept_under(part, name), _entry(part, name), desk.today())[-1]
    paper, names = NAMED[part]
    return Fixed(f"{part}.{name}", paper, names[name], _shown(_line(now)), _shown(_line(shipped)),
                 isinstance(shipped, list), tuple(GAPS[gap] for gap in GAP.findall(_line(shipped))), step)


def _line(value: str | list[str]) -> str:
    return "\n".join(value) if isinstance(value, list) else value


def _shown(stored: str) -> str:
    return GAP.sub(lambda found: f"【{GAPS[found[1]]}】", stored)


def _entry(part: str, name: str) -> dict[str, Any]:
    paper, names = NAMED[part]
    return {"label": str(Phrase(LABEL, paper=paper, name=names[name])), "value": _line(book("texts")[part][name]),
            "source": book("texts")["source"]}


# ---- acts
@command(N_("改文书文字"), right=EDIT, name="case_texts.edit")
def edit(tx: Tx, key: str, text: str, source: str = LOCAL) -> bool:
    """Word a fixed text (`notice.nature`, or 权利义务告知书：调解的性质) otherwise; a list has one item a line.

    Returns False when it reads so already. Raises Problems at `key`, `text`, `source`.
    """
    found: dict[str, Invalid] = {}
    part, name = _place(key)
    entry = _entry(part, name)
    stored = _stored(text, entry["value"], isinstance(book("texts")[part][name], list), found)
    sourced(source, found)
    refuse(found)
    if stored == _line(shelf.text(part, name)):
        return False
    tx.rename(CHANGED.format(label=act_name(entry["label"])))
    write(tx, kept_under(part, name), entry, stored, source)
    return True


@command(N_("恢复文书文字的默认值"), right=EDIT, name="case_texts.usual")
def usual(tx: Tx, key: str) -> bool:
    """A text as it is shipped; False when it is so."""
    part, name = _place(key)
    entry = _entry(part, name)
    if _line(shelf.text(part, name)) == entry["value"]:
        return False
    write(tx, kept_under(part, name), entry, entry["value"], entry["source"], shipped=True)
    return True


def _place(key: str) -> tuple[str, str]:
    """Part and name of a text by its key or its label. Raises Problems at `key`."""
    for part, (paper, names) in NAMED.items():
        for name, called in names.items():
            if key.strip() in (f"{part}.{name}", str(Phrase(LABEL, paper=paper, name=called))):
                return part, name
    raise Problems({"key": Invalid("没有叫“{key}”的文书文字，请核对名称", key=key)})


def _stored(typed: str, shipped: str, several: bool, found: dict[str, Invalid]) -> str:
    """What to keep for what was typed; what is wrong goes into `found`."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    known = {str(GAPS[gap]): gap for gap in GAP.findall(shipped)}
    strange = [gap for gap in TYPED.findall(typed) if gap not in known]
    if not lines:
        found["text"] = Invalid("请写这段文字；不用改的请按“恢复默认值”")
    elif "{" in typed or "}" in typed:
        found["text"] = Invalid("文字里不能有大括号，请去掉")
    elif strange:
        names = Listed([f"【{one}】" for one in known]) if known else N_("无")
        found["text"] = Invalid("这段文字里没有【{gap}】这个空，请改用：{names}", gap=strange[0], names=names)
    whole = "\n".join(lines) if several else "".join(lines)
    return TYPED.sub(lambda one: f"{{{known.get(one[1], one[1])}}}", whole)
