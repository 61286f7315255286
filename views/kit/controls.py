"""The one door to the kit's controls: pages import from here."""

from views.kit.buttons import Button, Link
from views.kit.choice import ChoiceField
from views.kit.entry import Entry
from views.kit.fields import DateField, Field, LongField, TextField, YesField, submit_on_enter
from views.kit.pills import Pills
from views.kit.search_box import SearchBox
from views.kit.surface import Chip, Disc, Label, Panel, Rule

__all__ = [
    "Button",
    "Chip",
    "ChoiceField",
    "DateField",
    "Disc",
    "Entry",
    "Field",
    "Label",
    "Link",
    "LongField",
    "Panel",
    "Pills",
    "Rule",
    "SearchBox",
    "TextField",
    "YesField",
    "submit_on_enter",
]
