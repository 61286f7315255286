"""The one table of shortcuts: what is bound in the window, page by page, and what Ctrl+/ and 关于 say.

Rules, held by tests/test_shortcuts.py and tests/gui/test_shortcuts.py: nothing collides within a scope or with the
keys of the whole window, nothing takes a key of an input method or of the desktop (`TAKEN`), nothing is bound that is
not written here. Function keys stand alone only through `views.kit.keys.shortcut`, which lets an input method's
letters pass (on Windows they come under the names of function keys).
"""

from __future__ import annotations

from typing import NamedTuple

from center.words import N_


class Shortcut(NamedTuple):
    """`keys` as Tk binds them (letters small: both cases are bound), `shown` as people read them, `words` what it does.

    In the scope of the window `act` is the method of the workbench, called with `arguments`.
    """

    keys: tuple[str, ...]
    shown: str
    words: str
    act: str = ""
    arguments: tuple = ()


class Scope(NamedTuple):
    """Where some keys hold; the first is the whole window."""

    key: str
    label: str
    shortcuts: tuple[Shortcut, ...]


def _one(keys: str, shown: str, words: str, act: str = "", *arguments: object) -> Shortcut:
    return Shortcut(tuple(keys.split()), shown, words, act, arguments)


QUICK_KEYS = 6
"""Alt+1 to Alt+6: the lines of quick entry on 今日待办, which shows them. Not Ctrl: Fcitx 4 takes Ctrl+5."""

WINDOW = (
    _one("Control-k", "Ctrl+K", N_("找人、找页面、找命令"), "find_anyone"),
    _one("Control-slash Control-question", "Ctrl+/", N_("快捷键一览"), "show_shortcuts"),
    _one("F1", "F1", N_("使用手册，翻到这一页"), "help_here"),
    _one("Control-f", "Ctrl+F", N_("在本页查找"), "find_here"),
    _one("Control-n", "Ctrl+N", N_("新增一条"), "add_here"),
    _one("Control-s", "Ctrl+S", N_("保存"), "save_here"),
    _one("Control-e", "Ctrl+E", N_("修改选中的一条"), "edit_here"),
    _one("Control-p", "Ctrl+P", N_("打印"), "print_here"),
    _one("Control-z", "Ctrl+Z", N_("撤销上一步"), "undo"),
    _one("Control-y Control-Shift-z", "Ctrl+Y", N_("重做撤销的一步"), "redo"),
    _one("Control-b", "Ctrl+B", N_("窄窗口：打开、收起右侧"), "flip_side"),
    _one("Control-d", "Ctrl+D", N_("浅色、深色"), "switch_mode"),
    _one("Control-l", "Ctrl+L", N_("锁屏"), "lock"),
    _one("Pause Control-Key-0", "Pause / Ctrl+0", N_("遮住屏幕，再按一次回来"), "blank"),
    *(
        Shortcut((f"Alt-Key-{nth}",), f"Alt+{nth}", N_("快速登记，见今日待办右侧"), "enter", (nth,))
        for nth in range(1, QUICK_KEYS + 1)
    ),
)

SCOPES = (
    Scope("window", N_("哪里都能用"), WINDOW),
    Scope(
        "move",
        N_("不用鼠标走动"),
        (
            _one("Tab", "Tab", N_("下一个，按看的顺序")),
            _one("Shift-Tab", "Shift+Tab", N_("上一个")),
            _one("Return", N_("回车"), N_("打开、按下")),
            _one("space", N_("空格"), N_("按下、勾选")),
            _one("Down", "↓", N_("下一项")),
            _one("Up", "↑", N_("上一项")),
            _one("Left", "←", N_("左边一项")),
            _one("Right", "→", N_("右边一项")),
            _one("Escape", "Esc", N_("返回、关闭")),
        ),
    ),
    Scope(
        "search",
        N_("查找框"),
        (
            _one("Down", "↓", N_("到清单里")),
            _one("Return", N_("回车"), N_("马上查找")),
            _one("Escape", "Esc", N_("清空")),
        ),
    ),
    Scope(
        "list",
        N_("清单"),
        (
            _one("Return", N_("回车"), N_("修改（窄窗口先看详情）")),
            _one("space", N_("空格"), N_("勾选")),
            _one("Down", "↓", N_("下一条")),
            _one("Up", "↑", N_("上一条")),
            _one("Next", "PgDn", N_("下一页")),
            _one("Prior", "PgUp", N_("上一页")),
            _one("Home Control-Home", "Home", N_("第一条")),
            _one("End Control-End", "End", N_("最后一条")),
            _one("Left", "←", N_("左边一格")),
            _one("Right", "→", N_("右边一格")),
            _one("Shift-Down", "Shift+↓", N_("连着勾选下一条")),
            _one("Shift-Up", "Shift+↑", N_("连着勾选上一条")),
            _one("Control-a", "Ctrl+A", N_("全部勾选")),
            _one("Control-c", "Ctrl+C", N_("复制成表格（已遮盖）")),
            _one("Control-v", "Ctrl+V", N_("把表格粘贴进来核对")),
            _one("F2", "F2", N_("改这一格（核对导入时）")),
            _one("Menu App Shift-F10", N_("菜单键"), N_("这一条能做的事")),
            _one("Delete", "Delete", N_("删除（可撤销）")),
            _one("Escape", "Esc", N_("放下勾选")),
        ),
    ),
    Scope(
        "building",
        N_("楼栋图"),
        (
            _one("Left", "←", N_("左边一户")),
            _one("Right", "→", N_("右边一户")),
            _one("Up", "↑", N_("上一层")),
            _one("Down", "↓", N_("下一层")),
            _one("Home", "Home", N_("这一层的第一户")),
            _one("End", "End", N_("这一层的最后一户")),
            _one("Return KP_Enter", N_("回车"), N_("打开住户")),
            _one("", "1–9", N_("换图层")),
            _one("Prior", "PgUp", N_("前一栋楼")),
            _one("Next", "PgDn", N_("后一栋楼")),
        ),
    ),
    Scope(
        "visit",
        N_("上门清单回录"),
        (
            _one("Return KP_Enter", N_("回车"), N_("已办，到下一户")),
            _one("minus KP_Subtract", N_("减号"), N_("未遇，到下一户")),
            _one("plus KP_Add", N_("加号"), N_("写说明")),
            _one("BackSpace", N_("退格"), N_("改回未办")),
            _one("Escape", "Esc", N_("回到上门清单")),
        ),
    ),
    Scope(
        "case",
        N_("调解案件页"),
        (
            _one("Control-Return Control-KP_Enter", N_("Ctrl+回车"), N_("办下一步")),
            _one("F6", "F6", N_("到下一区：当事人、办理经过、到期和缺材料")),
            _one("Shift-F6", "Shift+F6", N_("到上一区")),
            _one("Up", "↑", N_("上一项")),
            _one("Down", "↓", N_("下一项")),
            _one("Left", "←", N_("左边一项")),
            _one("Right", "→", N_("右边一项")),
            _one("Return KP_Enter space", N_("回车"), N_("打开、按下")),
            _one("Control-g", "Ctrl+G", N_("整本卷宗")),
            _one("Control-r", "Ctrl+R", N_("反馈移送单位，打印反馈函")),
            _one("Next", "PgDn", N_("往下")),
            _one("Prior", "PgUp", N_("往上")),
            _one("Escape", "Esc", N_("回到登记簿")),
        ),
    ),
    Scope(
        "dossier",
        N_("调解卷宗页"),
        (
            _one("Up", "↑", N_("上一项文书")),
            _one("Down", "↓", N_("下一项文书")),
            _one("Prior", "PgUp", N_("上一页")),
            _one("Next", "PgDn", N_("下一页")),
            _one("Return KP_Enter", N_("回车"), N_("补上这一项缺的")),
            _one("Control-Return Control-KP_Enter", N_("Ctrl+回车"), N_("归档")),
            _one("F6", "F6", N_("在目录和页面之间换")),
            _one("Escape", "Esc", N_("返回案件")),
        ),
    ),
    Scope(
        "form",
        N_("填表"),
        (
            _one("Control-s", "Ctrl+S", N_("保存")),
            _one("Escape", "Esc", N_("返回清单，填的内容留着")),
            _one("Control-z", "Ctrl+Z", N_("退回这一格刚才填的")),
            _one("Control-y Control-Shift-z", "Ctrl+Y", N_("重做这一格")),
        ),
    ),
    Scope(
        "import",
        N_("核对导入"),
        (
            _one("Control-Down", "Ctrl+↓", N_("下一处要看的")),
            _one("Control-Up", "Ctrl+↑", N_("上一处要看的")),
        ),
    ),
    Scope(
        "conditions",
        N_("筛选条件"),
        (
            _one("Left", "←", N_("左边一个")),
            _one("Right", "→", N_("右边一个")),
            _one("Return space", N_("回车"), N_("改这个条件")),
            _one("Delete BackSpace", "Delete", N_("去掉这个条件")),
        ),
    ),
    Scope(
        "choice",
        N_("选项和日期"),
        (
            _one("Down", "↓", N_("打开选项、下一项")),
            _one("Up", "↑", N_("上一项")),
            _one("Alt-Down F4", "Alt+↓ / F4", N_("打开日历")),
            _one("Return", N_("回车"), N_("选定")),
            _one("Escape", "Esc", N_("收起")),
        ),
    ),
    Scope(
        "columns",
        N_("选列"),
        (
            _one("space", N_("空格"), N_("显示或不显示")),
            _one("Alt-Down", "Alt+↓", N_("往后移")),
            _one("Alt-Up", "Alt+↑", N_("往前移")),
            _one("Left", "←", N_("窄一点")),
            _one("Right", "→", N_("宽一点")),
            _one("Return", N_("回车"), N_("按这列排序，再按反过来")),
            _one("Shift-Return", N_("Shift+回车"), N_("排完前面的再按这列排")),
            _one("Escape", "Esc", N_("关闭")),
        ),
    ),
    Scope(
        "menu",
        N_("菜单"),
        (
            _one("Down", "↓", N_("下一项")),
            _one("Up", "↑", N_("上一项")),
            _one("Home", "Home", N_("第一项")),
            _one("End", "End", N_("最后一项")),
            _one("Return", N_("回车"), N_("选定")),
            _one("Escape", "Esc", N_("收起")),
        ),
    ),
    Scope(
        "palette",
        N_("找人、找页面、找命令（Ctrl+K）"),
        (
            _one("Down", "↓", N_("下一项")),
            _one("Up", "↑", N_("上一项")),
            _one("Return", N_("回车"), N_("打开、执行")),
            _one("Control-Return", N_("Ctrl+回车"), N_("打开这个人的表")),
            _one("Escape", "Esc", N_("关闭")),
        ),
    ),
    Scope(
        "paper",
        N_("报表预览"),
        (
            _one("Next", "PgDn", N_("下一页")),
            _one("Prior", "PgUp", N_("上一页")),
            _one("Home", "Home", N_("第一页")),
            _one("End", "End", N_("最后一页")),
            _one("Down", "↓", N_("往下")),
            _one("Up", "↑", N_("往上")),
        ),
    ),
    Scope(
        "handbook",
        N_("使用手册"),
        (
            _one("Down", "↓", N_("目录里下一篇，正文里往下")),
            _one("Up", "↑", N_("目录里上一篇，正文里往上")),
            _one("Right Return", "→", N_("从目录到正文")),
            _one("Left", "←", N_("从正文回到目录")),
            _one("Tab", "Tab", N_("下一个链接，回车打开")),
            _one("Next space", "PgDn", N_("下一屏")),
            _one("Prior", "PgUp", N_("上一屏")),
            _one("Alt-Left BackSpace", "Alt+←", N_("回到上一篇")),
            _one("Escape", "Esc", N_("关闭，回到原来的地方")),
        ),
    ),
)

SHORTCUTS = tuple(one for one in WINDOW if one.act != "enter")
"""The keys of the whole window without the lines of quick entry, for the handbook."""

TAKEN = {
    # Fcitx 5: src/lib/fcitx/globalconfig.cpp; its clipboard, punctuation, chttrans, pinyin and table add-ons;
    # Fcitx 4 (UOS 20, Kylin V10): Ctrl+5 reloads; iBus: Super+space, libpinyin: Shift, Ctrl+., Shift+space.
    # Sogou and Microsoft Pinyin on Windows: Ctrl+space, Shift, Ctrl+Shift, Shift+space, Ctrl+., Ctrl+Shift+F.
    "input method": (
        "Control-space", "Shift-space", "Control-period", "Control-comma", "Control-semicolon", "Control-Key-5",
        "Control-Key-7", "Control-Key-8", "Control-Alt-p", "Control-Alt-e", "Control-Alt-h", "Control-Shift-f",
        "Control-Shift-u", "Control-Alt-Shift-c", "Super-space", "grave", "Control-grave", "Shift_L", "Shift_R",
        "Control-Shift_L", "Control-Shift_R", "Control-Alt-b", "Control-Alt-l", "Control-Shift-m",
    ),
    "desktop": (
        "Alt-F4", "Alt-Tab", "Alt-Shift-Tab", "Alt-space", "Alt-Escape", "Control-Escape", "Control-Alt-Delete",
        "Control-Alt-l", "Control-Alt-t", "Super-l", "Super-d", "Print", "F10", "F11",
    ),
}
