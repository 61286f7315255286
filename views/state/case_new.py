"""A dispute told for the first time: the fields of its page, any number of parties, and what is registered of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from center.cases.parties import TOLD_APART
from center.desk import Desk
from center.mediation.clauses import of_an_agreement
from center.mediation.studios import full_names
from center.words import N_, say
from db.codes import code_list
from db.listing import Query
from db.models.case_work import Agreement
from db.models.cases import Case, CaseAgent, CaseParty
from db.models.mediation import Committee, Mediator, Studio
from db.models.people import Person
from views.state.case_asks import Ask, Typing, chosen, of
from views.state.counter import Counter
from views.state.typing import offered

Texts = Mapping[str, str]
NO_COMMITTEE = N_("还没有调委会，请先到“调解组织”新增")
YOURSELF, NAME_HELP = N_("不填是您本人"), N_("不填由当事人和类型组成")
HOST, AGENT = N_("主持的调解员"), N_("代表人、代理人")
RESIDENT = N_("{name}　{detail}")
PARTY_FIELDS = ("side", "kind", "name", "sex", "age", "phone", "id_card", "address")
OF_A_PERSON = ("sex", "age", "id_card")
"""Not asked of an organisation."""
AGENT_FIELDS = ("kind", "name", "relation", "authority")
AGENTS = ("agent", "agent2", "agent3")
"""Who act for a party, line by line: a unit's representative and two agents have room. A line opens with the name of
the one before it, so that who has one agent, or none, meets no more fields."""
NEXT_AGENT = {"agent2": N_("第二位代理人"), "agent3": N_("第三位代理人")}
REFERRED = ("referred_by", "referrer", "letter", "referred_on", "referrer_contact", "referrer_phone", "reply_due")
AGREEMENT = ("facts", "clauses", "performance", "amount")
SIDES = ("applicant", "respondent")
IN_OFFICE = (("until", "empty", True),)
MEDIATES = (*IN_OFFICE, ("duty", "ne", "clerk"))
"""Who is offered to preside: 记录员 neither preside nor take part."""


class NewCase:
    """What a new case asks for. Texts by path: `name`, … and of party n `p0.name`, `p0.agent.name`."""

    def __init__(self, desk: Desk, counter: Counter, simple: bool = False) -> None:
        self.desk, self.counter, self.simple = desk, counter, simple
        self.committees = self._named(Committee, ("name",))
        self.mediators = self._named(Mediator, ("person.name",), MEDIATES)
        self._residents: dict[str, int] = {}

    def _named(self, record: type, paths: Sequence[str], filters: tuple = ()) -> list[tuple[str, str]]:
        ids = self.desk.ids(Query(record, filters=filters))
        return [(str(row.id), row.texts[0]) for row in self.desk.rows(record, ids, list(paths))]

    @property
    def typing(self) -> Typing:
        """Readers of the fields."""
        return Typing(self.desk.today())

    # ---- the case's own fields
    @property
    def type_ask(self) -> Ask:
        """The type of dispute: its initials are enough. A case that is only registered may wait for it."""
        return chosen("type", Case.type.label, "dispute_type", required=self.simple)

    def case_asks(self) -> tuple[Ask, ...]:
        """Source, type, days, words; what is seldom changed stands last."""
        today = self.desk.today().isoformat()
        own = self._own()
        committee = Ask("committee", Case.committee.label, "code", True, width=24, choices=tuple(self.committees),
                        start=self.committees[0][0] if self.committees else "",
                        help="" if self.committees else NO_COMMITTEE)
        host = Ask("host", HOST, "code", width=14, choices=tuple(self.mediators), start=own,
                   help=YOURSELF if self.simple and not own else "")
        source = "own" if self.simple else "application"
        first = [chosen("source", Case.source.label, "case_source", source, required=True), self.type_ask, host,
                 Ask("registered_on", Case.registered_on.label, "date", True, width=14, start=today)]
        if self.simple:
            first = [host, *first[3:], first[0]]
        if len(self.committees) != 1:
            first.append(committee)
        if self.simple:
            return (*first, Ask("namesakes", TOLD_APART, width=14, when=_namesakes))
        called = full_names()
        studios = tuple((rid, called[int(rid)]) for rid, _typed in self._named(
            Studio, ("name",), (("closed_on", "empty", True),)))
        texts = [of(Case, "brief"), of(Case, "requests"), of(Case, "name", help=NAME_HELP, required=False, width=14)]
        if studios:
            texts.append(Ask("studio", Case.studio.label, "code", width=14, choices=studios))
        closed = [of(Case, "manner", start="open", help=""),
                  of(Case, "manner_why", when=lambda texts: texts.get("manner") == "closed"),
                  of(Case, "scope", start="ordinary", help=""), of(Case, "violence", help="")]
        return (*first, *texts, *closed)

    def _own(self) -> str:
        """The mediator that this account stands for, else nobody."""
        mine = self.desk.ids(Query(Mediator, filters=MEDIATES))
        names = {row.id: row.texts[0] for row in self.desk.rows(Mediator, mine, ["person.name"])}
        return next((str(rid) for rid, name in names.items() if name == self.desk.who.name), "")

    def referral_asks(self) -> tuple[Ask, ...]:
        """Who referred it: letter, day, contact, until when to reply."""
        return tuple(of(Case, name) for name in REFERRED)

    def result_asks(self) -> tuple[Ask, ...]:
        """Of a simple case: what it is about, what was agreed."""
        texts = of_an_agreement(self.desk, None, *code_list("dispute_type").items)  # which type it is, is told below
        return (of(Agreement, "facts", help="", required=True), of(Agreement, "clauses", help=""), self.type_ask,
                of(Agreement, "performance", kind="text", width=14), of(Agreement, "amount"),
                Ask("finished", N_("当场已履行，一并结案"), "yes", width=14, start="是"),
                Ask("declined", N_("各方不申请司法确认"), "yes", width=14),
                Ask("clause", N_("插入常用条款"), "code", width=14, choices=tuple((name, name) for name in texts),
                    into="clauses", inserts=texts))

    # ---- a party
    def party_asks(self, nth: int) -> tuple[Ask, ...]:
        """One party: its side first; the name may be chosen from the residents."""
        def a_person(texts: Texts) -> bool:
            return texts.get(f"p{nth}.kind") != "organisation"

        side = SIDES[min(nth, 1)]
        starts = {"side": side, "kind": "person"}
        names = ("name", "side", "phone") if self.simple else PARTY_FIELDS
        asks = [of(CaseParty, name, f"p{nth}.{name}", start=starts.get(name, ""), help="", width=10,
                   when=a_person if name in OF_A_PERSON and not self.simple else None) for name in names]
        if not self.simple:
            asks += agent_asks(f"p{nth}.")
        return tuple(asks)

    def residents(self, typed: str) -> list[str]:
        """Residents that fit a name, told apart by what an offer shows; taken only when chosen."""
        if len(typed.strip()) < 2 or not self.desk.may("people.read"):
            return []
        found = []
        for value, title, _none, detail in offered(self.desk, Person, typed, self.counter)[:8]:
            words = say(RESIDENT, name=title, detail=detail) if detail else title
            self._residents[words] = int(value[1:])
            found.append(words)
        return found

    def chosen_resident(self, words: str) -> tuple[int, str] | None:
        """(id, name) when what stands in a name's field is one of the residents that were offered."""
        rid = self._residents.get(words)
        return None if rid is None else (rid, words.split("　")[0])

    # ---- registering
    def told_of(self, texts: Texts) -> list[int]:
        """Numbers of the parties of whom anything was typed; what stands there anyway, side and kind, is nothing."""
        found = {path[1:].partition(".")[::2] for path, words in texts.items()
                 if path[:1] == "p" and path[1:2].isdigit() and words.strip()}
        there = {"side", "kind", *(f"{line}.kind" for line in NEXT_AGENT)}
        return sorted({int(number) for number, name in found if name not in there})

    def party_values(self, texts: Texts, nth: int) -> dict[str, Any]:
        """What was typed of a party, with its agent; also without a name, which the command then asks for."""
        front = f"p{nth}."
        values: dict[str, Any] = {path.removeprefix(front): words for path, words in texts.items()
                                  if path.startswith(front) and words.strip() and not of_agent(path)}
        if resident := self.chosen_resident(values.get("name", "")):
            values["person"], values["name"] = resident
        if agents := agent_values(texts, front, values.get("kind") == "organisation"):
            values["agents"] = agents
        return values

    def parties(self, texts: Texts) -> list[dict[str, Any]]:
        """All of whom something was typed, in order: nothing that was typed is dropped unread."""
        return [self.party_values(texts, nth) for nth in self.told_of(texts)]

    def values(self, texts: Texts) -> dict[str, Any]:
        """The case's own values; without a name the command calls it after its parties."""
        fields = Case._meta.fields
        found: dict[str, Any] = {name: words for name, words in texts.items() if name in fields and words.strip()}
        if found.get("source") != "referral":
            found = {name: words for name, words in found.items() if name not in REFERRED}
        found["committee"] = int(texts.get("committee") or (self.committees[0][0] if self.committees else 0)) or None
        if found.get("studio"):
            found["studio"] = int(found["studio"])
        return found

    def register(self, texts: Texts) -> int:
        """Register it; returns the case's id. Raises Problems at `place_of` its paths."""
        parties = self.parties(texts)
        host = texts.get("host", "")
        workers = [{"mediator": int(host) if host.isdigit() else host, "role": "host"}] if host else []
        return self.desk.do("cases.register", values=self.values(texts), parties=parties, workers=workers)

    def settle(self, texts: Texts) -> int:
        """A simple case: registered, accepted, told, agreed by word and signed in one act; returns its id."""
        parties = self.parties(texts)
        values = self.values(texts)
        values["brief"] = texts.get("facts", "")
        agreement = {name: texts[name] for name in AGREEMENT if texts.get(name, "").strip()}
        if "clauses" not in agreement:
            agreement["clauses"] = ""
        host = texts.get("host", "")
        return self.desk.do("cases.simple", values={name: words for name, words in values.items() if name != "facts"},
                            parties=parties, agreement=agreement, host=int(host) if host.isdigit() else host or None,
                            finished=texts.get("finished") == "是", declined=texts.get("declined") == "是",
                            namesakes=texts.get("namesakes", ""))

    @staticmethod
    def place_of(path: str) -> str:
        """The field at which a problem's path stands."""
        parts = path.split(".")
        if parts[0] == "parties" and len(parts) > 2:
            rest = parts[2:] if parts[2] != "agents" else [AGENTS[int(parts[3])], *parts[4:]]
            return f"p{parts[1]}." + ".".join(rest)
        if parts[0] in ("workers", "host"):
            return "host"
        return path.removeprefix("agreement.")


def _namesakes(texts: Texts) -> bool:
    """Whether two of one name were typed, on whichever sides: then it is asked how they are told apart."""
    names = [words.strip() for path, words in texts.items()
             if path[:1] == "p" and path[1:2].isdigit() and path.endswith(".name") and not of_agent(path)]
    return len({name for name in names if name}) < len([name for name in names if name])


# ---- who acts for a party
def of_agent(path: str) -> bool:
    """Whether a field is one of an agent: `p0.agent2.name`, `agent.kind`."""
    return path.split(".")[-2:][0] in AGENTS


def agent_asks(front: str, late: bool = False) -> list[Ask]:
    """Who acts for one party, line by line, behind `front`. `late`: also of the first one only her name stands there
    at the beginning, for a form that is mostly filled in without her."""
    found = []
    for place, line in enumerate(AGENTS):
        names = AGENT_FIELDS if not place and not late else ("name", "kind", *AGENT_FIELDS[2:])
        for name in names:
            label = NEXT_AGENT[line] if place and name == "name" else CaseAgent._meta.fields[name].label
            if not place and name == names[0]:
                label = AGENT
            opener = not place and not late if name != "name" else not place
            found.append(of(CaseAgent, name, f"{front}{line}.{name}", help="", required=False, width=10, label=label,
                            start="agent" if place and name == "kind" else "",
                            when=None if opener else _opens(front, place, name)))
    return found


def _opens(front: str, place: int, name: str) -> Callable[[Texts], bool]:
    """A name when the one before stands there, the rest with the name; what was typed never goes out of sight. Two
    agents are enough: a third line is for who has a representative or a guardian besides."""
    line = AGENTS[place]

    def typed(texts: Texts, at: str, *names: str) -> bool:
        return any(texts.get(f"{front}{at}.{one}", "").strip() for one in names)

    def when(texts: Texts) -> bool:
        if typed(texts, line, "name", "relation", "authority"):
            return True
        if name != "name" or not typed(texts, AGENTS[place - 1], "name"):
            return False
        unit = texts.get(f"{front}kind") == "organisation"
        kinds = [texts.get(f"{front}{one}.kind", "") or _usual(unit, nth) for nth, one in enumerate(AGENTS[:place])]
        return kinds.count("agent") < 2

    return when


def _usual(unit: bool, place: int) -> str:
    """Who acts for a party, where nobody says: first the representative of a unit."""
    return "representative" if unit and not place else "agent"


def agent_values(texts: Texts, front: str, unit: bool) -> list[dict[str, str]]:
    """What was typed of those who act for a party, in their order; a line of which only its kind stands is none."""
    found = []
    for place, line in enumerate(AGENTS):
        typed = {name: words for name in AGENT_FIELDS if (words := texts.get(f"{front}{line}.{name}", "")).strip()}
        if typed and (set(typed) != {"kind"} or not place):
            found.append({"kind": _usual(unit, place)} | typed)
    return found
