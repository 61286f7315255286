"""RMB in capitals, as papers and receipts write it: 人民币叁仟元整.

Source: 《支付结算办法》（银发〔1997〕393号）附一《正确填写票据和结算凭证的基本规定》, rules 1–4.
Papers are Chinese, so this stands here and not with the words of the window.
"""
from __future__ import annotations

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
LIMIT = 10**12  # yuan: no neighbourhood has more


def capitals(cents: int, currency: str = "人民币") -> str:
    """An amount in cents (分) as capitals: 140950 → 人民币壹仟肆佰零玖元伍角.

    整 stands after 元; after 角 it may be left out, as the rules' own example does; never after 分. A zero between
    figures is said once; one at the end of a group of four, or of the whole yuan, is not. Raises ValueError from
    10^12 yuan on.
    """
    sign, cents = ("负", -cents) if cents < 0 else ("", cents)
    yuan, rest = divmod(cents, 100)
    if yuan >= LIMIT:
        raise ValueError(cents)
    jiao, fen = divmod(rest, 10)
    words = _whole(yuan) + "元" if yuan else ""
    if not rest:
        return f"{currency}{sign}{words or '零元'}整"
    if jiao:
        words += FIGURES[jiao] + "角"
    elif yuan:
        words += FIGURES[0]  # rule 2.4: 元 followed by 分 has 零 between
    return f"{currency}{sign}{words}" + (FIGURES[fen] + "分" if fen else "")


def _whole(yuan: int) -> str:
    """The yuan in words, from the left: groups of four with 万 and 亿."""
    words, gap = "", False
    for place in reversed(range(len(GROUPS))):
        group = yuan // 10 ** (4 * place) % 10_000
        if not group:
            gap = bool(words)
            continue
        words += (FIGURES[0] if words and (gap or group < 1000) else "") + _group(group) + GROUPS[place]
        gap = False
    return words


def _group(group: int) -> str:
    """1 to 9999 in words; zeros inside are one 零, those at the end none."""
    words, gap = "", False
    for place in reversed(range(4)):
        figure = group // 10**place % 10
        if not figure:
            gap = bool(words)
            continue
        words += (FIGURES[0] if gap else "") + FIGURES[figure] + PLACES[place]
        gap = False
    return words
