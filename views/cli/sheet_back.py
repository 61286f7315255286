"""sheet: a building's sheet that came back, laid beside what was sent and what is here; with --take it is taken."""

from __future__ import annotations

from argparse import Namespace

from center.places.sheets import CONFLICT, OFFER, UNREAD
from center.words import N_, say
from views.cli.speaking import Answer, desk
from views.state.sheet_back import SheetBackState

STATES = {OFFER: N_("可取"), CONFLICT: N_("两边都改过"), UNREAD: N_("读不出")}
LINE = N_("  {state}　{door} {label}：发出时 {sent}，现在 {now}，收回的 {back}")
TAKEN = {"offers": (OFFER,), "all": (OFFER, CONFLICT), "none": ()}


def sheet(arguments: Namespace) -> Answer:
    """Every cell that differs; nothing is taken unless it is asked for."""
    from reports.building_sheet import read_back

    with desk(arguments) as opened:
        state = SheetBackState(opened)
        found = state.open(read_back(arguments.file))
        cells, words = state.lines(), [state.about, state.told]
        words += [say(LINE, **one | {"state": STATES[one["state"]]}) for one in cells]
        data = {"sheet": found.token, "cells": cells}
        if arguments.take:
            wanted = TAKEN[arguments.take]
            state.chosen = {at for at, cell in enumerate(state.cells, 1) if cell.state in wanted}
            data["doors"] = state.take()
            words.append(say(N_("已收回，改了 {count} 户"), count=data["doors"]))
    return Answer(data, "\n".join(words))
