"""intake: what a list of doors or households names that is not there yet; with --make it is made, as one act."""

from __future__ import annotations

from argparse import Namespace

from center.addresses.intake import Intake, plan_of
from center.words import N_, say
from db.errors import Missing
from views.cli.speaking import Answer, desk

LINE = N_("  {name}：新建单元 {units}，新建户 {doors}")
DOUBT = N_("  第 {row} 行：{why}")
EVERYTHING = "all"


def intake(arguments: Namespace) -> Answer:
    """The buildings with their new units and doors, and the rows that say too little; nothing is made by itself."""
    from reports.reading import read_table

    with desk(arguments) as opened:
        found = plan_of(opened, read_table(arguments.file, sheet=arguments.sheet))
        words = [say(N_("名单里 {known} 行的地址已经有了；{new} 栋楼里有没登记的单元和户；{doubtful} 行说不清"),
                     known=found.known, new=len(found.new), doubtful=len(found.doubtful))]
        words += [say(LINE, name=one.name, units=one.units, doors=one.count) for one in found.new]
        words += [say(DOUBT, row=one.row, why=one.why) for one in found.doubtful]
        data = {
            "known": found.known,
            "new": [{"kind": one.kind, "name": one.name, "compound": one.parent, "units": one.units,
                     "doors": one.count, "numbers": list(one.numbers)} for one in found.new],
            "doubtful": [{"row": one.row, "why": str(one.why)} for one in found.doubtful],
        }
        if arguments.make:
            data["made"] = opened.do("places.make", plan=found.plan(_chosen(found, arguments.make)))
            counts = {kind: data["made"][kind] for kind in ("buildings", "units", "doors")}
            words.append(say(N_("建了 {buildings} 栋楼、{units} 个单元、{doors} 户"), **counts))
    return Answer(data, "\n".join(words))


def _chosen(found: Intake, names: list[str]) -> list[str]:
    """Keys of the buildings that were named; all of them for `all`."""
    if EVERYTHING in names:
        return [one.key for one in found.new]
    keys = {one.name: one.key for one in found.new}
    for name in names:
        if name not in keys:
            raise Missing("名单里没有要建的“{name}”，请照上面列的楼栋名称写", name=name)
    return [keys[name] for name in names]
