"""The small forms over a dossier: a signed paper taken in, an original looked at, 归档, 多案一卷."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from center.cases.course import doubts
from center.cases.slots import Slot
from center.words import N_, say
from db.codes import code_list
from db.errors import Invalid, Problems
from db.words import Following, Listed, Phrase
from views import trouble
from views.kit import choosers, theme
from views.kit.controls import Button, ChoiceField, DateField, Field, Label, LongField, Panel, TextField
from views.kit.overlay import Overlay
from views.kit.scroller import Scroller
from views.pages.small_form import ends, foot, shown_at
from views.state import dossier_filing

if TYPE_CHECKING:
    from views.pages.dossier import DossierPage

WIDE, TALL = 460, 0.82  # design px; share of the window that a box may take
PACKED = {"fill": "x", "pady": (0, 2)}
SCANNED, PRINTED = N_("扫描件、照片或者改过的 Word 稿"), N_("签在程序打印的这一版上，不扫描")
AGAIN = N_("这份文书已有第 {version} 版。新放的是第 {next} 版，两版都留着。")
FILE_HELP = N_("PDF、图片（JPG、PNG）或者 .docx")
SUMMARY_HELP = N_("手写的可以写两行摘要")
PERIOD_HELP = N_("月份写 {month}，季度写 {quarter}")
STATEMENT_HELP = N_("不写就由程序列出缺页和更正")


class Boxed:
    """A box with a title, a sentence and fields under one another, which scroll where the window is low."""

    def __init__(self, page: DossierPage, title: str, words: str = "") -> None:
        self.page, self.fields = page, {}
        self.box = Overlay(page.bench.root, width=WIDE)
        Label(self.box.inside, say(title), 17, bold=True).pack(fill="x", padx=24, pady=(20, 2))
        self.words = Label(self.box.inside, say(words) if words else "", 13, "ink2", wrap=WIDE - 48)
        self.words.pack(fill="x", padx=24, pady=(0, 10))
        self.scroller = Scroller(self.box.inside, self.box.inside.ground)
        self.scroller.pack(fill="both", expand=True, padx=(24, 10))
        self.inside = Panel(self.scroller.inside)
        self.inside.pack(fill="x", expand=True, padx=(0, 14))

    def add(self, name: str, field: Field) -> Field:
        """One more field."""
        field.pack(fill="x", pady=(0, 2))
        self.fields[name] = field
        return field

    def size(self) -> None:
        """As high as the fields, but never higher than the window leaves room for."""
        self.box.update_idletasks()
        canvas, high = self.scroller._canvas, self.inside.winfo_reqheight()
        canvas.configure(height=high)
        self.box.update_idletasks()
        over = self.box.winfo_reqheight() - round(self.page.bench.root.winfo_height() * TALL)
        if over > 0:
            canvas.configure(height=max(theme.px(90), high - over))

    def open(self, first: Field) -> Overlay:
        """Show it."""
        self.size()
        self.box.open(first)
        return self.box


def sign_form(page: DossierPage, part: str, file: str = "") -> Overlay | None:
    """登记签字件: which paper, a file or the printed version, the day; who and why when one stands already."""
    state, slots = page.state, page.state.slots(part)
    if not slots:
        return None
    form = Boxed(page, N_("登记签字件"))
    which = _sign_fields(form, slots, file)

    def chosen() -> Slot | None:
        text = which.get()
        return slots[int(text)] if text.isdigit() and int(text) < len(slots) else None

    def other() -> None:
        _ask_why(form, chosen())

    def save(texts: dict[str, str]) -> None:
        slot = chosen()
        if slot is None:
            raise Problems({"slot": Invalid("请从列出的文书里选一份")})
        try:
            state.sign(slot, texts)
        except Problems as problems:  # what is about the paper itself stands at the paper
            raise Problems({name if name in form.fields else "slot": why
                            for name, why in problems.fields.items()}) from problems

    which.on_change = other
    other()
    ends(page.bench, form.box, form.fields, save, lambda: _done(page, form.box))
    return form.open(form.fields["file"])


def _sign_fields(form: Boxed, slots: Sequence[Slot], file: str) -> ChoiceField:
    """All of them, filled as most people want it; returns the one that says which paper."""
    inside, today = form.inside, form.page.state.desk.today().isoformat()
    names = [(str(nth), slot.label) for nth, slot in enumerate(slots)]
    which = form.add("slot", ChoiceField(inside, say(N_("哪一份")), names, required=True))
    which.put("0")
    form.add("how", ChoiceField(inside, say(N_("怎样留存")), [("file", SCANNED), ("made", PRINTED)])).put("file")
    form.add("file", TextField(inside, say(N_("签好的文件")), help=say(FILE_HELP))).put(file)
    _chooser(form)
    form.add("signed_on", DateField(inside, say(N_("签署日期")), today=lambda: today)).put(today)
    form.add("summary", LongField(inside, say(N_("内容摘要")), lines=2, help=say(SUMMARY_HELP)))
    form.add("who", TextField(inside, say(N_("更正人"))))
    form.add("why", TextField(inside, say(N_("更正的原因"))))
    return which


def _ask_why(form: Boxed, slot: Slot | None) -> None:
    """Who corrects and why are asked where a signed paper stands already."""
    again = slot is not None and form.page.state.corrects(slot)
    for name in ("who", "why"):
        (form.fields[name].pack if again else form.fields[name].pack_forget)(**(PACKED if again else {}))
    form.size()
    form.words.put(say(Phrase(AGAIN, version=slot.kept.version, next=slot.kept.version + 1)) if again else "")


def _chooser(form: Boxed) -> None:
    """The button under the path: the path may be typed, chosen, or come by dropping the file."""
    field = form.fields["file"]

    def choose() -> None:
        if name := choosers.ask_open(parent=form.page.bench.root, title=say(N_("选择签好的文件"))):
            field.put(name)
            field.problem(None)

    row = Panel(form.inside)
    row.pack(fill="x", pady=(0, 8))
    Button(row, say(N_("选择文件")), choose, icon="folder-open", height=30).pack(side="left")


def check_form(page: DossierPage) -> Overlay:
    """核对身份原件: whose, by whom, on which day. No scan is asked."""
    state = page.state
    form = Boxed(page, N_("核对身份原件"), N_("看过原件就可以，不用留复印件。"))
    inside, parties = form.inside, state.unchecked()
    form.add("party", ChoiceField(inside, say(N_("当事人")), parties, required=True))
    by = form.add("by", TextField(inside, say(N_("核对人")), required=True))
    day = form.add("on", DateField(inside, say(N_("核对日期")), today=lambda: state.desk.today().isoformat()))
    if parties:
        form.fields["party"].put(parties[0][0])
    by.put(state.desk.who.name)
    day.put(state.desk.today().isoformat())
    ends(page.bench, form.box, form.fields, state.check, lambda: _done(page, form.box))
    return form.open(by)


def _done(page: DossierPage, box: Overlay) -> None:
    box.close()
    page.bench.told()


def file_form(page: DossierPage) -> Overlay:
    """归档: who files, how long it is kept, what the statement tells."""
    words = Following(N_("归档后文书固定，更正要写明谁、什么时候、为什么。"), *doubts(page.state.facts, "file"))
    form = Boxed(page, N_("立卷归档"), words)
    _filing(form)
    _slow_ends(form, dossier_filing.file, N_("立卷归档"), N_("归档"), lambda _volume: page.bench.told())
    return form.open(form.fields["filer"])


def joint_form(page: DossierPage) -> Overlay:
    """多案一卷: the simple cases of a month or a quarter under one cover."""
    day = page.state.desk.today()
    form = Boxed(page, N_("多案一卷"), N_("把一个月或者一个季度里已结案的简易案件装成一卷，一次归档。"))
    month, quarter = f"{day:%Y-%m}", f"{day.year}Q{(day.month + 2) // 3}"
    help = say(Phrase(PERIOD_HELP, month=month, quarter=quarter))
    form.add("period", TextField(form.inside, say(N_("哪段时间")), required=True, help=help)).put(month)
    _filing(form)

    def done(count: int) -> None:
        page.bench.told(say(N_("已把 {count} 件简易案件装成一卷"), count=count))

    _slow_ends(form, dossier_filing.bind, N_("多案一卷"), N_("装订归档"), done)
    return form.open(form.fields["period"])


def _filing(form: Boxed) -> None:
    inside, people = form.inside, dossier_filing.people(form.page.state)
    filer = form.add("filer", ChoiceField(inside, say(N_("立卷人")), people, required=True))
    form.add("retention", ChoiceField(inside, say(N_("保管期限")), list(code_list("case_retention").items.items()),
                                      required=True, help=say(N_("年限以当地司法所口径为准"))))
    form.add("statement", LongField(inside, say(N_("卷宗情况说明")), lines=2, help=say(STATEMENT_HELP)))
    mine = next((rid for rid, name in people if name == form.page.state.desk.who.name), "")
    if mine:
        filer.put(mine)


def _slow_ends(form: Boxed, act: Callable[..., Any], job: str, go: str, done: Callable[[Any], object]) -> None:
    """The buttons of what takes a second: in a job, each problem at its field; the box stays until it is done."""
    bench = form.page.bench

    def save() -> None:
        if bench.doubted(save):
            return
        texts = {name: field.get() for name, field in form.fields.items()}
        bench.work(say(job), lambda work: act(form.page.state, texts, work.progress), finished, refused)

    def finished(result: Any) -> None:
        if form.box.winfo_exists():
            form.box.close()
        done(result)

    def refused(error: BaseException) -> None:
        found: Mapping = error.fields if isinstance(error, Problems) else {}
        shown_at(form.fields, found)
        rest = [say(why) for name, why in found.items() if name not in form.fields]
        if rest:
            form.words.put(say(Listed(rest, "；")))
        elif not found:
            trouble.handle(bench.root, error)

    foot(form.box, form.fields, save, say(go), "archive", above=8)
