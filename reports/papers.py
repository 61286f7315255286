"""The shelf of papers: what there is, and making one. Every paper asks the Desk before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from center import catalog
from center.desk import Desk
from center.periods import Period, period, period_of
from center.tongues import CHINESE, tongue
from db.errors import Invalid, Missing
from db.questions.accounts import centre_row
from db.questions.journal import newest_change, newest_traced
from db.words import Word
from reports.document import Document, MissingGlyph, Part


@dataclass(frozen=True)
class Params:
    """What a paper is made from: its period, whether ID, phone and address stand in full, its own settings, and the
    language that was asked for."""

    period: Period
    masked: bool = True
    reason: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    language: str = CHINESE

    def need(self, name: str) -> str:
        """A setting the paper cannot do without. Raises Invalid naming it."""
        if not self.settings.get(name):
            raise Invalid("这张表是一条记录的，要先选定是哪一条（{name}）", name=name)
        return self.settings[name]


@dataclass(frozen=True)
class Paper:
    """One paper.

    `formats` are file endings without the dot; `needs` names the settings of a paper of one record, `takes` those
    that may be given. What goes out to come back is noted by `sends` before it is made. `usual` is the kind of period
    it is made for when nobody says which: month, quarter, half or year. Who may have it holds one of `rights`; a paper
    without any is for who reads its domain.
    """

    name: str
    label: str
    domain: str
    function: Callable[[Desk, Params], Document]
    formats: tuple[str, ...] = ("xlsx", "pdf", "docx")
    needs: tuple[str, ...] = ()
    personal: bool = False
    group: str = ""
    takes: tuple[str, ...] = ()
    sends: Callable[[Desk, Params], Params] | None = None
    usual: str = "month"
    rights: tuple[str, ...] = ()

    def open_to(self, may: Callable[[str], bool]) -> bool:
        """Whether an account that may do this much may have it."""
        return any(map(may, self.rights or (f"{self.domain}.read",)))


PAPERS: dict[str, Paper] = {}


def paper(
    name: str,
    label: str,
    *,
    domain: str = "",
    formats: tuple[str, ...] = ("xlsx", "pdf", "docx"),
    needs: tuple[str, ...] = (),
    personal: bool = False,
    group: str = "",
    takes: tuple[str, ...] = (),
    sends: Callable[[Desk, Params], Params] | None = None,
    usual: str = "month",
    rights: tuple[str, ...] = (),
) -> Callable:
    """Put a function `(desk, params) → Document` on the shelf; its domain is its file's name unless given."""

    def note(function: Callable[[Desk, Params], Document]) -> Callable:
        home = domain or function.__module__.split(".")[1]
        called = label if isinstance(label, Word) else Word(label)
        PAPERS[name] = Paper(name, called, home, function, formats, needs, personal, group, takes, sends, usual, rights)
        return function

    return note


@cache
def papers() -> dict[str, Paper]:
    """All papers by name: those of each domain's file, then a list and a blank workbook of every record."""
    catalog.load()
    for domain in catalog.DOMAINS:
        if find_spec(f"reports.{domain}"):
            import_module(f"reports.{domain}")
    import_module("reports.lists")
    place = {domain: nth for nth, domain in enumerate(catalog.DOMAINS)}  # whatever was imported before, and why
    order = lambda item: (item[1].group, place.get(item[1].domain, len(place)))  # noqa: E731  official papers first
    return dict(sorted(PAPERS.items(), key=order))


def paper_of(name: str) -> Paper:
    """The paper of a name. Raises Missing."""
    if name not in papers():
        raise Missing("没有叫 {name} 的报表，请用 papers 看有哪些", name=name)
    return papers()[name]


def params(
    desk: Desk, text: str = "", *, reason: str = "", settings: Mapping[str, str] | None = None, language: str = "",
    usual: str = "month",
) -> Params:
    """Parameters from typed words; an empty period is today's of the `usual` kind. A reason asks for full numbers.

    Papers are Chinese, whatever the window speaks, unless another language is asked for. Raises Invalid, Missing.
    """
    chosen = period(text) if text else period_of(usual, desk.today())
    return Params(chosen, not reason.strip(), reason, settings or {}, tongue(language or CHINESE).code)


def document(
    desk: Desk, one: Paper, given: Params, title: str, parts: tuple[Part, ...], org: str = "", **more: object
) -> Document:
    """A document with what every paper has: who hands it in, as of which act, the demo mark, the hidden facts.

    `org` hands it in where it is not the centre's own paper (a committee's table); the hidden facts name the centre.
    """
    centre = centre_row() or {}
    meta = {
        "schema": "1",
        "template": one.name,
        "unit": centre.get("unit_code") or "",
        "unit_name": centre.get("name") or "",
        "period": given.period.text,
        "masked": "yes" if given.masked else "no",
        **more.pop("meta", {}),
    }
    return Document(
        one.name,
        title,
        org or centre.get("name") or "",
        parts,
        period=given.period.label,
        demo=desk.demo,
        made_at=newest_change(),
        made_by=desk.who.name,
        confidential=one.personal,
        meta=meta,
        language=given.language,
        **more,
    )


def make(desk: Desk, name: str, given: Params) -> Document:
    """The paper as a Document, to preview. Needs the right to read its domain."""
    one = paper_of(name)
    if not one.open_to(desk.may):
        desk.need((one.rights or (f"{one.domain}.read",))[0])
    for setting in one.needs:
        given.need(setting)
    known = one.needs + one.takes
    for setting in given.settings:
        if setting not in known:
            raise Invalid(
                "{label}没有“{name}”这个选项，请另选{known}",
                label=one.label,
                name=setting,
                known="，可用的有：" + "、".join(known) if known else "",
            )
    with desk.moment():  # numbers and names of one paper agree, whoever types meanwhile
        return one.function(desk, given)


def hand_out(desk: Desk, name: str, given: Params, target: Path, **options: object) -> tuple[MissingGlyph, ...]:
    """Make a paper, ask the Desk, write the file. Raises Invalid for a format that this paper does not have."""
    from reports.write import write

    one = paper_of(name)
    ending = target.suffix.lower().lstrip(".")
    if ending not in one.formats:
        raise Invalid(
            "{label}可以存成 {formats}，请换一个文件名",
            label=one.label,
            formats="、".join("." + kind for kind in one.formats),
        )
    if one.sends:
        desk.need("export")
        given = one.sends(desk, given)
    with desk.moment():
        made, state = make(desk, name, given), newest_traced()
    desk.hand_out(
        one.label,
        sum(block.size() for part in made.parts for block in part.blocks if hasattr(block, "size")),
        given.masked or not one.personal,
        given.reason,
    )
    with desk.moment():  # long tables are read while they are written: they and what stands above them are of one state
        return write(made if newest_traced() == state else make(desk, name, given), target, **options)
