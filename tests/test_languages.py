"""The translations: complete, with the same gaps, in the words of the glossary, compiled; and nothing typed escapes."""
from __future__ import annotations

import re
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from center import words
from center.capitals import capitals
from center.periods import period
from center.words import N_, listed, say, spoken
from db.codes import code_list
from db.errors import Invalid, Problems
from db.models.members import Member
from db.words import Listed, Phrase, Word

TOP = Path(__file__).parent.parent
LOCALE = TOP / "templates" / "locale"
LANGUAGES = ("en", "zh_TW")
CHINESE = re.compile(r"[\u3400-\u9fff]")
# Stays Chinese in English: what is typed into records that print on Chinese papers, what an example names, the
# column of a workbook, the sign between codes.
KEPT = re.compile(r"无|不费|不收费|晨光社区党群服务中心|“原因”|1\.2万")


@pytest.fixture(scope="module")
def catalogs():
    sys.path.insert(0, str(TOP / "packaging" / "words"))
    yield import_module("catalogs")
    sys.path.pop(0)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request, catalogs) -> tuple[str, object]:
    """(code, the .po file as a catalog)."""
    return request.param, catalogs.read(catalogs.po_path(LOCALE, request.param), request.param)


@pytest.fixture(autouse=True)
def afterwards_chinese():
    yield
    words.speak(str)


@cache
def template() -> frozenset[str]:
    from babel.messages.pofile import read_po

    with (LOCALE / "messages.pot").open("rb") as file:
        return frozenset(message.id for message in read_po(file) if message.id)


def pairs(catalog) -> list[tuple[str, str]]:
    return [(message.id, message.string) for message in catalog if message.id and message.string]


# ---- the files


def test_every_word_is_translated(language, catalogs):
    _code, catalog = language
    lacking = catalogs.missing(catalog) + sorted(template() - {message.id for message in catalog})
    assert not lacking, f"{len(lacking)} without a translation (make words):\n" + "\n".join(lacking[:40])


def test_nothing_is_translated_that_is_gone(language):
    _code, catalog = language
    assert not {message.id for message in catalog if message.id} - template()


def test_a_translation_has_the_gaps_of_its_message(language, catalogs):
    _code, catalog = language
    assert [text for text, said in pairs(catalog) if catalogs.gaps(text) != catalogs.gaps(said)] == []


def test_a_translation_keeps_the_lines_and_calms_down(language):
    _code, catalog = language
    odd = [said for text, said in pairs(catalog) if text.count("\n") != said.count("\n") or "!" in said or "！" in said]
    assert odd == []


def test_the_compiled_file_is_that_of_the_translations(language, catalogs):
    code, catalog = language
    path = catalogs.po_path(LOCALE, code)
    assert path.with_suffix(".mo").read_bytes() == catalogs.as_mo(catalog), "make words"


def test_new_words_come_empty_and_gone_ones_leave(tmp_path, catalogs):
    from babel.messages.catalog import Catalog

    first, then = Catalog(), Catalog()
    for text in ("甲", "乙"):
        first.add(text)
    for text in ("乙", "丙"):
        then.add(text)
    catalogs.update(tmp_path, first)
    path = catalogs.po_path(tmp_path, "en")
    known = catalogs.read(path, "en")
    assert catalogs.merge(known, {"甲": "one", "乙": "two", "丁": "four"}) == ["丁"]
    path.write_bytes(catalogs.as_po(known))
    assert catalogs.update(tmp_path, then) == {"en": ["丙"], "zh_TW": ["乙", "丙"]}
    assert [(one.id, one.string) for one in catalogs.read(path, "en") if one.id] == [("乙", "two"), ("丙", "")]
    before = path.read_bytes()
    catalogs.update(tmp_path, then)
    assert path.read_bytes() == before


# ---- the words


def test_english_has_no_chinese_in_it(catalogs):
    english = catalogs.read(catalogs.po_path(LOCALE, "en"), "en")
    left = [said for _text, said in pairs(english) if CHINESE.search(KEPT.sub("", said))]
    assert left == []


# Signs that only the simplified script has, among the words of this program and the 300 commonest.
SIMPLIFIED = frozenset(
    "个们来说时对会发动问样过还进开关点间为业东两严丧临举义乌乐习书买乱争于亏云产亩亲亿仅从仓仪价众优伙伞伟传伤伦伪体余佣侠侣侦侧"
    "俭债倾偿储儿党兰兴养兽内写军农冲决况冻净凉减凑凤凭凯击刘则刚创删别剂剑剧劝办务励劲劳势勋匀区医华协单卖卢卫厂厅历厉压厌县参双变"
    "叠号叹听启员呛呜响哗唤啸喷嘱园围国图圆圣场坏块坚坛坝坟坠垄垒垦垫堕墙壮声壳处备复够头夹夺奋奖妆妇妈姗娱婴孙学宁宝实宠审宪宫宽宾对寻"
    "导寿将尔尘尝层届属岁岂岗岛岭峡币帅师帐带帮广庄庆庐库应庙庞废开异弃张弥弯弹强归当录彻径忆忧怀态怜总恋恳恶悬惊惧惨惩惫惭惯愤愿懒戏战"
    "户扑执扩扫扬扰抚抛抢护报担拟拢拥择挂挤挥损换据掳掷掺揽搀摄摆摇撑敌数断无旧时旷显晋晒晓晕暂术机杀杂权条杨极构枪枫柜标栈栋栏树样档"
    "桥梦检楼榄横欢欧残殴毁毕气汇汉汤沟没沪泪泻泼泽洁浅浆浇测济浏浑浓涂涛涝润涨渊渐渔渗温湾湿溃滚满滤滥滨灭灯灵灾灿炉点炼烁烂烛烟烦烧热爱"
    "爷牵犊状狈独狭狱猎猪献玛环现珑琐电画畅畴疗疟疮疯痒瘫皱盏盐监盖盘着矫码砖础硕确碍礼祸离种积称税稳穷窃窍窑窜窝竖竞笔筑签简粮粪紧红纤约级"
    "纪纯纱纲纳纵纷纸纹纺线练组细织终绍经结绕绘给络绝统继绩续维绿编缓缘缝缩缴网罗罚罢职联聪肃肠肤肿胀胁胜胶脉脏脑脚脱脸腊舆舰艰艺节芜芦苍苏"
    "苹范茎荐荡荣药莱获莹营萧虏虑虚虫虽蚁蛮补衬袄装见观规视览觉触誉计订认讥讨让训议讯记讲许论设访证评识诉词译试诗诚话诞询该详语误说请诸读课谁调"
    "谅谈谊谋谎谜谢谣谦谨谱贝负贡财责败账货质贩贪购贯贵贷贸费贺贼资赏赔赖赚赛赞赠赢赵赶趋跃践跷踪车轨转轮软轰轻载较辅辆辈辉输辖辞边达迁过迈"
    "运还这进远违连迟适选递逻遗邓邮邻郑酱释针钉钓钙钟钢钥钱钻铁铃铅铜铭银铺链销锁锅错锦键锻镇镜长门闪闭问闯闲间闷闹闻阅队阳阴阵阶际陆陈险随"
    "隐隶难雏雾静顶项顺须顾顿预领频颗题颜额风飘飞饥饭饮饰饱饲饼馆马驱驳驻驾验骂骄骗骚骤鱼鲁鲜鸟鸡鸣鸭鸿鹅鹤麦黄龄龙龟"
)
# Also written so in Traditional texts, or the same sign in both.
BOTH = frozenset("于云内别参着温画点虫户强余党黄横毁净冲决况凉减凑众郑虚烟仓")


def test_traditional_chinese_has_no_simplified_signs(catalogs):
    chinese = catalogs.read(catalogs.po_path(LOCALE, "zh_TW"), "zh_TW")
    wrong = SIMPLIFIED - BOTH
    assert {said: sorted(set(said) & wrong) for _text, said in pairs(chinese) if set(said) & wrong} == {}


def glossary() -> list[dict]:
    return tomllib.loads((TOP / "templates" / "glossary.toml").read_text("utf-8"))["term"]


def terms_in(text: str, known: dict[str, dict]) -> list[dict]:
    """The glossary's terms in a message, the longest at each place."""
    pattern = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    return [known[match[0]] for match in pattern.finditer(text)]


def drift(catalog, code: str) -> list[str]:
    """Messages whose translation does not use the glossary's word for a term in them."""
    known = {term["zh_CN"]: term for term in glossary()}
    found = []
    for text, said in pairs(catalog):
        lower = said.lower()
        for term in terms_in(text, known):
            if not any(word.lower() in lower for word in term[code]):
                found.append(f"{term['zh_CN']} = {'/'.join(term[code])}: {text} → {said}")
    return found


def test_a_term_is_called_what_the_glossary_calls_it(language):
    code, catalog = language
    found = drift(catalog, code)
    assert not found, f"{len(found)} drift:\n" + "\n".join(found[:60])


def test_the_glossary_names_each_term_once():
    names = [term["zh_CN"] for term in glossary()]
    assert len(names) == len(set(names)) >= 80
    assert all(term["en"] and term["zh_TW"] for term in glossary())


# ---- speaking


def wrapped(text: str) -> str:
    return f"<{text}>"


def test_a_text_of_ours_is_said_and_a_persons_is_not():
    words.speak(wrapped)
    assert spoken(Member.label) == "<党员>"
    assert spoken("党员") == "党员"
    assert spoken(code_list("sex").items["1"]) == "<男>"


@pytest.mark.parametrize("code", LANGUAGES)
def test_of_an_empty_text_nothing_is_said_in_any_language(code):
    with words.speaking(code):
        assert say("") == say(Word("")) == ""


def test_a_text_of_ours_inside_a_sentence_is_said_too():
    words.speak(lambda text: {"新增{label}": "New {label}", "党员": "member"}.get(text, text))
    assert say(N_("新增{label}"), label=Member.label) == "New member"
    assert say(Invalid("新增{label}", label=Member.label)) == "New member"
    assert say(Problems({"a": Invalid("新增{label}", label="党员"), "b": Invalid("党员")})) == "New 党员；member"


def test_a_filled_phrase_and_a_list_remember_their_words():
    quarter = period("2026Q3").label
    both = Listed((Word("男"), "张三"))
    assert (quarter, both, Listed((Word("男"), "41"), " · ")) == ("2026年第三季度", "男、张三", "男 · 41")
    words.speak({"男": "male", "{year}年第三季度": "Q3 {year}"}.get, ", ")
    assert spoken(quarter) == "Q3 2026"
    assert (spoken(both), listed(("甲", Word("男")))) == ("male, 张三", "甲, male")
    assert spoken(Phrase("{year}年第三季度", year=2027)) == "Q3 2027"


def test_a_text_of_ours_can_be_copied_and_sent():
    import copy
    import pickle

    for text in (Word("男"), period("2026Q3").label, Listed((Word("男"), "41"), " · ")):
        for again in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
            assert (again, type(again)) == (text, type(text))


def test_a_language_is_used_and_left_again():
    from views import languages

    for code, _name in languages.LANGUAGES:
        assert languages.use(code) is None
        assert languages.current() == code
    assert say(N_("保存")) == "Save"
    languages.use("zh_CN")
    assert say(N_("保存")) == "保存"


def test_a_language_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    from views import languages

    assert "zh_TW" in str(languages.use("fr"))
    assert languages.current() == "zh_CN"
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    broken = tmp_path / "zh_TW" / "LC_MESSAGES" / "messages.mo"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"no catalog")
    for code in ("en", "zh_TW"):
        assert "重新安装" in str(languages.use(code))
        assert say(N_("保存")) == "保存"


def test_the_environment_and_an_option_choose_the_language(monkeypatch):
    from views import languages

    monkeypatch.delenv("CENTER_LANG", raising=False)
    assert (languages.asked(), languages.asked("en"), languages.asked("en", "zh_TW")) == ("zh_CN", "en", "zh_TW")
    monkeypatch.setenv("CENTER_LANG", "zh_TW")
    assert languages.asked("en") == "zh_TW"


def test_the_window_remembers_its_language(tmp_path):
    from views.state import keeping

    keeping.keep(tmp_path, keeping.Look(language="en"))
    assert keeping.read(tmp_path).language == "en"
    (tmp_path / keeping.FILE).write_text('{"mode": "dark", "language": 7}', "utf-8")
    assert keeping.read(tmp_path) == keeping.Look(mode="dark")


@pytest.mark.parametrize(("code", "heading", "known", "money"), [
    ("zh_CN", "11月24日 星期二", "2026年3月5日 1987年6月 1987年", "1,409.50 元"),
    ("zh_TW", "11月24日 星期二", "2026年3月5日 1987年6月 1987年", "1,409.50 元"),
    ("en", "Tue, Nov 24", "Mar 5, 2026 Jun 1987 1987", "CN¥1,409.50"),
])
def test_days_and_money_are_said_in_the_language(code, heading, known, money):
    from datetime import date

    from db.days import Day
    from views import languages, speech

    languages.use(code)
    assert speech.heading(date(2026, 11, 24)) == heading
    assert " ".join(speech.day_words(Day(day)) for day in ("2026-03-05", "1987-06", "1987")) == known
    assert (speech.money(140950), speech.number(3000)) == (money, "3,000")
    assert speech.short_day(date(2025, 11, 24), date(2026, 1, 2)) == "2025-11-24"
    languages.use("zh_CN")


# 《正确填写票据和结算凭证的基本规定》's own examples, and what they leave open.
@pytest.mark.parametrize(("cents", "expected"), [
    (140950, "壹仟肆佰零玖元伍角"), (600714, "陆仟零柒元壹角肆分"), (168032, "壹仟陆佰捌拾元叁角贰分"),
    (10700053, "壹拾万柒仟元伍角叁分"), (1640902, "壹万陆仟肆佰零玖元零贰分"), (32504, "叁佰贰拾伍元零肆分"),
    (15000, "壹佰伍拾元整"), (300000, "叁仟元整"), (0, "零元整"), (5, "伍分"), (50, "伍角"), (1000, "壹拾元整"),
    (10000000_00, "壹仟万元整"), (10000001_00, "壹仟万零壹元整"), (10001000000_00, "壹佰亿零壹佰万元整"),
    (100000100_00, "壹亿零壹佰元整"), (-500, "负伍元整"),
])
def test_rmb_capitals_are_those_of_the_rules(cents, expected):
    assert capitals(cents) == "人民币" + expected
    assert capitals(cents, "") == expected


def test_capitals_end_where_no_neighbourhood_reaches():
    with pytest.raises(ValueError):
        capitals(10**14)


def test_chinese_loads_neither_catalog_nor_babel():
    import subprocess

    program = (
        "import sys\nfrom views import languages, speech\nfrom datetime import date\nlanguages.use('zh_CN')\n"
        "speech.heading(date(2026, 1, 2))\nassert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=TOP, check=True)


def test_papers_stay_chinese_whatever_is_spoken(tmp_path):
    from reports.papers import hand_out, params
    from tests.stores import add_branch, add_member, id_card, new_desk
    from views import languages

    desk = new_desk(tmp_path / "store")
    add_branch(desk)
    add_member(desk, "张三", id_card("19800101"))
    made = {}
    for code in ("zh_CN", "en"):
        languages.use(code)
        for name in ("members_roster", "list_members", "blank_members", "compliance_report"):
            hand_out(desk, name, params(desk), tmp_path / f"{code}-{name}.xlsx")
            made.setdefault(name, []).append((tmp_path / f"{code}-{name}.xlsx").read_bytes())
    desk.close()
    languages.use("zh_CN")
    assert all(first == second for first, second in made.values())


def test_an_act_is_named_in_the_language_and_keeps_its_row():
    from center.acts import act_words

    words.speak({"新增{label}": "New {label}", "党员": "member", "撤销：{label}": "Undo: {label}"}.get)
    assert act_words("撤销：新增党员 张三") == "撤销：新增党员 张三"
    assert spoken(act_words("撤销：新增党员 张三")) == "Undo: New member 张三"
    words.speak(str)
    assert spoken(act_words("没有这种命令 甲")) == "没有这种命令 甲"
