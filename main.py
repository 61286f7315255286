"""The program's door: it only dispatches."""
from __future__ import annotations

import sys


def main(argv: list[str]) -> int:
    """Exit code of the program."""
    if argv[:1] == ["--read-sheet"]:  # the child process that parses a workbook (reports.reading)
        from reports.reading.child import main as read_sheet

        return read_sheet(argv[1:])
    from views.cli.arguments import parser

    arguments = parser().parse_args(argv)
    if arguments.verb in (None, "run", "look"):
        from views.starting import start

        return start(arguments)
    from views.cli import main as command_line

    return command_line(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
