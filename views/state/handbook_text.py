"""The small Markdown of the handbook: `#` headings, paragraphs, numbered steps, points, notes, rows, pictures.

Inside a line: 【Ctrl+K】 is a key cap, words between two grave accents are what one types (shown bold),
`[words](topic)` leads to another topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_SPANS = re.compile(r"【(?P<key>[^】]+)】|`(?P<bold>[^`]+)`|\[(?P<words>[^]]+)\]\((?P<link>[a-z-]+)\)")
_STEP = re.compile(r"(\d+)\. (.*)")
_PICTURE = re.compile(r"!\[(.*)\]\(pictures/([a-z-]+\.png)\)")
_MADE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Span:
    """Words of one look: '' plain, `bold`, `key` (a key cap), `quiet`; with `link` they lead to that topic."""

    text: str
    style: str = ""
    link: str = ""


@dataclass(frozen=True)
class Block:
    """`text`, `heading`, `step` (its number in `mark`), `point`, `note`, `row` (its first cell in `mark`), `picture`.

    A picture has its file in `mark` and its caption in the spans; a row whose first cell is key caps has `keys`.
    """

    kind: str
    spans: tuple[Span, ...]
    mark: str = ""
    keys: bool = False


def spans(line: str) -> tuple[Span, ...]:
    """A line in its looks."""
    found, at = [], 0
    for match in _SPANS.finditer(line):
        if match.start() > at:
            found.append(Span(line[at : match.start()]))
        key, bold = match["key"], match["bold"]
        found.append(
            Span(key, "key") if key else Span(bold, "bold") if bold else Span(match["words"], "", match["link"])
        )
        at = match.end()
    if at < len(line):
        found.append(Span(line[at:]))
    return tuple(found)


def blocks(text: str, made: Mapping[str, Callable[[], list[Block]]]) -> Iterator[Block]:
    """The blocks of a topic. `{name}` alone on a line is what `made[name]()` gives (KeyError for an unknown one)."""
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        if match := _MADE.fullmatch(line):
            yield from made[match[1]]()
        else:
            yield _block(line)


def _block(line: str) -> Block:
    if match := _PICTURE.fullmatch(line):
        return Block("picture", spans(match[1]), match[2])
    if match := _STEP.fullmatch(line):
        return Block("step", spans(match[2]), match[1])
    if line.startswith("|"):
        mark, _, rest = line.strip("|").partition("|")
        mark = mark.strip()
        keys = mark.startswith("【")
        return Block("row", spans(rest.strip()), mark.strip("【】") if keys else mark, keys)
    for start, kind in (("## ", "heading"), ("- ", "point"), ("> ", "note")):
        if line.startswith(start):
            return Block(kind, spans(line.removeprefix(start)))
    return Block("text", spans(line))


def plain(block: Block) -> str:
    """A block's words without their looks: for finding, and for the command line."""
    words = "".join(f"【{one.text}】" if one.style == "key" else one.text for one in block.spans)
    mark = f"【{block.mark}】" if block.keys else block.mark
    if block.kind == "step":
        return f"{mark}. {words}"
    return f"{mark}　{words}" if block.kind == "row" else words
