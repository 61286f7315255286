"""A list of names of which some are chosen, in an order of their own: what a clerk does to it by keys. No Tk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Ordered:
    """`names` code → name; `chosen` codes in their order. The others stand behind, in the order of `names`."""

    def __init__(self, names: Mapping[str, str], chosen: Iterable[str]) -> None:
        self.names = dict(names)
        self.chosen = [code for code in dict.fromkeys(chosen) if code in self.names]

    @property
    def codes(self) -> list[str]:
        """All of them as they stand: the chosen ones first."""
        return [*self.chosen, *(code for code in self.names if code not in self.chosen)]

    def flip(self, code: str) -> None:
        """Choose one, as the last; or leave it out."""
        if code in self.chosen:
            self.chosen.remove(code)
        elif code in self.names:
            self.chosen.append(code)

    def move(self, code: str, by: int) -> bool:
        """A chosen one before or behind its neighbour; False at the ends, and for one that is not chosen."""
        if code not in self.chosen:
            return False
        at = self.chosen.index(code)
        if not 0 <= at + by < len(self.chosen):
            return False
        self.chosen.insert(at + by, self.chosen.pop(at))
        return True
