"""Walks a signed-in window through every page, question and list that opens over one; each is taken away again."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable, Iterator

from center.opening import Made
from tests.gui import places_shown, returned_sheet
from views.headless import SAMPLE
from views.window import Window

Showing = Callable[[Window], Iterator[None]]
RECOVERY = "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456-789A"
QUIET = 8  # ms: drawing that waits for a rest has begun by then
CALM = 8.0  # s: the longest a page may take until it stands
ODD = "李想"  # nobody's ID: a form with problems


def calm(window: Window) -> None:
    """Run the window's events until no job works and nothing more is drawn."""
    end = time.monotonic() + CALM
    tick = tk.BooleanVar(window.root)
    for _round in range(2):
        window.root.after(QUIET, tick.set, True)
        window.root.wait_variable(tick)
        window.root.update()
        while window.jobs._open and time.monotonic() < end:
            window.root.after(5, tick.set, True)
            window.root.wait_variable(tick)
    window.root.update()


# ---- before signing in: the workbench steps aside meanwhile
def _front(show: Callable[[Window], object]) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        tk.Pack.pack_forget(window.bench)
        show(window)
        yield
        window._put(None)
        window.bench.pack(fill="both", expand=True)

    return showing


def _recovery(window: Window) -> None:
    from views.pages.recovery import RecoveryPage

    window._put(RecoveryPage(window.root, window.jobs, Made(window.desk, RECOVERY), lambda: None))


def _problems_in_front(window: Window) -> None:
    window.set_up()
    window.front.make()


# ---- pages
def _page(key: str) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        window.bench.go(key)
        yield

    return showing


def _list(name: str) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        from center import catalog

        window.bench.go_list(catalog.record(name))
        yield

    return showing


def _side(key: str) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        window.bench.go(key)
        calm(window)
        window.bench.show_side()
        yield
        window.bench.hide_side()

    return showing


def _checked(window: Window) -> Iterator[None]:
    window.bench.go("members")
    grid = window.bench.page.grid_
    grid.check_all()
    yield
    grid.check_all()


def _form(name: str, problems: bool = False) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        from center import catalog

        page = window.bench.go_form(catalog.record(name))
        if problems:
            page.form.fields["person.name"].put(ODD)
            window.bench.save_here()
        yield
        page.discard()

    return showing


def _edit(window: Window) -> Iterator[None]:
    window.bench.go("members")
    window.bench.page.edit()
    yield
    window.bench.page.leave()


def _calendar(window: Window) -> Iterator[None]:
    from db.models.reception import Voice
    from views.kit import calendar

    page = window.bench.go_form(Voice)
    field = next(field for field in page.form.fields.values() if hasattr(field, "open") and hasattr(field, "_rest"))
    field.open()
    yield
    calendar.of(window.root).hide()
    page.leave()


def _choices(window: Window) -> Iterator[None]:
    from db.models.reception import Voice
    from views.kit import popover

    page = window.bench.go_form(Voice)
    field = next(field for field in page.form.fields.values() if hasattr(field, "_flip"))
    field._flip()
    yield
    popover.of(window.root).hide()
    page.leave()


def _flyout(name: str) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        window.bench.go("members")
        getattr(window.bench.page, name)()
        yield
        window.root.kit_overlay.close()

    return showing


def _filter_value(window: Window) -> Iterator[None]:
    from views.pages.list_filter import FilterFlyout

    window.bench.go("members")
    page = window.bench.page
    box = FilterFlyout(page, "branch", page.tools.filter_button)
    yield
    box.close()


def _views_menu(window: Window) -> Iterator[None]:
    window.bench.go("members")
    window.bench.page.acts.views()
    yield
    window.root.kit_overlay.close()


def _import(window: Window) -> Iterator[None]:
    window.bench.show("import:people")
    yield


def _import_read(side: bool) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        page = window.bench.show("import:members")
        if page.state is None:
            page.read(SAMPLE)
            calm(window)
        if side:
            window.bench.show_side()
        yield
        window.bench.hide_side()

    return showing


def _settings(part: str) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        window.bench.show("settings").pick(part)
        yield

    return showing


# ---- over the page
def _palette(window: Window) -> Iterator[None]:
    window.bench.find_anyone()
    window.bench.finder.entry.put("wang")
    window.bench.finder.look()
    yield
    window.bench.finder.box.close()


def _shortcuts(window: Window) -> Iterator[None]:
    window.bench.show_shortcuts()
    yield
    window.root.kit_overlay.close()


def _handbook(page: str) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        from views.pages import handbook

        window.bench.go("home")
        book = handbook.open_at(window.bench)
        if page:
            book.show(page)
        yield
        book.close()

    return showing


def _tour(step: int) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        from views.pages.tour import Tour

        walk = Tour(window.bench)
        walk.go(step)
        yield
        walk.close()

    return showing


def _question(window: Window) -> Iterator[None]:
    from views.kit import overlay

    words = "关闭会取消正在做的工作，已经导入的行会留下"
    buttons = [("stay", "继续工作"), ("go", "仍然关闭")]
    overlay.ask(window.root, "有一项工作正在进行，关闭会取消它", words, buttons, lambda _key: None)
    yield
    overlay.dismiss(window.root.kit_overlay)


def _reason(window: Window) -> Iterator[None]:
    window.bench.go("members")
    calm(window)
    window.bench.page.detail.reveal_all()
    yield
    window.root.kit_overlay.close()


def _lock(other: bool) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        window.guard.lock(other)
        yield
        window.guard.unlock()

    return showing


PAGES: dict[str, Showing] = {
    "welcome": _front(lambda window: window.welcome()),
    "set up": _front(lambda window: window.set_up()),
    "set up, problems": _front(_problems_in_front),
    "sign in": _front(lambda window: window.ask_in()),
    "recover": _front(lambda window: window.ask_in(recover=True)),
    "recovery": _front(_recovery),
    "home": _page("home"),
    "home side": _side("home"),
    "people": _page("people"),
    "members": _page("members"),
    "member detail": _side("members"),
    "members checked": _checked,
    "items": _page("items"),
    "reception": _page("reception"),
    "certificates": _list("certificates"),
    "staff": _page("staff"),
    "rules": _page("rules"),
    "money": _page("money"),
    "filter": _flyout("flip_filters"),
    "filter value": _filter_value,
    "columns": _flyout("flip_columns"),
    "views": _views_menu,
    "form": _form("members"),
    "form problems": _form("members", problems=True),
    "form edit": _edit,
    "form certificate": _form("certificates"),
    "calendar": _calendar,
    "choices": _choices,
    "import": _import,
    "import read": _import_read(False),
    "import side": _import_read(True),
    "visit": places_shown.visit(False),
    "visit places": places_shown.visit(True),
    "places": places_shown.places,
    "making": places_shown.making,
    "papers": _page("papers"),
    "inspection": _page("inspection"),
    "why": _side("inspection"),
    "removed": lambda window: _shown(window, "removed"),
    "gaps": lambda window: _shown(window, "gaps"),
    "statistics": lambda window: _shown(window, "case_statistics"),
    "settle": lambda window: _shown(window, "settle"),
    "intake": lambda window: _shown(window, "intake"),
    "intake read": places_shown.intake,
    "building": places_shown.building("翠湖苑1号楼"),
    "building side": places_shown.building("晨光里1号楼", side=True),
    "building members": places_shown.building("晨光里1号楼", "members"),
    "building meals": places_shown.building("晨光里1号楼", "meals"),
    "form meals": _form("meal_diners"),
    "building tower": places_shown.building("晨光大厦", "enterprises"),
    "household move": places_shown.household,
    "building visit": places_shown.building("晨光里2号楼", visit=True),
    "committee": lambda window: _shown(window, "committee"),
    "register": lambda window: _shown(window, "register"),
    "sheet": lambda window: _shown(window, "sheet"),
    "sheet back": returned_sheet.showing,
    "settings numbers": _settings("numbers"),
    "settings accounts": _settings("accounts"),
    "settings password": _settings("password"),
    "settings backup": _settings("backup"),
    "settings look": _settings("look"),
    "settings about": _settings("about"),
    "palette": _palette,
    "shortcuts": _shortcuts,
    "handbook": _handbook(""),
    "handbook page": _handbook("forms"),
    **{f"tour {step + 1}": _tour(step) for step in range(5)},
    "question": _question,
    "reason": _reason,
    "lock": _lock(False),
    "other clerk": _lock(True),
}


def _shown(window: Window, key: str) -> Iterator[None]:
    window.bench.show(key)
    yield


def walk(window: Window, names: list[str]) -> Iterator[str]:
    """Show the named pages in turn; each name while its page is on the screen."""
    for name in names:
        showing = PAGES[name](window)
        next(showing)
        calm(window)
        yield name
        for _end in showing:
            raise AssertionError(f"{name} shows twice")


def furnish(window: Window, size: tuple[int, int], scale: float, mode: str, language: str) -> None:
    """The same window in another size, size of texts, mode and language; nothing is built anew for size and mode."""
    from views import languages
    from views.kit import theme

    if (scale, language) != (theme.scale(), languages.current()):
        def change() -> None:
            languages.use(language)
            theme.set_scale(scale)

        assert window.refurnish(change)
    window.root.minsize(1, 1)
    if theme.mode() != mode:
        theme.set_mode(mode)
    window.root.geometry(f"{size[0]}x{size[1]}+0+0")
    calm(window)


