"""The demo centre's ledgers: items, rules, money, assets, checks, supervisors."""
from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from db.codes import code_list
from db.days import Day

ITEMS = {
    "party": (
        "党组织关系转接咨询 入党申请接收 流动党员报到 在职党员报到 党费收缴 困难党员走访登记 "
        "党员志愿岗认领 党员证明出具"
    ),
    "civil": (
        "最低生活保障申请初审 临时救助申请 特困人员供养申请 低保边缘家庭认定 困境儿童信息登记 "
        "高龄津贴申请 殡葬惠民咨询 慈善救助引荐"
    ),
    "social_security": (
        "城乡居民养老参保登记 养老待遇资格核对 城乡居民医保参保登记 医保信息变更 "
        "异地就医备案引导 新生儿落户引导"
    ),
    "employment": (
        "失业登记引导 就业困难人员认定初审 灵活就业登记 创业担保贷款咨询 公益性岗位申请 "
        "招聘信息查询"
    ),
    "health": "家庭医生签约引导 健康档案建立引导 献血服务咨询 健康讲座报名 爱国卫生投诉登记",
    "elder": "助餐服务申请 居家养老服务申请 老年人优待办理引导 适老化改造申请 独居老人探访登记",
    "disabled": "残疾人证申领引导 残疾人两项补贴申请 辅助器具申请 无障碍改造申请",
    "housing": "公共租赁住房申请初审 房屋维修资金咨询 物业问题登记 停车协商登记 老旧小区改造意见登记",
    "legal": "矛盾纠纷调解申请 法律咨询预约 法律援助引导 公证咨询 法律知识讲座报名",
    "veteran": "退役军人信息登记 优抚对象走访登记 光荣牌更换 优待证申领引导",
    "culture": "文体活动室预约 图书借阅 四点半课堂报名 文艺队伍登记 科普讲座报名",
    "certificate": "居住情况说明 遗失声明引导 亲属关系说明引导",
}
RULE_NAMES = {"first_asked": "首问负责制度", "tell_once": "一次性告知制度", "time_limit": "限时办结制度",
              "ab_post": "AB岗工作制度"}
EXPENSES = {"office": (60, 900), "utility": (300, 2600), "repair": (100, 3000), "activity": (200, 4000),
            "training": (200, 1800), "publicity": (80, 1500), "relief": (200, 2000), "party": (150, 2500)}
ASSETS = (("办公桌", "furniture", 800), ("办公椅", "furniture", 260), ("文件柜", "furniture", 650),
          ("会议桌", "furniture", 1800),
          ("台式电脑", "electronics", 3900), ("打印复印机", "electronics", 5200), ("投影仪", "electronics", 4300),
          ("空调", "appliance", 3600), ("饮水机", "appliance", 480), ("电视机", "appliance", 2900),
          ("乒乓球台", "sport", 1500), ("图书架", "book", 420), ("灭火器箱", "safety", 180))
CHECKS = (("fire", "消防设施与疏散通道", 1), ("self", "标准化自查", 3), ("equipment", "窗口设备与显示屏", 3),
          ("sign", "标识标牌", 6), ("access", "无障碍与适老设施", 6), ("export_log", "个人信息导出记录审阅", 3),
          ("drill", "消防应急演练", 12))
ORIGINS = ("区人大代表", "区政协委员", "沿街商户代表", "物业企业代表", "居民代表", "居民代表", "退休教师", "志愿者代表")


def item_lists(until: date) -> list[dict[str, Any]]:
    """Last year's list and the one in force."""
    old, new = until - timedelta(days=640), until - timedelta(days=270)
    return [{"version": f"{old.year}版", "published_on": Day(old), "reviewed_on": Day(old), "current": False},
            {"version": f"{new.year}版", "published_on": Day(new), "reviewed_on": Day(new), "current": True}]


def items(chance: Random) -> list[dict[str, Any]]:
    """64 service items with their guides; two guides have a gap."""
    rows = []
    for kind, names in ITEMS.items():
        for name in names.split():
            number = len(rows) + 1
            rows.append({
                "name": name, "number": f"CG-{number:03d}", "kind": kind, "one_window": number % 16 != 0,
                "basis": "街道公布的社区事项清单", "conditions": "本社区居民并按事项要求提供情况",
                "materials": chance.choice(("本人身份证", "本人身份证、户口簿", "无", "本人身份证、申请表")),
                "process": "受理、核对、办理或上报、告知结果", "days": chance.choice((0, 0, 1, 3, 5, 10, 15)),
                "fee": "不收费", "place": "综合服务区", "phone": "0900-8000100",
                "online": chance.choice(("无", "无", "当地政务服务网", "当地政务服务应用")), "active": True})
    rows[20]["materials"] = None
    rows[41]["online"] = None
    return rows


def rules(until: date) -> list[dict[str, Any]]:
    """The twenty rules of the required list; one is past its review day, one older version stays for the record."""
    rows = []
    for number, (topic, label) in enumerate(code_list("rule_kind").items.items()):
        if topic == "other":
            continue
        begin = until - timedelta(days=500 - 7 * number)
        review = until + timedelta(days=200 + number) if topic != "seal" else until - timedelta(days=20)
        rows.append({"name": RULE_NAMES.get(topic, label + "制度"), "topic": topic, "version": "2025版",
                     "effective_on": Day(begin), "review_by": Day(review), "current": True,
                     "posted_on": Day(begin + timedelta(days=5)), "text": None})
    old = dict(rows[0], version="2023版", current=False, effective_on=Day(until - timedelta(days=1200)),
               review_by=Day(until - timedelta(days=470)))
    return [*rows, old]


def budgets(until: date, full: bool) -> list[dict[str, Any]]:
    """Three years of approved budgets, two sources each."""
    rows = []
    for year in range(until.year - 2, until.year + 1):
        for source, amount in (("operation", 120_000_00), ("service", 200_000_00)):
            rows.append({"year": year, "amount": amount if full else amount // 2, "source": source,
                         "approved_on": Day(date(year, 1, 20)), "approver": "示例街道办事处"})
    return rows


def expenses(chance: Random, count: int, start: date, until: date) -> list[dict[str, Any]]:
    """`count` lines of the ledger, in the order of their days; one in a hundred lacks its voucher or approver."""
    kinds, span = code_list("expense_kind").items, (until - start).days
    rows = []
    for number, offset in enumerate(sorted(chance.randint(0, span) for _ in range(count)), start=1):
        category = chance.choice(tuple(EXPENSES))
        low, high = EXPENSES[category]
        rows.append({"spent_on": Day(start + timedelta(days=offset)), "summary": kinds[category], "category": category,
                     "amount": chance.randint(low * 10, high * 10) * 10, "voucher": f"PZ{number:05d}",
                     "handler": "报账员", "approver": "中心负责人"})
        if number % 97 == 0:
            rows[-1][chance.choice(("voucher", "approver"))] = None
    return rows


def assets(chance: Random, count: int, until: date) -> list[dict[str, Any]]:
    """`count` assets, counted within the last twelve months but for a few."""
    rows = []
    for number in range(1, count + 1):
        name, kind, price = ASSETS[number % len(ASSETS)]
        bought = until - timedelta(days=chance.randint(400, 3000))
        counted = until - timedelta(days=chance.randint(60, 300) if number % 45 else 420)
        rows.append({"name": name, "number": f"ZC-{number:04d}", "kind": kind, "count": 1, "value": price * 100,
                     "acquired_on": Day(bought), "place": chance.choice(("综合服务区", "日常办公区", "文体活动区")),
                     "keeper": "资产管理员", "state": "in_use" if number % 30 else "repair",
                     "checked_on": Day(counted)})
    return rows


def checks(chance: Random, start: date, until: date) -> list[dict[str, Any]]:
    """Every check that was due in the time, most of them done before the day; and the next one due."""
    rows = []
    for kind, subject, months in CHECKS:
        turn, due = 1, _month_end(start, months)
        while True:
            past = due <= until
            done = due - timedelta(days=chance.randint(0, 9)) if past else None
            if past and kind == "fire" and turn == 15:
                done = due + timedelta(days=6)
            rows.append({"kind": kind, "subject": subject, "due_on": Day(due), "done_on": done and Day(done),
                         "result": "合格" if past else None, "checker": "值班负责人" if past else None,
                         "mended_on": None})
            if not past:
                break
            turn += 1
            due = _month_end(start, months * turn)
    return rows


def supervisors(chance: Random, count: int, people: list[dict[str, Any]], taken: set[int], start: date,
                until: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Invited supervisors in their term, and what each did about every five months."""
    able = [place for place, row in enumerate(people)
            if place not in taken and row["id_card"] and row["birth"] < str(until.year - 30)]
    rows, acts = [], []
    for turn, place in enumerate(chance.sample(able, count)):
        since = until - timedelta(days=500)
        rows.append({"person": place, "unit": ORIGINS[turn % len(ORIGINS)], "since": Day(since),
                     "until": Day(since + timedelta(days=730))})
        held = max(start, since) + timedelta(days=chance.randint(10, 80))
        while held <= until:
            acts.append({"supervisor": turn, "held_on": Day(held), "findings": chance.choice((0, 0, 1, 2)),
                         "kind": chance.choice(("open_visit", "secret_visit", "meeting", "survey")),
                         "summary": chance.choice(("查看窗口服务", "走访居民听取意见", "参加座谈", "体验办事流程"))})
            held += timedelta(days=chance.randint(100, 170))
    return rows, acts


def _month_end(start: date, months: int) -> date:
    """The last day of the month that lies `months` - 1 after `start`'s month."""
    place = start.year * 12 + start.month - 1 + months
    return date(place // 12, place % 12 + 1, 1) - timedelta(days=1)
