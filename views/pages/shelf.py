"""Which page a key stands for; each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from center import catalog

if TYPE_CHECKING:
    from views.bench import Bench

PAGES = {
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
"""Pages of the places' domains: the key, the module, the class; each takes the bench."""


def build(bench: Bench, key: str) -> Any:
    """The page of `home`, `list:members`, `form:members`, `import:members`, `papers`, `inspection` or `settings`."""
    kind, _, name = key.partition(":")
    if kind == "list":
        from views.pages.lists import ListPage

        return ListPage(bench, catalog.record(name))
    if kind == "form":
        from views.pages.forms import FormPage

        return FormPage(bench, catalog.record(name))
    if kind == "import":
        from views.pages.importing import ImportPage

        return ImportPage(bench, catalog.record(name))
    if kind == "home":
        from views.pages.home import HomePage

        return HomePage(bench)
    if kind == "papers":
        from views.pages.papers import PapersPage

        return PapersPage(bench)
    if kind == "inspection":
        from views.pages.inspection import InspectionPage

        return InspectionPage(bench)
    if kind == "removed":
        from views.pages.removed import RemovedPage

        return RemovedPage(bench)
    if kind == "settings":
        from views.pages.settings import SettingsPage

        return SettingsPage(bench)
    if kind in PAGES:
        module, page = PAGES[kind]
        return getattr(import_module(module), page)(bench)
    raise KeyError(key)
