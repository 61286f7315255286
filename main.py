"""The program's door: it only dispatches, and it is the last net under the command line."""
from __future__ import annotations

import sys


def main(argv: list[str]) -> int:
    """Exit code: 0 done, 1 the user's to fix, 2 wrong usage, 3 a bug of ours (logged under a number)."""
    if argv[:1] == ["--read-sheet"]:  # the child process that parses a workbook (reports.reading)
        from reports.reading.child import main as read_sheet

        return read_sheet(argv[1:])
    from views.logs import incident, keep_log

    keep_log()
    try:
        return _dispatch(argv)
    except BrokenPipeError:  # whoever read our words has heard enough
        sys.stdout = None
        return 0
    except Exception as error:  # the last net: no traceback on the screen, it may quote what was typed
        told = f"程序出错了，没有保存任何内容。请把编号 {incident(error)} 告诉维护人员（support 命令可以打包日志）"
        print(told, file=sys.stderr)
        return 3


def _dispatch(argv: list[str]) -> int:
    from views.cli.arguments import parser
    from views.installed import watch

    watch()
    arguments = parser().parse_args(argv)
    if arguments.verb in (None, "run", "look"):
        from views.starting import start

        return start(arguments)
    from views.cli import main as command_line

    return command_line(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
