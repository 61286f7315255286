"""Pinyin of names: surnames read as surnames (单 shàn), both readings kept where people differ, and the list order.

The table `templates/pinyin.txt` is read at the first question (13 ms). Syllables are ascii without tones, ü is v.
"""
from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "templates" / "pinyin.txt"
MOST = 4  # readings of one name that are kept

# Single surnames whose reading as a surname is not the usual one of the character (surname reading first), and
# those that families read in two ways. The other reading stays: clerks type what they see.
SURNAMES = """
单 shan dan|曾 zeng ceng|解 xie jie|仇 qiu chou|查 zha cha|盖 ge gai|区 ou qu|朴 piao pu
翟 zhai di|缪 miao mou|乐 yue le|种 chong zhong|繁 po fan|洗 xian xi|员 yun yuan|覃 qin tan
尉 wei yu|薄 bo bao|召 shao zhao|佴 nai er|折 she zhe|黑 he hei|秘 bi mi|牟 mou mu|郗 xi chi
柏 bai bo|吕 lv lu|闾 lv lu|重 chong zhong|钭 tou dou|谌 chen shen|晟 cheng sheng
盛 sheng cheng|长 chang zhang|藏 zang cang|祭 zhai ji|隗 wei kui|郇 xun huan|郄 qie xi
郤 xi qie|佘 she yu|库 she ku|能 nai neng|炅 gui jiong|乜 nie mie|宓 mi fu|会 gui hui|句 gou ju
莘 shen xin|行 xing hang|朝 chao zhao|合 he ge|呙 guo wo|贠 yun yuan|都 du dou|宿 su xiu|卜 bu
阚 kan
""".replace("\n", "|").strip("|")

DOUBLE_SURNAMES = """
欧阳 ou-yang|上官 shang-guan|司马 si-ma|诸葛 zhu-ge|尉迟 yu-chi wei-chi|万俟 mo-qi wan-si|长孙 zhang-sun chang-sun
单于 chan-yu shan-yu|皇甫 huang-fu|夏侯 xia-hou|东方 dong-fang|独孤 du-gu|南宫 nan-gong|闻人 wen-ren|公羊 gong-yang
赫连 he-lian|澹台 tan-tai dan-tai|宗政 zong-zheng|濮阳 pu-yang|公冶 gong-ye|太叔 tai-shu|太史 tai-shi|申屠 shen-tu
公孙 gong-sun|慕容 mu-rong|仲孙 zhong-sun|钟离 zhong-li|宇文 yu-wen|司徒 si-tu|鲜于 xian-yu|司空 si-kong|闾丘 lv-qiu
子车 zi-ju zi-che|亓官 qi-guan|司寇 si-kou|巫马 wu-ma|公西 gong-xi|颛孙 zhuan-sun|壤驷 rang-si|公良 gong-liang
漆雕 qi-diao|乐正 yue-zheng le-zheng|宰父 zai-fu|谷梁 gu-liang|拓跋 tuo-ba|夹谷 jia-gu|轩辕 xuan-yuan|令狐 ling-hu
段干 duan-gan|百里 bai-li|呼延 hu-yan|东郭 dong-guo|南门 nan-men|羊舌 yang-she|微生 wei-sheng|梁丘 liang-qiu
左丘 zuo-qiu|东门 dong-men|西门 xi-men|第五 di-wu|纳兰 na-lan|完颜 wan-yan|耶律 ye-lv|贺兰 he-lan|斛律 hu-lv
哥舒 ge-shu|屈突 qu-tu|毋丘 wu-qiu|端木 duan-mu|富察 fu-cha|叶赫 ye-he|那拉 na-la|相里 xiang-li|东里 dong-li
爱新觉罗 ai-xin-jue-luo|钮祜禄 niu-hu-lu|赫舍里 he-she-li|瓜尔佳 gua-er-jia|侯莫陈 hou-mo-chen
""".replace("\n", "|").strip("|")

# Characters of given names with two living readings, or whose usual reading is not the one in names.
GIVEN = """
乐 le yue|晟 sheng cheng|茜 qian xi|柏 bo bai|行 xing hang|朝 chao zhao|长 chang zhang
重 zhong chong|蔚 wei yu|筠 yun jun|莘 xin shen|曾 zeng ceng|单 dan shan|盛 sheng cheng
隽 jun juan|仔 zi zai|颉 jie xie|纶 lun guan|传 chuan zhuan|朴 pu piao|都 du dou|率 shuai lv
参 shen can|藏 cang zang|省 xing sheng|盖 gai ge|洗 xian xi|没 mo
""".replace("\n", "|").strip("|")

_DROPPED = frozenset("·•・．.‧∙ \u3000\t-'’")


def readings(name: str) -> list[list[str]]:
    """Up to 4 readings of a name, the likeliest first, each a list of syllables (one a character).

    A Latin letter or digit stands for itself; the dot in 阿迪力·买买提, spaces and dashes are dropped.
    A character that no table knows is its own syllable. An empty name has no reading.
    """
    return [list(one) for one in _readings(bare(name))]


@lru_cache(maxsize=4096)  # a new row asks twice: for its place in the lists and for its search terms
def _readings(plain: str) -> tuple[tuple[str, ...], ...]:
    if not plain:
        return ()
    length = surname_length(plain)
    heads = [reading.split("-") for reading in _double().get(plain[:length], ())]
    if not heads or len(plain) == length:  # 单于 alone may also be Mr 单 with the name 于
        heads += [list(parts) for parts in product(_surname(plain[0]), *map(_given, plain[1:length]))]
    rest = [_given(sign) for sign in reversed(plain[length:])]
    # The surname varies fastest: when four readings do not hold them all, its second reading must not be lost.
    found = ([*head, *reversed(tail)] for *tail, head in product(*rest, heads))
    return tuple(islice(dict.fromkeys(map(tuple, islice(found, 2 * MOST))), MOST))


def sort_key(name: str) -> str:
    """The key that puts names into dictionary order by plain string comparison: 陈 before 张, all 张 together."""
    plain = bare(name)
    best = readings(plain)
    if not best:
        return ""
    # The blank is less than any letter: zhan comes before zhang, whatever characters follow.
    return " ".join(f"{syllable} {sign}" for syllable, sign in zip(best[0], plain, strict=True))


def surname_length(plain: str) -> int:
    """How many characters of a name without dots are its surname: 1, or more for the compound ones."""
    return next((length for length in (4, 3, 2) if len(plain) >= length and plain[:length] in _double()), 1)


def bare(name: str) -> str:
    """A name without the marks that nobody types: full-width letters halved, lower case, no dots or spaces."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return "".join(sign for sign in plain if sign not in _DROPPED)


def syllables(text: str) -> list[str]:
    """The usual reading of every character of a text that is not a person's name (no surname rules)."""
    return [_usual(sign) for sign in bare(text)]


def initials(text: str) -> list[frozenset[str]]:
    """Of every character the letters that its readings begin with: 长期 is typed `cq` as well as `zq`."""
    known = (_table().get(sign) for sign in bare(text))
    return [frozenset(one[0] for one in found.split(",")) if found else frozenset(sign)
            for sign, found in zip(bare(text), known, strict=True)]


def _surname(sign: str) -> tuple[str, ...]:
    return _single().get(sign) or (_usual(sign),)


def _given(sign: str) -> tuple[str, ...]:
    return _polyphones().get(sign) or (_usual(sign),)


def _usual(sign: str) -> str:
    known = _table().get(sign)
    return known.split(",", 1)[0] if known else sign


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """{character: its readings, by commas, the most usual first}."""
    table = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        found, signs = line.split(" ", 1)
        table.update(dict.fromkeys(signs, found))
    return table


@lru_cache(maxsize=1)
def _single() -> dict[str, tuple[str, ...]]:
    return _words(SURNAMES)


@lru_cache(maxsize=1)
def _double() -> dict[str, tuple[str, ...]]:
    return _words(DOUBLE_SURNAMES)


@lru_cache(maxsize=1)
def _polyphones() -> dict[str, tuple[str, ...]]:
    return _words(GIVEN)


def _words(text: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split(" ") for row in text.split("|"))
    return {row[0]: tuple(row[1:]) for row in rows}
