"""The command line's words. `--data` and `--json` are taken before and after the subcommand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from views.folders import default_folder


def _common(parser: argparse.ArgumentParser, after: bool) -> None:
    # After the subcommand the default is left out, so that it does not undo what stood before it.
    missing = argparse.SUPPRESS if after else None
    parser.add_argument("--data", type=Path, metavar="DIR", default=missing, help="data folder (or CENTER_DATA)")
    parser.add_argument("--lang", metavar="CODE", default=missing, help="zh_CN, zh_TW or en (or CENTER_LANG)")
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if after else False,
        help="print one JSON object on stdout",
    )
    parser.add_argument(
        "--accept-clock",
        action="store_true",
        default=argparse.SUPPRESS if after else False,
        help="the computer's time was checked and is right",
    )


def parser() -> argparse.ArgumentParser:
    """The whole grammar; wrong usage exits with 2."""
    name = "dangqun-center" if getattr(sys, "frozen", False) else "main.py"
    top = argparse.ArgumentParser(prog=name, description="党群服务中心工作台")
    _common(top, after=False)
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND")

    def verb(name: str, help: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=help)
        _common(made, after=True)
        return made

    _making(verb)
    _asking(verb)
    _looking(verb)
    _doing(verb)
    _keeping(verb)
    return top


def _count(text: str) -> int:
    # A minus sign would count from the list's end, silently.
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of rows")
    return int(text)


def _making(verb) -> None:
    run = verb("run", "open the window; without a screen, make the demo centre and its papers")
    run.add_argument("file", nargs="?", type=Path, help="a backup that was opened in the file manager")
    init = verb("init", "set up a centre")
    init.add_argument("--center", required=True, metavar="NAME")
    init.add_argument("--admin", required=True, metavar="USER")
    init.add_argument("--level", default="社区", metavar="LEVEL")
    init.add_argument("--recovery-to", type=Path, metavar="FILE")
    demo = verb("demo", "make the demo centre (invented people)")
    demo.add_argument("--size", choices=("small", "full"), default="small")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--until", default="2026-11-20", metavar="DAY", help="the demo's data end on this day")


def _asking(verb) -> None:
    verb("records", "the records there are")
    verb("commands", "the commands there are")
    verb("papers", "the papers there are")
    listing = verb("list", "list a record")
    listing.add_argument("record")
    listing.add_argument("--search", default="", metavar="T")
    listing.add_argument(
        "--filter",
        "--where",
        action="append",
        default=[],
        metavar="列名=值",
        help="列名=值、值 | 列名=低..高 | 列名~文字 | 列名= (empty) | 列名!= (filled) | 列名=本月; repeat for 'and'",
    )
    listing.add_argument("--view", default="", metavar="NAME", help="as this account saved it; the rest narrows it")
    listing.add_argument("--sort", default="", metavar="列名,-列名", help="a minus goes down: --sort=-列名")
    listing.add_argument("--columns", default="", metavar="列名,列名")
    listing.add_argument(
        "--limit", type=_count, default=None, metavar="N", help="at most N rows (all of them without it)"
    )
    listing.add_argument("--uid", action="store_true", help="each row's UID first, as `do`, `show` and `dossier` ask")
    listing.add_argument("--all", action="store_true", help="also what stands aside until somebody asks (涉家暴)")
    listing.add_argument("--reveal", default="", metavar="REASON")
    book = verb("handbook", "the handbook's text; its contents without a topic")
    book.add_argument("topic", nargs="?", default="")
    due = verb("today", "what is due for this account")
    due.add_argument("--to", type=Path, metavar="FILE.pdf")
    _language(due)
    finding = verb("find", "find anyone")
    finding.add_argument("text")
    finding.add_argument("--uid", action="store_true", help="each hit's record and UID first")
    finding.add_argument("--limit", type=_count, default=20, metavar="N")


def _looking(verb) -> None:
    one = verb("show", "one row, masked")
    one.add_argument("record")
    one.add_argument("id", metavar="UID")
    one.add_argument("--to", type=Path, metavar="FILE.pdf", help="write it as a paper")
    _language(one)
    one.add_argument("--reveal", default="", metavar="列名", help="one value in full; needs --reason")
    one.add_argument("--reason", default="")
    visit = verb("visit", "one work list in walking order; enter it by the numbers of its sheet (3,5-9)")
    visit.add_argument("id", metavar="UID")
    visit.add_argument("--done", default="", metavar="N,N-N")
    visit.add_argument("--not-met", default="", metavar="N,N-N", help="nobody met: goes with the list")
    visit.add_argument("--clear", default="", metavar="N,N-N", help="neither done nor nobody met")
    visit.add_argument("--note", default="", metavar="TEXT", help="for --done")
    visit.add_argument("--on", default="", metavar="DAY", help="for --done; today without it")
    check = verb("inspection", "the self-inspection of a period: its scores, and what waits for a person's yes")
    check.add_argument("period", nargs="?", default="", metavar="2026Q4")
    told = verb("timeline", "everything that was done with one row")
    told.add_argument("record")
    told.add_argument("id", metavar="UID")
    told.add_argument("--limit", type=_count, default=30, metavar="N")
    files = verb("attachments", "the files of one row; add them with: do attachments.add")
    files.add_argument("record")
    files.add_argument("id", metavar="UID")
    files.add_argument("--save", default="", metavar="FILE-UID", help="write this one out")
    files.add_argument("--to", type=Path, metavar="FILE")
    files.add_argument("--reason", default="")


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language", default="", metavar="CODE", help="of the paper: zh_CN (unless asked), zh_TW or en"
    )


def _doing(verb) -> None:
    importing = verb("import", "import a workbook")
    importing.add_argument("record")
    importing.add_argument("file", type=Path)
    importing.add_argument("--dry-run", action="store_true")
    importing.add_argument("--create-missing", action="store_true")
    importing.add_argument("--ask", choices=("new", "skip"), default="")
    importing.add_argument("--sheet", default=None)
    importing.add_argument("--failed", type=Path, metavar="OUT.xlsx")
    importing.add_argument("--committee", default="", help="cases: whose register it is, where there are several")
    importing.add_argument("--type", action="append", default=[], metavar="OLD=NEW", dest="types",
                           help="cases: what an old name of a type means today; kept for the next register")
    importing.add_argument("--another", action="append", default=[], type=int, metavar="ROW",
                           help="cases: this row of the file is another case than the one it may be")
    list_ = verb("intake", "places that a list of doors or households names and that are not there yet")
    list_.add_argument("file", type=Path)
    list_.add_argument("--sheet", default=None)
    list_.add_argument("--make", action="append", default=[], metavar="BUILDING|all", help="make these as one act")
    do = verb("do", "do one command")
    do.add_argument("command")
    do.add_argument("arguments", nargs="?", default="{}", metavar="JSON")
    do.add_argument("--reason", default="")
    paper = verb("paper", "write a paper")
    paper.add_argument("name")
    paper.add_argument("--period", default="", metavar="2026|2026H1|2026Q3|2026-09")
    paper.add_argument("--set", action="append", default=[], metavar="k=v", dest="settings")
    paper.add_argument("--reveal", default="", metavar="REASON")
    paper.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx|.pdf")
    _language(paper)
    sheet = verb("sheet", "a building's sheet that came back (sent out by: paper building_sheet --set building=UID)")
    sheet.add_argument("file", type=Path)
    sheet.add_argument(
        "--take",
        choices=("offers", "all", "none"),
        default="",
        help="take it back: only what nobody here changed, conflicts too, or no cell; without it only look. "
        "Single cells: do places.take_sheet",
    )
    _binding(verb)
    verb("undo", "take back the last act")
    verb("redo", "do again what was taken back last")
    verb("removed", "what was removed lately and can be put back (do restore_removed)")
    drafts = verb("drafts", "the half-typed forms of this account")
    drafts.add_argument("--drop", type=_count, default=0, metavar="N", help="give up draft N of the list")


def _binding(verb) -> None:
    volume = verb("dossier", "a case's dossier: contents, what lacks, its PDF, filing (sign: do case_papers.sign)")
    volume.add_argument("case", nargs="*", metavar="UID", help="several simple cases: one volume; needs --period")
    volume.add_argument("--to", type=Path, metavar="FILE.pdf", help="write the bound PDF")
    volume.add_argument("--anonymous", action="store_true", help="the copy for teaching")
    volume.add_argument("--also", action="append", default=[], metavar="NAME", help="a further name to replace there")
    volume.add_argument("--period", default="", metavar="2026-11|2026Q4", help="bind simple cases of a period")
    volume.add_argument("--committee", default="", metavar="UID", help="with --period: all its simple closed cases")
    volume.add_argument("--file", action="store_true", help="file it; needs --filer and --retention")
    volume.add_argument("--filer", default="", metavar="NAME")
    volume.add_argument("--retention", default="", metavar="短期|长期|永久")
    volume.add_argument("--statement", default="")


def _keeping(verb) -> None:
    account = verb("account", "who may sign in; a new password is taken from CENTER_NEW_PASSWORD")
    account.add_argument("act", choices=("add", "reset", "close", "password", "recovery"))
    account.add_argument("login", nargs="?", default="")
    account.add_argument("--name", default="")
    account.add_argument("--roles", default="", metavar="角色、角色")
    account.add_argument("--recovery-to", type=Path, metavar="FILE", help="where the new recovery key is written")
    support = verb("support", "pack logs, versions and counts; no personal value")
    support.add_argument("--to", type=Path, required=True, metavar="ZIP")
    backup = verb("backup", "write a verified backup")
    backup.add_argument("--to", type=Path, required=True, metavar="FILE")
    restore = verb("restore", "restore a backup into the data folder")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--recovery", default="", metavar="KEY", help="unlock with the recovery key (or CENTER_RECOVERY)"
    )
    verb("check", "check the store, its audit chain and its newest backup")
    look = verb("look", "write a picture of every page")
    look.add_argument("--to", type=Path, required=True, metavar="DIR")
    look.add_argument("--handbook", action="store_true", help="make the pictures of the handbook instead")


def folder(arguments: argparse.Namespace) -> Path:
    """The data folder that was asked for."""
    return arguments.data or default_folder()
