"""What keys and mouse do to a grid: bindings only, the grid itself has the acts."""

from __future__ import annotations

import tkinter as tk

from views.kit import keys, pointer, theme
from views.kit.grid_columns import CHECK

_SHIFT, _CONTROL = 0x1, 0x4
WHEEL_ROWS = 3
WHEEL_SIDE = 60  # design px


def bind(grid) -> None:
    """Bind the body of a DataGrid."""
    body = grid.body
    moves = {
        "Down": lambda: grid.step(1),
        "Up": lambda: grid.step(-1),
        "Next": lambda: grid.step_page(1),
        "Prior": lambda: grid.step_page(-1),
        "Home": lambda: grid.select(0),
        "End": lambda: grid.select(len(grid.ids) - 1),
        "Control-Home": lambda: grid.select(0),
        "Control-End": lambda: grid.select(len(grid.ids) - 1),
        "Left": lambda: grid.step_cell(-1),
        "Right": lambda: grid.step_cell(1),
        "space": grid.toggle_current,
        "Return": grid.open_current,
        "KP_Enter": grid.open_current,
        "F2": grid.edit_current,
        "Shift-Down": lambda: grid.reach(1),
        "Shift-Up": lambda: grid.reach(-1),
        "Control-a": grid.check_all,
        "Menu": grid.menu_here,
        "Shift-F10": grid.menu_here,
    }
    if body.tk.call("tk", "windowingsystem") == "win32":
        moves["App"] = moves.pop("Menu")
    for name, act in moves.items():
        keys.shortcut(body, name, act)
    body.bind("<Escape>", lambda _event: "break" if grid.uncheck() else None)
    for button in ("<Button-2>", "<Control-Button-1>") if _mac(body) else ("<Button-3>",):
        body.bind(button, lambda event: _menu(grid, event))
    body.bind("<Key>", lambda event: _typed(grid, event))
    body.bind("<FocusIn>", lambda _event: grid.focus_changed(True))
    body.bind("<FocusOut>", lambda _event: grid.focus_changed(False))
    body.bind("<Button-1>", lambda event: _press(grid, event))
    body.bind("<Double-Button-1>", lambda event: _double(grid, event))
    body.bind("<B1-Motion>", lambda event: grid.view.drag_bars(event.x, event.y))
    body.bind("<ButtonRelease-1>", lambda _event: grid.view.release_bars())
    body.bind("<Motion>", lambda event: grid.view.point_at(event.x, event.y))
    body.bind("<Leave>", lambda _event: grid.view.point_at(-1, -1))
    _bind_wheel(grid, body)


def _mac(body: tk.Canvas) -> bool:
    return body.tk.call("tk", "windowingsystem") == "aqua"


def _menu(grid, event: tk.Event) -> str:
    position, span = grid.view.position_at(event.y), grid.view.span_at(event.x)
    if position is not None and not grid.is_group(position):
        grid.pressed_by_mouse = True
        grid.body.focus_set()
        key = span.column.key if span and span.index >= 0 else ""
        if position != grid.current:
            grid.select(position, key or None)
        grid.on_menu(key, event.x_root, event.y_root)
    return "break"


def _bind_wheel(grid, body: tk.Canvas) -> None:
    pointer.wheel(body, grid.view.scroll, WHEEL_ROWS)
    pointer.wheel(body, grid.view.scroll_side, theme.px(WHEEL_SIDE), "Shift-")


def _typed(grid, event: tk.Event) -> str | None:
    text = keys.typed_text(event)
    if text and grid.edit_current(typed=text):
        return "break"
    return None


def _press(grid, event: tk.Event) -> str | None:
    grid.pressed_by_mouse = True
    grid.body.focus_set()
    if grid.view.press_bars(event.x, event.y):
        return "break"
    position = grid.view.position_at(event.y)
    if position is None or grid.is_group(position):
        return "break"
    span = grid.view.span_at(event.x)
    if span and span.column.key == CHECK:
        grid.toggle(position)
    elif event.state & _CONTROL:
        grid.toggle(position)
    elif event.state & _SHIFT:
        grid.reach_to(position)
    else:
        grid.select(position, span.column.key if span and span.index >= 0 else None)
        if span and span.column.look == "link":
            grid.follow_link(position, span)
    return "break"


def _double(grid, event: tk.Event) -> str:
    position = grid.view.position_at(event.y)
    span = grid.view.span_at(event.x)
    if (
        position is not None
        and not grid.is_group(position)
        and span
        and span.column.key != CHECK
        and not grid.edit_current()
    ):
        grid.open_current()
    return "break"
