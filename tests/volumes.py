"""Cases for the tests of dossiers: a written one of three parties up to its closing, and simple oral ones."""
from __future__ import annotations

from functools import cache
from io import BytesIO

from center.attachments import Upload
from center.desk import Desk, Who
from db.listing import record_row
from db.models.cases import Case
from db.models.mediation import Committee, Mediator

NAMES = ("李秀兰", "王建国", "安和物业服务有限公司红旗分公司")
FACTS = ("2026年9月起，李秀兰家厨房顶面渗水，橱柜受潮变形。10月28日三方到场查看，确认王建国家厨房地漏接口松脱，"
         "另有公共立管防水套管老化。各方对修复费用及橱柜损失的分担有争议。")
CLAUSES = ("王建国赔偿李秀兰橱柜及顶面损失人民币3,000元（叁仟元整），并自行修好本户地漏接口。\n"
           "安和物业修复公共立管防水套管，费用自行承担，另补偿李秀兰人民币1,800元（壹仟捌佰元整）。\n"
           "本次渗水所生争议就此了结，各方互不再追究。")


def handler(desk: Desk, login: str = "sun", *roles: str) -> Desk:
    """The same store for somebody who handles cases."""
    return Desk(desk.store, Who(login, login, roles or ("mediator",)), clock=desk._clock)


def committee(desk: Desk) -> Desk:
    """A committee with its chair and two mediators; returns the desk of the chair."""
    chair = handler(desk, "wu", "chair")
    rid = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会", "start_year": "2026",
        "start_serial": "181"}))
    for login, name, duty in (("wu", "高建民", "主任"), ("sun", "孙秀英", "委员"), ("chen", "陈晓梅", "聘任调解员")):
        chair.do("mediators.add", values=chair.take(Mediator, {"person.name": name, "duty": duty, "login": login})
                 | {"committee": rid})
    return chair


def three_parties(desk: Desk, until: str = "closed") -> int:
    """One case: registered, accepted, told, two inquiries, two sessions, agreed, signed, performed, closed."""
    case = desk.do("cases.register", values={
        "name": "李秀兰与王建国、安和物业渗水纠纷", "type": "邻里", "source": "当事人申请",
        "registered_on": "2026-10-24", "committee": "红旗社区人民调解委员会",
        "brief": "厨房顶面渗水，橱柜泡坏，李阿姨电话13842301241，找过老王家两次。",
        "requests": "要求修复并赔偿", "place": "和平里三区3号楼2单元", "manner": "不公开"}, parties=[
        {"side": "申请人", "kind": "个人", "name": NAMES[0], "sex": "女", "ethnicity": "汉族", "birth": "1959-03-08",
         "occupation": "退休", "address": "和平里三区3号楼2单元302", "phone": "13842301241"},
        {"side": "被申请人", "kind": "个人", "name": NAMES[1], "sex": "男", "ethnicity": "汉族", "birth": "1981-05-09",
         "occupation": "公交驾驶员", "address": "和平里三区3号楼2单元402", "phone": "15943343251"},
        {"side": "被申请人", "kind": "单位", "name": NAMES[2], "phone": "15083589642", "address": "和平里三区物业楼",
         "agents": [{"kind": "法定代表人或负责人", "name": "周明", "relation": "经理"},
                    {"kind": "委托代理人", "name": "韩雪", "relation": "职员", "authority": "特别授权",
                     "given_on": "2026-10-26"}]}],
        workers=[{"mediator": "孙秀英", "role": "主持调解"}, {"mediator": "陈晓梅", "role": "记录人"}])
    desk.do("cases.review", case=case, why="属于民间纠纷，三方都愿意调解", on="2026-10-25")
    desk.do("cases.accept", case=case, on="2026-10-26", agreed="all")
    desk.do("cases.notify", case=case, on="2026-10-26")
    for day, subject in (("2026-10-28", "王建国"), ("2026-10-30", "郑桂芳")):
        desk.do("cases.inquire", case=case, subject=subject, on=day, place="和平里三区3号楼", begins="14:30",
                ends="15:10", record="问：渗水从什么时候开始？\n答：今年9月，302室的李秀兰来找过我。",
                subject_facts="女，楼栋长")
    desk.do("cases.session", case=case, result="有待继续调解", on="2026-11-03", place="秀英调解工作室", begins="9:00",
            ends="10:30", record="对物业承担多少分歧较大，王建国愿意赔两千元。", why="对物业承担多少有分歧")
    desk.do("cases.session", case=case, result="达成协议", on="2026-11-10", place="秀英调解工作室",
            record="王建国赔3000元，物业修立管并补偿1800元。")
    if until == "mediating":
        return case
    desk.do("cases.agree", case=case, form="书面协议", facts=FACTS, clauses=CLAUSES, amount="4800", on="2026-11-10",
            performance="2026年11月20日前一次付清，李秀兰出具收条。", promises=[
                {"what": "赔偿橱柜及顶面损失", "debtor": NAMES[1], "creditor": NAMES[0], "amount": "3000",
                 "due_on": "2026-11-20"},
                {"what": "修复公共立管并补偿", "debtor": NAMES[2], "creditor": NAMES[0], "amount": "1800",
                 "due_on": "2026-11-20"}])
    if until == "agreed":
        return case
    desk.do("cases.sign", case=case, party=list(NAMES[:2]), worker="all", seal=True, on="2026-11-11")
    desk.do("cases.sign", case=case, party=NAMES[2], by="委托代理人", agent="韩雪", on="2026-11-12")
    for what in ("赔偿橱柜及顶面损失", "修复公共立管并补偿"):
        desk.do("cases.perform", case=case, performance=what, state="已履行", done_on="2026-11-16", proof="收条",
                paid="3000" if what.startswith("赔偿") else "1800")
    desk.do("cases.visit", case=case, record="款已付清，管道不再渗水。", on="2026-11-18", satisfaction="满意",
            subject=NAMES[0])
    desk.do("cases.close", case=case, on="2026-11-19")
    return case


def oral(desk: Desk, number: int = 1, day: str = "2026-11-05") -> int:
    """A simple case that was settled by word and done at once."""
    return desk.do("cases.simple", values={
        "name": f"{number}号楼门口堆物纠纷", "type": "邻里", "source": "主动调解", "registered_on": day,
        "committee": "红旗社区人民调解委员会", "brief": "楼道堆放纸箱，影响通行。"}, parties=[
        {"side": "申请人", "name": f"赵一{'甲乙丙丁戊'[number % 5]}"},
        {"side": "被申请人", "name": f"钱二{'甲乙丙丁戊'[number % 5]}"}],
        agreement={"clauses": "当天清走，以后不再堆放。", "facts": "楼道堆物，双方有争执。"}, host="孙秀英",
        finished=True)


def sign_all(desk: Desk, case: int) -> None:
    """Every paper that waits for a hand, signed."""
    from center.cases.papers import contents

    for item in contents(desk, case):
        for slot in item.papers:
            if slot.waits:
                desk.do("case_papers.sign", case=case, kind=slot.kind, party=slot.party, step=slot.step,
                        file=Upload("签字件.pdf", leaf()), origin="made")


@cache
def leaf(*sizes: tuple[float, float], turned: int = 0, password: str = "") -> bytes:
    """A PDF of one A4 page, or of pages of these sizes in points, perhaps turned, perhaps locked."""
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for size in sizes or ((595.28, 841.89),):
        canvas.setPageSize(size)
        canvas.drawString(72, 72, "signed")
        canvas.showPage()
    canvas.save()
    if not turned and not password:
        return target.getvalue()
    writer, bound = PdfWriter(), BytesIO()
    for page in PdfReader(target).pages:
        writer.add_page(page).rotate(turned)
    if password:
        writer.encrypt(password)
    writer.write(bound)
    return bound.getvalue()


def photograph(wide: int = 1200, high: int = 900, kind: str = "JPEG") -> bytes:
    """A picture like one of a telephone."""
    from PIL import Image, ImageDraw

    seen = Image.new("RGB", (wide, high), (196, 186, 170))
    ImageDraw.Draw(seen).ellipse((wide // 4, high // 4, wide // 2, high // 2), fill=(120, 96, 60))
    target = BytesIO()
    seen.save(target, kind)
    return target.getvalue()


def uid_of(case: int) -> str:
    """The uid of a case in hex."""
    return record_row(Case, case)["uid"].hex()


def word_copy(*lines: str) -> bytes:
    """A paper that somebody edited in Word, with a table in it."""
    from docx import Document

    word = Document()
    word.add_heading("人民调解记录", 1)
    for line in lines:
        word.add_paragraph(line)
    table = word.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "当事人", "（签名、盖章或者按指印）"
    target = BytesIO()
    word.save(target)
    return target.getvalue()
