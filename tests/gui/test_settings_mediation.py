"""The tables of mediation among the settings, by keys alone: 必须与按需, the fields to copy, the fixed texts."""
from __future__ import annotations

from center.cases.compulsory import table_on
from center.cases.transcribing import order
from tests.gui.hands import press
from tests.gui.test_settings import idle, part_of
from views.kit import toast


def test_the_tables_of_mediation_are_changed_by_space_and_moved_by_alt_with_the_arrows(seat) -> None:
    desk = seat.bench.desk
    part = part_of(seat, "dossier_table")
    body = part.grid_.body
    press(body, "<Down>")
    for key in ("<space>", "<Alt-Down>"):
        press(body, key)
        idle(seat)
    table = table_on(desk.today())
    assert "notice" in table.required and table.order[:3] == ("intake", "identity", "notice")
    assert part.line.part == "notice" and part.line.step.source == "本地口径"
    for _act in ("moved", "made compulsory"):
        seat.bench.undo()
        idle(seat)
    assert "notice" not in table_on(desk.today()).required and not part.line.required
    press(body, "<Return>")
    part.box_fields["source"].put("区司法局文")
    press(part.box_fields["source"].entry.inner, "<Return>")
    idle(seat)
    assert part.line.required and part.line.step.source == "区司法局文"

    part = part_of(seat, "transcription")
    first, second = order(desk.today())[:2]
    press(part.grid_.body, "<Alt-Down>")
    idle(seat)
    assert order(desk.today())[:2] == (second, first)
    press(part.grid_.body, "<space>")
    idle(seat)
    assert first not in order(desk.today()) and part.grid_.code in order(desk.today()), "the cursor goes on"

    part = part_of(seat, "case_texts")
    press(part.grid_.body, "<Return>")
    part.box_fields["text"].put("另写的性质。")
    seat.bench.save_here()
    idle(seat)
    assert part.text.value == "另写的性质。" and part.text.local

    toast.clear(seat.root)
    press(part.grid_.body, "<Return>")
    seat.bench.save_here()
    idle(seat)
    assert not part.box.inside.winfo_exists()
    assert not toast._shown(seat.root), "the change before it is not offered again"


def test_a_number_that_is_a_list_is_chosen_from_names_or_has_its_own_table(seat) -> None:
    part = part_of(seat, "numbers")

    def edit(key: str) -> None:
        part.grid_.select_id(part.state.in_force(key).id)
        part.edit()
        seat.root.update()

    edit("attachments.kinds")
    several = part.box_fields["value"]
    before = several.get()
    press(several.grid_.body, "<space>")
    assert "," in before and several.get() == ",".join(before.split(",")[1:])
    part.box.close()
    edit("transcription.order")
    assert seat.bench.page.list.chosen == "transcription"
