"""The first steps of the window: `prepare` before any Tk, then `window` makes the one root.

This module imports neither tkinter nor customtkinter at the top: locale, input method and
fonts must be settled before either is loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

CLASS_NAME = "Dangqun"
_HOUR = 3_600_000
ICON_AFTER = 500  # ms
_TITLE_BAR = 40  # design px the desktop takes for title bar and edges


def prepare(mode: str = "light", scale: float | None = None, folder: Path | None = None) -> None:
    """Settle everything that must be right before Tk starts. Call once, first.

    `mode`: "light", "dark" or "auto" (asks the desktop once). `scale`: 1.0, 1.25 … or None for the
    desktop's. `folder`: where a private font list may be written; the temporary directory if None.
    """
    from views.kit import private_fonts, surroundings

    surroundings.settle_locale()
    surroundings.settle_input_method()
    private = private_fonts.settle(folder)

    import customtkinter as ctk

    from views.kit import theme

    ctk.deactivate_automatic_dpi_awareness()
    _calm_polls()
    if private:
        # the private list holds CustomTkinter's shape font, so smooth corners work without ~/.fonts
        ctk.DrawEngine.preferred_drawing_method = "font_shapes"
    theme.set_scale(scale if scale is not None else surroundings.screen_scale())
    theme.set_mode(surroundings.desktop_mode() if mode == "auto" else mode)


def _calm_polls() -> None:
    import customtkinter as ctk

    # they only serve "system" appearance, moving between screens and bars we do not show, and cost 1 % of a core
    ctk.AppearanceModeTracker.update_loop_interval = _HOUR
    ctk.ScalingTracker.update_loop_interval = _HOUR
    ctk.CTkTextbox._scrollbar_update_time = _HOUR
    # a long field makes two bars; drawing one lays out the whole window at once, which took most of a form's time
    ctk.CTkScrollbar._draw = _not_drawn


def _not_drawn(_bar, no_color_updates: bool = False) -> None:
    """A bar that is never shown."""


def window(title: str, width: int = 1440, height: int = 900):
    """The root window (a `ctk.CTk`), sized in design pixels but never larger than the screen."""
    import customtkinter as ctk

    from views.kit import icons, keys, popover, rare_characters, shapes, theme, tooltip

    icons.forget()
    shapes.forget()
    tooltip.forget()
    popover.forget()
    root = ctk.CTk(className=CLASS_NAME, fg_color=theme.pair("surface"))
    root.title(title)
    # with the size of texts it would set the window's size anew, which takes a maximized one out of it
    ctk.ScalingTracker.remove_widget(root._set_scaling, root)
    theme.settle_fonts(root)
    rare_characters.install(root)
    keys.settle_classes(root)
    wide = min(theme.px(width), root.winfo_screenwidth())
    high = min(theme.px(height), root.winfo_screenheight())
    root.geometry(f"{wide}x{high}")
    root.minsize(min(theme.px(1024), wide), min(theme.px(640), high))
    if wide < theme.px(width) or high + theme.px(_TITLE_BAR) > root.winfo_screenheight():
        _fill_screen(root)
    root.after(ICON_AFTER, _set_icon, root)  # the picture reader costs as much as a page: the page comes first
    return root


def spare(slow: bool, family: str) -> None:
    """After `prepare`, before any widget: whether the computer is slow, and the font somebody chose."""
    from views.kit import theme

    theme.set_slow(slow)
    theme.wish_family(family)


def refit(root) -> None:
    """The same window in another size of text or another language, once everything in it was destroyed."""
    from views.kit import icons, popover, shapes, theme, tooltip

    for left in root.winfo_children():
        left.destroy()  # what all fields share (calendar, list, tip) has pictures and fonts of the old size
    for forget in (icons.forget, shapes.forget, tooltip.forget, popover.forget):
        forget()
    root.kit_choosers = False  # their words are set again, in the language that is spoken now
    theme.settle_fonts(root)
    # larger texts in a small window: it grows as far as the screen lets it
    high = root.winfo_screenheight() - theme.px(_TITLE_BAR)
    root.minsize(min(theme.px(1024), root.winfo_screenwidth()), min(theme.px(640), high))


def _fill_screen(root) -> None:
    # a small screen is used whole; without a window manager (tests) this does nothing
    if root.tk.call("tk", "windowingsystem") == "x11":
        root.wm_attributes("-zoomed", True)
    else:
        root.wm_state("zoomed")


def _set_icon(root) -> None:
    from PIL import ImageTk

    from views.kit import icons

    picture = icons.app_icon()
    root.kit_icons = [ImageTk.PhotoImage(picture.resize((size, size)), master=root) for size in (128, 48, 32)]
    if sys.platform == "win32":
        root.iconbitmap_method_called = True
    root.iconphoto(True, *root.kit_icons)


def close(root) -> None:
    """Destroy the window without leaving timers behind (CustomTkinter's polls go on otherwise)."""
    for job in root.tk.splitlist(root.tk.call("after", "info")):
        # by Tcl: after_cancel would delete commands their widgets delete again
        root.tk.call("after", "cancel", job)
    root.destroy()
