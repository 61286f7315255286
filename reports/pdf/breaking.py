"""Where Chinese lines end (kinsoku): forbidden signs at a line's start and end, words and numbers kept whole.

Rules as in printing practice: a closing sign that does not fit is squeezed into the line if the line is
justified, else it takes the character before it along; no opening bracket ends a line; —— and …… are one
sign; a last line of one lonely character is pulled up.
"""
from __future__ import annotations

from dataclasses import dataclass, field

NOT_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—％℃·々～.,;:!?)]}%‰°")
NOT_END = frozenset("（《〈「『【〔［｛“‘([{￥$＃№")
SQUEEZE = frozenset("，。、；：？！）》」』】〕”’")      # ink in the left half: may give up half an em


@dataclass(frozen=True)
class Token:
    """Characters that stay together, the face that draws them, and their width in points."""
    text: str
    face: object
    width: float


@dataclass
class Line:
    """One line: its tokens, where it starts, its natural width, whether it is stretched to the measure."""
    tokens: list[Token] = field(default_factory=list)
    start: float = 0
    width: float = 0
    stretch: bool = True

    def add(self, token: Token, width: float | None = None) -> None:
        self.tokens.append(token)
        self.width += token.width if width is None else width

    def pop(self) -> Token:
        token = self.tokens.pop()
        self.width -= token.width
        return token


def _is_word(sign: str) -> bool:
    return "!" <= sign <= "~"


def cut(text: str) -> list[str]:
    """The text in pieces that may not be broken inside: words and numbers, —— and ……, else single characters."""
    pieces: list[str] = []
    for sign in text:
        last = pieces[-1] if pieces else ""
        joins = last and ((_is_word(sign) and _is_word(last[-1])) or (sign in "—…" and last[-1] == sign))
        if joins:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


class Breaker:
    """Breaks the tokens of one paragraph. `measure` is the line's width, `size` the type size, both in points."""

    def __init__(self, measure: float, size: float, pitch: float, justify: bool) -> None:
        self.measure, self.size, self.pitch, self.justify = measure, size, pitch, justify

    def tokens(self, runs) -> list[Token]:
        """[(face, text)] as tokens; a newline is a token of its own."""
        return [self._token(piece, face) for face, text in runs for piece in cut(text)]

    def _token(self, text: str, face) -> Token:
        width = 0.0 if text == "\n" else face.width(text, self.size) + self.pitch * len(text)
        return Token(text, face, width)

    def lines(self, runs, first_indent: float) -> list[Line]:
        """The lines of a paragraph; every paragraph has at least one."""
        todo = self.tokens(runs)[::-1]                  # a stack: what is carried over is pushed back
        done, line = [], Line(start=first_indent)
        while todo:
            token = todo.pop()
            if token.text == "\n":
                line.stretch = False
                done.append(line)
                line = Line()
            elif not line.tokens and token.text == " ":
                continue
            elif line.start + line.width + token.width <= self.measure + 0.01:
                line.add(token)
            else:
                self._end(line, token, todo)
                done.append(line)
                line = Line()
                if todo and todo[-1].text == "\n":      # the squeezed sign was the paragraph's last: its end is here
                    todo.pop()
        if line.tokens or not done:
            line.stretch = False
            done.append(line)
        for each in done:
            while each.tokens and each.tokens[-1].text == " ":
                each.pop()
        self._pull_up(done)
        return done

    def _end(self, line: Line, token: Token, todo: list[Token]) -> None:
        """`token` does not fit: squeeze it in, or carry what may not stand there over to the next line."""
        if token.text[0] in NOT_START and line.tokens:
            if self._squeeze(line, token, 0.35):
                if todo:
                    following = todo.pop()              # a second closing sign right behind it: 。” ）。
                    if not self._squeeze(line, following, 0.6):
                        todo.append(following)
                if not (todo and todo[-1].text[0] in NOT_START):
                    return
                token = line.pop()
                self._mend(line)
            while len(line.tokens) > 1 and token.text[0] in NOT_START:
                todo.append(token)
                token = line.pop()
        while len(line.tokens) > 1 and line.tokens[-1].text[-1] in NOT_END:
            todo.append(token)
            token = line.pop()
        if line.tokens:
            todo.append(token)
        else:
            self._cut_word(line, token, todo)

    def _squeeze(self, line: Line, token: Token, slack: float) -> bool:
        """Put a closing sign into a full line: it gives half an em, a justified line gives `slack` em more."""
        half = token.width - self.size / 2
        room = self.measure + (self.size * slack if self.justify else 0.01)
        if token.text not in SQUEEZE or line.start + line.width + half > room:
            return False
        line.add(token, half)
        return True

    @staticmethod
    def _mend(line: Line) -> None:
        """The natural width again, after a squeezed sign went away."""
        line.width = sum(token.width for token in line.tokens)

    def _cut_word(self, line: Line, token: Token, todo: list[Token]) -> None:
        """A word longer than the line is cut where the line ends."""
        room, used, place = self.measure - line.start, 0.0, 0
        for sign in token.text:
            used += token.face.width(sign, self.size) + self.pitch
            if used > room and place:
                break
            place += 1
        line.add(self._token(token.text[:place], token.face))
        if token.text[place:]:
            todo.append(self._token(token.text[place:], token.face))

    def _pull_up(self, lines: list[Line]) -> None:
        """A last line of one lonely character goes to the line above if that can take it."""
        if len(lines) < 2 or not self.justify or not lines[-2].stretch:
            return
        above, last = lines[-2], lines[-1]
        signs = [token for token in last.tokens if token.text not in NOT_START]
        lonely = sum(len(token.text) for token in signs) <= 1 and last.width <= self.size * 1.6
        too_much = above.start + above.width + last.width - self.measure
        if lonely and len(above.tokens) > 15 and too_much <= self.size * 1.1:
            for token in last.tokens:
                above.add(token)
            lines.pop()


def wrap_cell(text: str, widths, room: float) -> list[str]:
    """Plain lines for a table cell; `widths` maps a character to its width in the unit of `room`.

    Simpler than `Breaker` and several times faster: rosters have tens of thousands of cells.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        start, used = 0, 0.0
        for place, sign in enumerate(paragraph):
            used += widths[sign]
            if used > room and place > start:
                end = _break_before(paragraph, start, place)
                lines.append(paragraph[start:end])
                start = end
                used = sum(map(widths.__getitem__, paragraph[start:place + 1]))
        lines.append(paragraph[start:])
    return lines


def balance(text: str, lines: list[str], widths, room: float) -> list[str]:
    """The same number of lines, but of even length: for centred cells and headers (部分/符合, never 部分符/合)."""
    if len(lines) < 2 or "\n" in text:
        return lines
    whole, step = sum(map(widths.__getitem__, text)), max(map(widths.__getitem__, text))
    word = max(sum(map(widths.__getitem__, piece)) for piece in cut(text))      # a word is not torn to be even
    for parts in range(2):
        even = wrap_cell(text, widths, min(room, max(word + 0.01, whole / len(lines) + parts * step / 2 + 0.01)))
        if len(even) == len(lines):
            return even
    return lines


def _break_before(text: str, start: int, place: int) -> int:
    """The best place to break at or before `place`, always after `start`."""
    end = _word_start(text, start, place)
    while end > start + 1 and (text[end] in NOT_START or text[end - 1] in NOT_END):
        end -= 1
    end = _word_start(text, start, end)                 # 75% does not become 7 and 5%
    if end == start + 1 and (text[end] in NOT_START or text[end - 1] in NOT_END):
        return place
    return max(end, start + 1)


def _word_start(text: str, start: int, place: int) -> int:
    """Where the word begins that `place` stands in; `place` itself if that word takes more than half the line.

    After a blank it is a word of a language written with blanks: it always goes to the next line.
    """
    end = place
    if _is_word(text[place]):
        while end > start and _is_word(text[end - 1]):
            end -= 1
    if end > start and text[end - 1] == " ":
        return end
    return end if end - start > (place - start) // 2 else place
