"""The handbook on paper: one topic or all of them, words only, as a Document for the PDF writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from center.about import NAME
from center.words import N_, say
from views.state.handbook import Topic, groups, topics
from views.state.handbook_text import Block, plain

if TYPE_CHECKING:
    from reports.document import Block as OnPaper
    from reports.document import Document

TITLE = N_("使用手册")


def paper(keys: Sequence[str], centre: str, made_at: datetime) -> Document:
    """Some topics, each under its heading; several are parted by the headings of the contents."""
    from reports.document import Document, Heading, Part

    chosen = [topics()[key] for key in keys]
    title = chosen[0].title if len(chosen) == 1 else say(TITLE)
    blocks: list[OnPaper] = []
    for group in groups():
        some = [one for one in chosen if one.key in group.topics]
        if some and len(chosen) > 1:
            blocks.append(Heading(1, group.label))
        for one in some:
            if len(chosen) > 1:
                blocks.append(Heading(2, one.title))
            blocks += _of_topic(one, 3 if len(chosen) > 1 else 1)
    return Document(
        "handbook", title, centre or NAME, (Part("", tuple(blocks)),), made_at=made_at, layout="text", subtitle=NAME
    )


def _of_topic(one: Topic, level: int) -> Iterator[OnPaper]:
    from reports.document import Facts, Heading, Text

    for rows, some in groupby(one.blocks, key=lambda block: block.kind == "row"):
        if rows:
            yield Facts(tuple((block.mark, _words(block)) for block in some), columns=1)
            continue
        for block in some:
            if block.kind == "heading":
                yield Heading(level, plain(block))
            elif block.kind != "picture":
                mark = "· " if block.kind == "point" else ""
                yield Text(mark + plain(block), style="note" if block.kind == "note" else "body")


def _words(block: Block) -> str:
    return "".join(f"【{one.text}】" if one.style == "key" else one.text for one in block.spans).strip()
