"""Invented names: surnames by how common they are, given names by sex and by the decade of birth."""
from __future__ import annotations

from random import Random

SURNAMES = {
    "王": 710, "李": 700, "张": 670, "刘": 510, "陈": 460, "杨": 320, "黄": 250, "赵": 220, "吴": 210, "周": 200,
    "徐": 150, "孙": 140, "马": 130, "朱": 130, "胡": 130, "郭": 120, "何": 120, "林": 120, "高": 110, "罗": 110,
    "郑": 100, "梁": 90, "谢": 80, "宋": 80, "唐": 75, "许": 70, "韩": 70, "邓": 65, "冯": 65, "曹": 60,
    "彭": 60, "曾": 60, "肖": 60, "田": 55, "董": 55, "潘": 50, "袁": 50, "蔡": 50, "蒋": 50, "余": 45,
    "于": 45, "杜": 45, "叶": 40, "程": 40, "魏": 40, "苏": 40, "吕": 40, "丁": 38, "任": 38, "卢": 36,
    "姚": 36, "沈": 35, "钟": 35, "姜": 33, "崔": 33, "谭": 32, "陆": 32, "范": 30, "汪": 30, "廖": 30,
    "石": 28, "金": 28, "韦": 25, "贾": 25, "夏": 25, "方": 24, "邹": 23, "熊": 22, "白": 22, "孟": 21,
    "秦": 20, "邱": 20, "侯": 19, "江": 19, "尹": 18, "薛": 18, "闫": 17, "段": 17, "雷": 16, "龙": 16,
    "黎": 15, "史": 15, "陶": 14, "贺": 14, "毛": 13, "郝": 13, "顾": 13, "龚": 12, "邵": 12, "万": 12,
    "武": 10, "钱": 10, "戴": 10, "严": 9, "孔": 9, "向": 8, "常": 8, "欧阳": 5, "翟": 5, "单": 3,
    "解": 3, "查": 3, "宁": 3, "仇": 2, "朴": 2, "缪": 2, "区": 1, "盖": 1, "乐": 1, "冼": 1,
    "那": 1, "褚": 1, "尉迟": 1, "司马": 1, "上官": 1, "诸葛": 1,
}
GIVEN = {
    ("1", "old"): "国建明军志德文永华荣福生平庆春林贵昌宝山海清金成树发祥忠义学友良玉振富",
    ("1", "middle"): "伟强勇军杰涛磊鹏斌辉超刚波飞建峰浩亮龙宁俊健旭东文华林海洋凯",
    ("1", "young"): "子轩浩宇博文俊豪宸泽睿诚嘉铭皓然逸晨昊天一鸣思远梓煜航熙家瑞",
    ("2", "old"): "秀英桂兰玉珍淑华凤芳素梅春霞月香金莲翠红惠琴爱美云荣贞菊花琼芝",
    ("2", "middle"): "丽敏静艳娟霞燕红玲芳娜婷洁慧莉倩雪梅琳颖晶佳丹萍蓉薇琴莹",
    ("2", "young"): "梓涵欣怡诗雨佳琪一诺思雅可馨子萱桐语嫣若曦紫依心妍婉清悦",
}
TWO_CHARACTERS = {"old": 0.78, "middle": 0.6, "young": 0.85}
RARE = (
    ("王䶮", "1", 61, "01"), ("李𬱖", "2", 47, "01"), ("单春华", "2", 66, "01"), ("解志明", "1", 58, "01"),
    ("仇玉兰", "2", 71, "01"), ("曾国强", "1", 63, "01"), ("区永健", "1", 52, "01"), ("尉迟文静", "2", 39, "01"),
    ("欧阳秀英", "2", 76, "01"), ("查建国", "1", 69, "01"), ("盖晓燕", "2", 44, "01"), ("乐明辉", "1", 35, "01"),
    ("阿依古丽·买买提", "2", 41, "05"), ("朴顺姬", "2", 57, "10"),
)
"""(name, sex, age, ethnicity) that the sorting, searching and printing of names have to stand."""

_CUMULATED: list[int] = []
for _weight in SURNAMES.values():
    _CUMULATED.append(_weight + (_CUMULATED[-1] if _CUMULATED else 0))
_SURNAMES = list(SURNAMES)


def surname(chance: Random) -> str:
    """A surname, as often as it occurs."""
    return chance.choices(_SURNAMES, cum_weights=_CUMULATED)[0]


def given_name(chance: Random, sex: str, age: int) -> str:
    """One or two characters that fit sex ('1' or '2') and age."""
    cohort = "old" if age >= 55 else "middle" if age >= 22 else "young"
    pool = GIVEN[sex, cohort]
    first = chance.choice(pool)
    if chance.random() >= TWO_CHARACTERS[cohort]:
        return first
    return first + chance.choice(pool)
