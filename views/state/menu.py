"""The rail: which places there are, and which of them this account may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from center import catalog
from center.words import N_
from db.record import Record, record_name

HOME = "home"


@dataclass(frozen=True)
class Place:
    """One entry of the rail. `records` are the lists that stand behind it (several share one entry as tabs).

    Without records it is open to who has `right`; without one, to everybody. With `page` it has a page of its own key.
    """

    key: str
    label: str
    icon: str
    records: tuple[str, ...] = ()
    right: str = ""
    page: bool = False


@dataclass(frozen=True)
class Group:
    """Entries under one small heading."""

    label: str
    places: tuple[Place, ...]


MENU = (
    Group("", (Place(HOME, N_("今日待办"), "layout-dashboard"),)),
    Group(
        N_("基础台账"),
        (
            Place("people", N_("居民信息"), "users", ("people", "residencies", "unread_addresses", "address_rulings")),
            Place(
                "places",
                N_("楼栋房屋"),
                "building",
                ("buildings", "doors", "units", "compounds", "grids", "communities", "streets"),
                page=True,
            ),
            Place("cover", N_("三长包保"), "user-check", ("duty_terms", "incentives")),
            Place("enterprises", N_("楼宇企业"), "store", ("enterprises", "council_members")),
            Place("visits", N_("上门清单"), "list-checks", ("visit_lists",)),
            Place("members", N_("党员管理"), "flag", ("members",)),
            Place("branches", N_("党组织"), "network", ("branches",)),
        ),
    ),
    Group(
        N_("中心运行"),
        (
            Place("items", N_("窗口事项"), "clipboard-list", ("items", "windows", "item_lists")),
            Place("reception", N_("群众服务"), "concierge-bell", ("voices", "certificates", "seal_uses")),
            Place("cases", N_("人民调解"), "scale",
                  ("cases", "screenings", "screening_findings", "volumes", "allowances", "transcriptions")),
            Place("mediation", N_("调解组织"), "gavel",
                  ("committees", "mediators", "studios", "mediator_trainings", "typed_figures", "clause_templates",
                   "type_names")),
            Place("volunteers", N_("志愿服务"), "heart-handshake", ("volunteers",)),
            Place("meals", N_("助老送餐"), "utensils", ("meal_diners", "meal_pauses", "meal_categories")),
            Place("staff", N_("工作人员"), "id-card", ("staff", "shifts", "trainings", "attendances")),
            Place("centre", N_("中心档案"), "building-2", ("centres", "zones", "facilities")),
            Place(
                "rules",
                N_("制度与监督"),
                "book-open-check",
                ("rules", "checks", "supervisors", "supervisor_activities"),
            ),
            Place("money", N_("经费资产"), "wallet", ("expenses", "budgets", "assets")),
        ),
    ),
    Group(
        N_("上报"),
        (
            Place("papers", N_("报表中心"), "file-text", (), "export"),
            Place("inspection", N_("标准化自查"), "clipboard-check", (), "compliance.read"),
        ),
    ),
)

BELONGS = {"making": "places", "intake": "places", "building": "places", "sheet": "places", "settle": "people",
           "gaps": "cover", "visit": "visits", "case": "cases", "case_new": "cases", "simple_case": "cases",
           "screening": "cases", "allowances": "cases", "review": "cases", "register": "mediation",
           "committee": "mediation",
           "case_statistics": "papers", "dossier": "cases"}
"""Pages of their own: the place of the rail that they stand under."""

PAGES = {"buildings": ("building", "open"), "doors": ("building", "open_door_of"), "visit_lists": ("visit", "open"),
         "unread_addresses": ("settle", "open"), "cases": ("case", "open")}
"""Records whose rows have a page: Enter in their list shows it, Ctrl+E is the form."""

BESIDE = {
    "cover": (("gaps", N_("空缺与五级链条")),),
    "cases": (("simple_case", N_("简易登记")), ("screening", N_("排查安排")), ("allowances", N_("以案定补申报")),
              ("review", N_("卷宗评查")), ("case_statistics", N_("案件统计"))),
    "mediation": (("committee", N_("调委会核对")), ("register", N_("导入登记簿")),
                  ("case_statistics", N_("案件统计"))),
}
"""Pages that stand as tabs beside the lists of a place, and among the pages of the box."""

NEEDS = {"simple_case": "cases.edit", "case_new": "cases.edit", "register": "cases.import"}
"""What a page of a place asks for beside the right to read the place."""

EARLY = frozenset(("simple_case",))
"""Pages whose tab stands right after the first list of the place: what is begun there all day."""


def beside(place: str, may: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    """The pages beside the lists of a place that this account may open."""
    return tuple((key, words) for key, words in BESIDE.get(place, ()) if key not in NEEDS or may(NEEDS[key]))


PARTS = (
    ("numbers", N_("口径与标准参数"), "settings.read"),
    ("rest_days", N_("休息日与调班"), "settings.read"),
    ("dossier_table", N_("卷宗文书：必须与按需"), "mediation.read"),
    ("transcription", N_("抄录栏目和顺序"), "mediation.read"),
    ("case_texts", N_("文书文字"), "mediation.read"),
    ("centre", N_("中心档案"), "centre.read"),
    ("accounts", N_("账号"), "accounts.edit"),
    ("rights", N_("谁能改什么"), ""),
    ("password", N_("我的密码"), ""),
    ("backup", N_("备份"), "backup"),
    ("look", N_("外观和语言"), ""),
    ("using", N_("临柜、锁屏和演示"), ""),
    ("about", N_("关于"), ""),
)
"""The parts of the settings: key, words, and the right they need."""


def menu(may: Callable[[str], bool]) -> tuple[Group, ...]:
    """The groups with what `may(right)` allows; an empty group is left out."""
    groups = (Group(group.label, tuple(place for place in group.places if _open(place, may))) for group in MENU)
    return tuple(group for group in groups if group.places)


def lists(place: Place, may: Callable[[str], bool]) -> tuple[type[Record], ...]:
    """The records of a place that may be read, in the order of its tabs."""
    return tuple(one for one in map(catalog.record, place.records) if may(f"{one.domain}.read"))


def place_of(record: type[Record]) -> str:
    """The key of the place where a record's list is shown; '' when it has none (accounts, settings)."""
    name = record_name(record)
    return next((place.key for group in MENU for place in group.places if name in place.records), "")


def _open(place: Place, may: Callable[[str], bool]) -> bool:
    return bool(lists(place, may)) if place.records else not place.right or may(place.right)
