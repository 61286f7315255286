"""What is done to many rows of a list: one value in one column, removal, and the table that goes to the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from center.desk import Desk
from center.words import N_, say
from db.errors import Invalid, Problems, Unreadable
from db.listing import uids
from db.models.places import Door
from db.record import Record, column, record_name
from reports.by_door import no_list_by_use, off_paper
from views.state.forms import FormField, FormState

Progress = Callable[[int, int], object]
MOST_COPIED = 20_000
FORMULA = "=+-@"  # a text that begins so would become a formula in a spreadsheet (as the Excel writer has it)
_ALONE = ("name", "id_card", "credit_code")  # what belongs to one row only


class Many:
    """Some rows of one record, by id, in the order of the list."""

    def __init__(self, desk: Desk, record: type[Record], ids: Sequence[int]) -> None:
        self.desk, self.record, self.ids, self.name = desk, record, list(ids), record_name(record)
        self.form = FormState(desk, record)

    # ---- one value for all
    def fields(self) -> list[FormField]:
        """The fields that may be set on several rows: not what names a row, and not what no two rows share."""
        return [one for one in self.form.fields if self._shared(one)]

    def _shared(self, one: FormField) -> bool:
        at = column(self.record, one.path)
        return one.kind not in _ALONE and not at.field.unique and one.path not in self.record.title

    def choices(self, one: FormField) -> object:
        """What a field's control offers, as a form's does."""
        if one.kind == "ref":
            return lambda typed: self.form.offer(one.path, typed)
        return list(one.choices) if one.kind == "code" else None

    def values(self, path: str, text: str) -> dict[str, object]:
        """The typed text as a value; an empty text empties the column. Raises Problems at the path."""
        self.form.typed({path: text})
        values = self.form.values() or {path: None}
        wrong = {one: value for one, value in values.items() if isinstance(value, Invalid)}
        if wrong:
            raise Problems(wrong)
        if values[path] is None and column(self.record, path).required:
            raise Problems({path: Invalid("请填写{label}", label=column(self.record, path).label)})
        return values

    def edit(self, values: Mapping[str, object], progress: Progress | None = None) -> int:
        """Set them on all rows as one act; returns how many changed. Raises Problems by row: then none is changed."""
        return self.desk.do(f"{self.name}.edit_many", ids=self.ids, values=dict(values), progress=progress)

    def remove(self, reason: str = "", progress: Progress | None = None) -> int:
        """Remove all rows as one act; several need a reason. Raises Problems by row: then none is removed."""
        return self.desk.do(f"{self.name}.remove_many", reason.strip(), ids=self.ids, progress=progress)

    def without(self, problems: Iterable[str]) -> Many:
        """The rows that did not refuse; `problems` are the keys of the Problems."""
        names, refused = uids(self.record, self.ids), set(problems)
        good = [rid for rid in self.ids if rid in names and names[rid].hex() not in refused]
        return Many(self.desk, self.record, good)

    # ---- the clipboard
    def as_table(self, paths: Sequence[str], told: Sequence[str] = ()) -> str:
        """The rows, masked, with their headings, as a spreadsheet takes them. Asks the Desk, which writes it down.

        `told` says what narrowed the list, in words; Raises Invalid where that would tell what no copy tells.
        """
        if self.record is Door:
            no_list_by_use(told)
        if len(self.ids) > MOST_COPIED:
            raise Unreadable("一次最多复制 {most} 行，现在有 {count} 行；请用“导出”存成文件", most=f"{MOST_COPIED:,}",
                             count=f"{len(self.ids):,}")
        paths = [path for path in paths if not off_paper(column(self.record, path))]
        self.desk.hand_out(say(N_("复制{label}"), label=self.record.label), len(self.ids), True)
        lines = ["\t".join(column(self.record, path).label for path in paths)]
        for row in self.desk.rows(self.record, self.ids, paths):
            lines.append("\t".join(
                cell(text, plain=column(self.record, path).kind in ("whole", "amount", "percent"))
                for text, path in zip(row.texts, paths, strict=True)))
        return "\r\n".join(lines) + "\r\n"


def cell(text: str, plain: bool = False) -> str:
    """One cell of the table: what would become a formula is defused (a number is not), breaks are quoted."""
    if len(text) > 1 and text[0] in FORMULA and not plain:
        text = f"'{text}"
    if any(sign in text for sign in "\t\r\n\""):
        quoted = text.replace('"', '""')
        return f'"{quoted}"'
    return text
