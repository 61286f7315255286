"""The tree of places: street, community, grid and compound, building, unit, door. A building has a grid and a compound.

Doors are also the rooms of a commercial building. A place that is no longer there keeps its row with `valid_to`.
Names that follow from the names above (晨光花园3号楼2单元501) are kept by `center/places/following.py`.
"""
from __future__ import annotations

from db.fields import Code, Date, Long, Phone, Ref, Text, Whole, Yes
from db.models.members import Branch
from db.record import Record

VALID = "起止"
LIVED = "households.read"  # which door is empty or rented is for those who serve its households


class Street(Record):
    """街道（镇）: the top of the tree, usually one row."""

    label = "街道"
    domain = "places"
    sheet = ("name", "code", "organisation", "note")

    name = Text("街道名称", required=True, search=True, width=18, unique=True)
    code = Text("街道代码", width=12, unique=True, help="统计用区划代码前 9 位")
    organisation = Ref("街道党工委", Branch, width=22)
    note = Long("备注", width=20)

    class Meta:
        table_name = "streets"


class Community(Record):
    """社区（村）. Its 12-digit statistical code begins every code below it."""

    label = "社区"
    domain = "places"
    sheet = ("name", "street", "code", "organisation", "note")

    name = Text("社区名称", required=True, search=True, width=18)
    street = Ref("所属街道", Street, width=14)
    code = Text("社区代码", width=14, unique=True, help="12 位统计用区划代码；网格、楼栋编码从它开始")
    organisation = Ref("社区党组织", Branch, width=22)
    note = Long("备注", width=20)

    class Meta:
        table_name = "communities"
        indexes = ((("street", "name"), True),)


class Grid(Record):
    """网格: inside exactly one community, never directly under a street (DB6101/T 3185-2024)."""

    label = "网格"
    domain = "places"
    sheet = ("name", "community", "code", "kind", "valid_from", "valid_to", "note")

    name = Text("网格名称", required=True, search=True, width=18, help="例如 第4网格")
    community = Ref("所属社区", Community, required=True, width=16)
    code = Text("网格编码", search=True, width=18, unique=True, help="不填，由程序按社区代码接着编")
    kind = Code("网格类型", "grid_kind", width=10)
    valid_from = Date("启用日期", section=VALID, width=12)
    valid_to = Date("停用日期", section=VALID, width=12)
    note = Long("备注", section=VALID, width=20)

    class Meta:
        table_name = "grids"
        indexes = ((("community", "name"), True),)


class Compound(Record):
    """小区: also a courtyard, a lane with its door numbers, a patch of bungalows or of self-built houses."""

    label = "小区"
    domain = "places"
    sheet = ("name", "aliases", "kind", "community", "code", "organisation", "property", "property_phone", "committee",
             "valid_from", "valid_to", "note")

    name = Text("小区名称", required=True, search=True, width=18, help="街巷写巷名，例如 解放路")
    aliases = Text("别名", search=True, width=18, help="别的叫法，用顿号隔开；认地址时一样看待")
    kind = Code("类型", "compound_kind", width=10)
    community = Ref("所属社区", Community, width=16)
    code = Text("小区编码", search=True, width=18, unique=True, help="不填，由程序按社区代码接着编")
    organisation = Ref("小区党组织", Branch, section="组织和物业", width=22)
    property = Text("物业公司", section="组织和物业", width=20)
    property_phone = Phone("物业电话", section="组织和物业", width=14)
    committee = Yes("业主委员会", section="组织和物业", width=10)
    valid_from = Date("启用日期", section=VALID, width=12)
    valid_to = Date("停用日期", section=VALID, width=12)
    note = Long("备注", section=VALID, width=20)

    class Meta:
        table_name = "compounds"
        indexes = ((("community", "name"), True),)


class Building(Record):
    """楼栋: 3号楼 of a compound, a house of a lane, or a commercial building. Its grid and compound may cross."""

    label = "楼栋"
    domain = "places"
    sheet = ("name", "number", "compound", "grid", "code", "kind", "built", "floors", "elevators", "group",
             "facilities", "fire_points", "valid_from", "valid_to", "note")

    name = Text("楼栋名称", "address", search=True, width=22, help="不填，由小区名加楼号；楼宇写全名，例如 中信大厦")
    number = Text("楼号", width=8, help="只写号，例如 3、12甲、A")
    compound = Ref("所属小区", Compound, width=16)
    grid = Ref("所属网格", Grid, width=14)
    code = Text("楼栋编码", search=True, width=20, unique=True, help="不填，由程序按社区代码接着编")
    kind = Code("楼栋类型", "building_kind", section="楼栋情况", width=10)
    built = Whole("建成年份", (1840, 2200), section="楼栋情况", width=8)
    floors = Whole("地上层数", (0, 200), section="楼栋情况", width=8)
    elevators = Whole("电梯数", (0, 200), section="楼栋情况", width=8)
    group = Ref("楼栋党小组", Branch, section="楼栋情况", width=22)
    facilities = Text("公共设施", section="楼栋情况", width=20, help="例如 充电桩、快递柜、晾晒区")
    fire_points = Text("消防点位", section="楼栋情况", width=20)
    valid_from = Date("启用日期", section=VALID, width=12)
    valid_to = Date("拆除日期", section=VALID, width=12)
    note = Long("备注", section=VALID, width=20)

    class Meta:
        table_name = "buildings"
        indexes = ((("compound", "number"), True),)


class Unit(Record):
    """单元 of a building; a building without units has doors of its own."""

    label = "单元"
    domain = "places"
    sheet = ("building", "number", "code", "valid_from", "valid_to", "note")

    name = Text("单元名称", "address", search=True, width=24)
    building = Ref("所属楼栋", Building, required=True, width=22)
    number = Text("单元号", required=True, width=8, help="只写号，例如 2、东")
    code = Text("单元编码", search=True, width=22, unique=True, help="不填，由程序按楼栋编码接着编")
    valid_from = Date("启用日期", section=VALID, width=12)
    valid_to = Date("停用日期", section=VALID, width=12)
    note = Long("备注", section=VALID, width=20)

    class Meta:
        table_name = "units"
        indexes = ((("building", "number"), True),)


class Door(Record):
    """户（室）: a home, a shop, a garage, a room of a commercial building. Who lives there stands in `residencies`."""

    label = "户室"
    domain = "places"
    sheet = ("building", "unit", "number", "floor", "zone", "kind", "use", "reported", "code", "valid_from",
             "valid_to", "note")

    name = Text("门牌", "address", search=True, width=26, index=True)
    building = Ref("所属楼栋", Building, required=True, width=22)
    unit = Ref("所属单元", Unit, width=24)
    number = Text("室号", required=True, width=8, help="例如 501、1203、车库12")
    floor = Whole("楼层", (-9, 200), width=6, help="不填，按室号去掉末两位；地下写负数")
    zone = Text("分区", width=8, help="楼宇里的 A 区、东区")
    kind = Code("户室类型", "door_kind", section="户室情况", width=10)
    use = Code("入住情况", "door_use", section="户室情况", width=10, right=LIVED)
    reported = Whole("报来人数", (0, 200), section="户室情况", width=8, right=LIVED,
                     help="楼栋长报来的实住人数；登记人数由程序数")
    code = Text("户室编码", search=True, section="户室情况", width=26, unique=True, help="不填，由程序按单元编码接着编")
    valid_from = Date("启用日期", section=VALID, width=12)
    valid_to = Date("拆除日期", section=VALID, width=12)
    note = Long("备注", section=VALID, width=20, help="只写设施和需要，不写人")

    class Meta:
        table_name = "doors"
        indexes = ((("building", "unit", "number"), True),)


class BuildingTerm(Record):
    """To which grid and compound a building belonged, and when. Kept by the program when the building is changed."""

    label = "楼栋归属"
    domain = "places"
    listed = False
    title = ("building",)

    building = Ref("楼栋", Building, required=True, width=22)
    grid = Ref("网格", Grid, width=14)
    compound = Ref("小区", Compound, width=16)
    since = Date("从", width=12)
    until = Date("到", width=12)

    class Meta:
        table_name = "building_terms"


class SentSheet(Record):
    """A building's sheet that was handed out to be filled in: what stood in it, so that it can be compared."""

    label = "发出的楼栋表"
    domain = "places"
    listed = False
    title = ("building",)

    building = Ref("楼栋", Building, required=True, width=22)
    token = Text("表的编号", required=True, width=20, unique=True)
    digest = Text("锁定列校验值", required=True, width=20)
    cells = Long("发出时的内容", width=20, right=LIVED)
    sent_on = Date("发出日期", width=12)
    taken_on = Date("收回日期", width=12)

    class Meta:
        table_name = "sent_sheets"
