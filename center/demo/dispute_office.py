"""The demo's committee: who is of it, how it trains, what it typed month by month, its rounds and its old register."""
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from db.days import Day

COMMITTEE, SHORT, STUDIO = "晨光社区人民调解委员会", "晨光", "晨光社区秀英调解工作室"
CHAIR, WORKER = "<chair>", "<worker>"
LETTER = {"since": "2025-03-18", "letter_on": "2025-03-18", "letter_until": "2028-03-17"}
MEMBERS: tuple[dict[str, str], ...] = (
    {"person.name": "何敏", "person.sex": "2", "duty": "主任", "work": "兼职", "party": "是", "login": CHAIR,
     "studio": "", **LETTER, "letter": "晨调聘2025-01"},
    {"person.name": "孙秀英", "person.sex": "2", "duty": "副主任", "work": "专职", "party": "是", "login": WORKER,
     "studio": "是", "grade": "一级", **LETTER, "letter": "晨调聘2025-02"},
    {"person.name": "孟庆国", "person.sex": "1", "duty": "委员", "work": "兼职", "login": "", "studio": "", **LETTER,
     "letter": "晨调聘2025-03"},
    {"person.name": "高建民", "person.sex": "1", "duty": "聘任调解员", "work": "专职", "login": "", "studio": "是",
     "grade": "二级", **LETTER, "letter": "晨调聘2025-04"},
    {"person.name": "马玉兰", "person.sex": "2", "duty": "委员", "work": "兼职", "login": "", "studio": "", **LETTER,
     "letter": "晨调聘2025-05"},
    {"person.name": "陈晓梅", "person.sex": "2", "duty": "记录员", "work": "兼职", "login": "", "studio": "",
     "since": "2025-03-18"},
)
NAMED = tuple((one["person.name"], one["person.sex"]) for one in MEMBERS)
"""What these residents of the demo centre are called: name and sex."""
TRAININGS = (("人民调解法与文书制作", "2026-03-12", 8, "示例区司法局"), ("物业纠纷调解技巧", "2026-06-18", 4,
                                                                         "示例街道司法所"),
             ("反家庭暴力与未成年人保护", "2026-05-21", 4, "示例区司法局"))
HEAD = ["卷号", "受理日期", "申请人", "被申请人", "纠纷类别", "案件来源", "涉及人数", "调解结果", "协议形式",
        "协议金额（元）",
        "结案日期", "纠纷简要情况", "履行情况", "调解员"]


def _old(number: str, on: str, one: str, other: str, kind: str, form: str, amount: str, ended: str, brief: str,
         source: str = "依申请调解", by: str = "孙秀英") -> list[str]:
    result, done = ("调解成功", "已履行") if form else ("调解不成", "")
    return [number, on, one, other, kind, source, "2", result, form, amount, ended, brief, done, by]


REGISTER: list[list[str]] = [
    HEAD,
    _old("晨调字2025-03号", "2025-03-27", "程凤英", "杭国栋", "邻里", "口头", "", "2025-03-28", "楼道堆物"),
    _old("晨调字2025-04号", "2025-04-21", "罗秋菊", "盛达物业公司", "物业", "书面", "1600", "2025-05-06", "车棚漏雨"),
    _old("晨调字2025-05号", "2025-05-19", "姚金花", "姚金树", "婚姻家庭", "书面", "12000", "2025-06-03", "赡养费分担"),
    _old("晨调字2025-06号", "2025-06-25", "江志明", "安心家政", "其他消费纠纷", "口头", "300", "2025-06-27",
         "服务费退还"),
    _old("晨调字2025-07号", "2025-08-08", "万里红", "骆建国", "损害赔偿", "书面", "2200", "2025-08-20", "花盆坠落"),
    _old("晨调字2025-08号", "2025-09-15", "柏长顺", "殷小军", "道路交通事故", "书面", "5400", "2025-09-30",
         "电动车相撞",
         "接受委托移送（公安）", "高建民"),
    _old("晨调字2025-09号", "2025-10-13", "史玉琴", "南街烧烤店", "环境污染", "", "", "2025-11-10", "夜间噪音"),
    _old("晨调字2025-10号", "2025-11-05", "季春梅", "戚福来", "邻里", "口头", "", "2025-11-06", "宠物扰民",
         by="高建民"),
    _old("晨调字2025-11号", "2025-12-02", "凌志强", "恒信中介", "合同", "书面", "3500", "2025-12-18", "定金退还"),
    _old("（2026）晨光人调字第001号", "2026-01-12", "祁凤兰", "施大勇", "邻里", "口头", "", "2026-01-13", "铲雪占道"),
    _old("（2026）晨光人调字第002号", "2026-02-03", "庞秀芝", "安和物业公司", "物业", "书面", "860", "2026-02-20",
         "暖气漏水"),
    _old("（2026）晨光人调字第003号", "2026-03-16", "费玉良", "小马装修队", "合同", "书面", "4200", "2026-04-01",
         "装修返工",
         by="高建民"),
    _old("（2026）晨光人调字第004号", "2026-04-08", "岑月娥", "岑志远", "婚姻家庭", "书面", "6000", "2026-04-27",
         "赡养费"),
    _old("（2026）晨光人调字第005号", "2026-05-11", "左志刚", "窦小飞", "损害赔偿", "口头", "400", "2026-05-12",
         "踢球碎窗"),
    _old("（2026）晨光人调字第006号", "2026-06-09", "宁桂芬", "鲜果超市", "其他消费纠纷", "口头", "120", "2026-06-10",
         "缺斤短两"),
]
FIGURES = {"prevented": (2, None), "suicide": (0, 0), "crime": (0, 0), "gathering": (0, 0), "fight": (0, 0)}
EXTRA = {(8, "crime"): (1, 2), (9, "gathering"): (1, 12)}
FUNDS = {"fund_office": 6_000_00, "fund_committee": 12_000_00, "fund_allowance": 9_600_00}

ROUNDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *((f"2026-{month + 1:02d}-03", "typed", {"month": f"2026-{month:02d}-01"}) for month in range(7, 11)),
    ("2026-07-10", "look", {"found": [{"matter": "空调外机滴水", "parties": "赵玉珍、孟凡刚", "type": "邻里",
                                       "handling": "当场化解", "done_on": "2026-07-10", "handler": "孙秀英"}]}),
    ("2026-07-25", "look", {}), ("2026-08-09", "look", {}), ("2026-08-24", "look", {}),
    ("2026-09-02", "look", {"found": [{"matter": "餐馆油烟扰民", "parties": "尤桂兰、蜀香小馆", "type": "环境污染",
                                       "handling": "继续了解", "handler": "孙秀英", "place": "晨光里3号楼"}]}),
    ("2026-09-23", "look", {}), ("2026-10-08", "look", {}), ("2026-10-23", "look", {}),
    ("2026-10-26", "invite", {"of": "lift", "guest": {"name": "景文海", "kind": "有专门知识的人",
                                                      "unit": "示例设计院"}}),
    ("2026-10-30", "bind", {}),
    ("2026-11-02", "judge", {"of": "wages"}),
    ("2026-11-03", "copy", {"of": "fees", "fields": 99}), ("2026-11-16", "copy", {"of": "wages", "fields": 9}),
    ("2026-11-07", "look", {"found": [{"matter": "地下室电动车充电", "handling": "转有关部门", "handler": "高建民",
                                       "place": "晨光里7号楼"}]}),
    ("2026-11-19", "look", {"found": [{"matter": "楼上孩子夜里跑跳", "parties": "佟淑云与滕军", "type": "邻里",
                                       "place": "晨光里5号楼", "handler": "孙秀英", "open": True}]}),
)


def trainings(moved: timedelta) -> list[dict[str, Any]]:
    """What every mediator took this year."""
    return [{"subject": subject, "held_on": Day(date.fromisoformat(on) + moved), "hours": hours, "organiser": by}
            for subject, on, hours, by in TRAININGS]


def funds(moved: timedelta) -> list[dict[str, Any]]:
    """The year's money."""
    year = date(2026, 6, 30) + moved
    return [{"period": str(year.year), "kind": kind, "given_on": Day(year), "amount": cents}
            for kind, cents in FUNDS.items()]


def figures(month: date, on: date, rounds: int, found: int) -> list[dict[str, Any]]:
    """What was typed of prevention for the month of a day: so many rounds, so many disputes found, and the rest."""
    rows = {"screening": (rounds, None), "found": (found, None)}
    rows |= {kind: EXTRA.get((month.month, kind), some) for kind, some in FIGURES.items()}
    return [{"period": f"{month:%Y-%m}", "kind": kind, "given_on": Day(on), "cases": cases, "people": people}
            for kind, (cases, people) in rows.items()]
