"""Which page a key stands for; each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from center import catalog

if TYPE_CHECKING:
    from views.bench import Bench

OF_RECORDS = {
    "list": ("views.pages.lists", "ListPage"),
    "form": ("views.pages.forms", "FormPage"),
    "import": ("views.pages.importing", "ImportPage"),
}
"""Pages that there is one of for each record: each takes the bench and the record."""
PAGES = {
    "home": ("views.pages.home", "HomePage"),
    "papers": ("views.pages.papers", "PapersPage"),
    "inspection": ("views.pages.inspection", "InspectionPage"),
    "removed": ("views.pages.removed", "RemovedPage"),
    "settings": ("views.pages.settings", "SettingsPage"),
    "places": ("views.pages.places", "PlacesPage"),
    "making": ("views.pages.making", "MakingPage"),
    "intake": ("views.pages.intake", "IntakePage"),
    "settle": ("views.pages.settling", "SettlingPage"),
    "building": ("views.pages.building", "BuildingPage"),
    "gaps": ("views.pages.gaps", "GapsPage"),
    "visit": ("views.pages.visiting", "VisitPage"),
    "sheet": ("views.pages.sheet_back", "SheetBackPage"),
    "register": ("views.pages.register", "RegisterPage"),
    "screening": ("views.pages.screening", "ScreeningPage"),
    "allowances": ("views.pages.allowances", "AllowancePage"),
    "committee": ("views.pages.committee", "CommitteePage"),
    "review": ("views.pages.review", "ReviewPage"),
    "case": ("views.pages.case", "CasePage"),
    "dossier": ("views.pages.dossier", "DossierPage"),
    "case_new": ("views.pages.case_new", "NewCasePage"),
    "simple_case": ("views.pages.simple_case", "SimpleCasePage"),
    "case_statistics": ("views.pages.case_statistics", "StatisticsPage"),
}
"""The others: the key, the module, the class; each takes the bench."""


def build(bench: Bench, key: str) -> Any:
    """The page of `home`, `list:members`, `form:members`, `import:members`, `papers` … Raises KeyError."""
    kind, _, name = key.partition(":")
    module, page = OF_RECORDS[kind] if kind in OF_RECORDS else PAGES[kind]
    made = getattr(import_module(module), page)
    return made(bench, catalog.record(name)) if kind in OF_RECORDS else made(bench)
