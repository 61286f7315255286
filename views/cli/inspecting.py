"""inspection: the self-inspection of a period as the page shows it; what waits for a person's yes is named apart."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from center.compliance.scoring import show_points
from center.compliance.sheet import SheetLine
from center.periods import period as read_period
from center.words import N_, say, spoken
from views.cli.speaking import Answer, desk
from views.state.inspection import InspectionState


def sheet(arguments: Namespace) -> Answer:
    """Totals, what is open, and every line with the uid that its evidence files belong to."""
    with desk(arguments) as opened:
        state = InspectionState(opened)
        if arguments.period:
            state.period = read_period(arguments.period)
        state.take(state.load())
        found, words = state.sheet, [say(N_("{period}：{points} 分"), period=state.period.label, points=state.total)]
        words.append(state.total_note)
        if found.unconfirmed:
            words.append(say(N_("没有人确认的：")) if found.unconfirmed[0].frozen else say(N_("请确认的：")))
            words += [f"  {_proposed(line)}" for line in found.unconfirmed]
            if state.waiting:
                words.append(say(N_("逐项确认用 do compliance.confirm，全部照建议用 do compliance.confirm_all")))
        words += [_line(line) for line in found.lines]
    data = {"period": state.period.text, "id": found.uid, "state": found.state, "total": found.total.points,
            "own": found.own.points, "blank": found.own.blank, "lines": [_data(line) for line in found.lines],
            "unconfirmed": [line.indicator.code for line in found.unconfirmed]}
    return Answer(data, "\n".join(words))


def _proposed(line: SheetLine) -> str:
    return say(N_("{code} {name}：建议 {points} 分"), code=line.indicator.code, name=line.indicator.name,
               points=show_points(line.proposed))


def _line(line: SheetLine) -> str:
    one = line.indicator
    return "  ".join((one.code, show_points(line.got), spoken(line.state), spoken(one.name)))


def _data(line: SheetLine) -> dict[str, Any]:
    return {"id": line.uid, "code": line.indicator.code, "name": spoken(line.indicator.name),
            "full": line.indicator.points, "own": line.own, "street": line.street, "proposed": line.proposed,
            "state": spoken(line.state), "basis": spoken(line.basis), "unconfirmed": line.unconfirmed,
            "confirmed": spoken(line.confirmed), "files": [one.name for one in line.files]}
