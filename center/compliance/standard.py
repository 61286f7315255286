"""Standards as data: `templates/standards/<name>.toml` is read, checked, and frozen into an inspection as JSON."""
from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from center.compliance.scoring import HUNDRED, POINT, RULES, Band
from center.words import N_
from db.words import Word

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "standards"
WORDS = ("name", "evidence", "formula", "asked")  # of an indicator: they are said in the language of the window
METHODS = {"A": N_("系统算"), "M": N_("待确认"), "H": N_("现场看")}


@dataclass(frozen=True)
class Indicator:
    """One line of the sheet. `points` in hundredths; `measure` names the counting rule, else a person is `asked`;
    `proposes` names a counting rule whose answer a person confirms.
    """

    code: str
    name: str
    points: int
    method: str
    evidence: str
    formula: str
    measure: str = ""
    proposes: str = ""
    asked: str = ""
    later: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict)
    na_allowed: bool = False

    @property
    def dimension(self) -> str:
        return self.code.partition(".")[0]


@dataclass(frozen=True)
class Dimension:
    """One of the ten; `points` in hundredths."""

    code: str
    name: str
    points: int


@dataclass(frozen=True)
class Standard:
    """A whole template. `data` is what stands in the file: it is what an inspection freezes."""

    name: str
    title: str
    version: str
    disclaimer: str
    source: str
    bands: tuple[Band, ...]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    data: Mapping[str, Any] = field(repr=False, compare=False)

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code. Raises KeyError: our bug."""
        for each in self.indicators:
            if each.code == code:
                return each
        raise KeyError(code)

    def of(self, dimension: str) -> tuple[Indicator, ...]:
        return tuple(each for each in self.indicators if each.dimension == dimension)


@cache
def load(name: str = "hongleishibiao") -> Standard:
    """The template of that name, as it stands in the file today."""
    return build(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def names() -> tuple[str, ...]:
    """All templates there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def build(data: Mapping[str, Any]) -> Standard:
    """A Standard from the plain data of the file (points there are whole points)."""
    indicators = tuple(
        Indicator(**{**each, **{key: Word(each[key]) for key in WORDS if key in each},
                     "points": round(each["points"] * POINT)})
        for each in data["indicator"]
    )
    dimensions = tuple(
        Dimension(each["code"], Word(each["name"]), each["points"] * POINT) for each in data["dimension"]
    )
    bands = tuple(Band(each["at_least"] * POINT, each["grade"], Word(each["label"])) for each in data["band"])
    return Standard(data["id"], data["title"], data["version"], data["disclaimer"], data["source"], bands, dimensions,
                    indicators, data)


def freeze(standard: Standard) -> str:
    """The template as JSON, to be stored with an inspection: later changes of the file never reach it."""
    return json.dumps(standard.data, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=16)
def thaw(text: str) -> Standard:
    """The template an inspection was opened with."""
    return build(json.loads(text))


def check(standard: Standard) -> list[str]:
    """Every fault of a template, in words for whoever edits it; empty when it can be used."""
    return [*_check_sums(standard), *_check_codes(standard), *_check_indicators(standard)]


def _check_sums(standard: Standard) -> Iterator[str]:
    whole = sum(each.points for each in standard.indicators)
    if whole != HUNDRED:
        yield f"各项分值合计应为 100 分，现在是 {whole / POINT:g} 分"
    for dimension in standard.dimensions:
        own = sum(each.points for each in standard.of(dimension.code))
        if own != dimension.points:
            yield f"{dimension.code} {dimension.name}应为 {dimension.points / POINT:g} 分，现在是 {own / POINT:g} 分"


def _check_codes(standard: Standard) -> Iterator[str]:
    for code, times in Counter(each.code for each in standard.indicators).items():
        if times > 1:
            yield f"编号 {code} 重复了"
    known = {dimension.code for dimension in standard.dimensions}
    for each in standard.indicators:
        if each.dimension not in known:
            yield f"{each.code} 不属于任何维度"
    if not standard.bands or min(band.at_least for band in standard.bands) != 0:
        yield "等级分段要从 0 分起"


def _check_indicators(standard: Standard) -> Iterator[str]:
    for each in standard.indicators:
        if each.method not in METHODS:
            yield f"{each.code} 的方式应为 A、M 或 H"
        if bool(each.measure) == bool(each.asked):
            yield f"{each.code} 要么写 measure，要么写 asked，只能写一个"
        if each.measure and not each.rule:
            yield f"{each.code} 由系统算，要写计分办法 rule"
        if each.method == "A" and not (each.measure or each.later):
            yield f"{each.code} 是系统算的指标，要写 measure；还没有台账的写 later"
        if each.proposes and (each.method != "M" or not each.rule):
            yield f"{each.code} 写了 proposes，方式应为 M 并写计分办法 rule"
        if each.rule:
            yield from _check_rule(each)


def _check_rule(indicator: Indicator) -> Iterator[str]:
    rule = indicator.rule
    if rule.get("kind") not in RULES:
        yield f"{indicator.code} 的计分办法不认得"
    elif rule["kind"] == "ratio" and not 0 < rule["half"] <= rule["full"]:
        yield f"{indicator.code} 的一半线应不高于满分线"
    elif rule["kind"] == "steps":
        limits = [limit for limit, _given in rule["steps"]]
        if limits != sorted(limits, reverse=True) or rule["steps"][0][1] * POINT != indicator.points:
            yield f"{indicator.code} 的分段应从高到低，最高一段得满分"
