"""What happened in the demo's disputes: invented people, told as the steps of the course, each on its day.

A step is (day, command, arguments); days are those of the demo that ends on 2026-11-20, `center.demo.disputes` moves
them. A story's first step registers it.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

HOST, STUDIO, ALL = "孙秀英", "晨光社区秀英调解工作室", "all"
Step = tuple[str, str, dict[str, Any]]


class Story(NamedTuple):
    """One dispute: its key, what the register says, its parties and workers, its steps."""

    key: str
    values: dict[str, Any]
    parties: list[dict[str, Any]]
    steps: list[Step]
    workers: list[dict[str, Any]]


def one(side: str, name: str, sex: str = "", birth: str = "", work: str = "", address: str = "", phone: str = "",
        **more: Any) -> dict[str, Any]:
    """A party that is a person."""
    given = {"side": side, "kind": "个人", "name": name, "sex": sex, "birth": birth, "occupation": work,
             "address": address, "phone": phone, "ethnicity": "汉族" if sex else ""} | more
    return {field: value for field, value in given.items() if value}


def unit(side: str, name: str, head: str, duty: str, address: str, phone: str, *agents: dict) -> dict[str, Any]:
    """A party that is an organisation, with who represents it."""
    return {"side": side, "kind": "单位", "name": name, "address": address, "phone": phone,
            "agents": [{"kind": "法定代表人或负责人", "name": head, "relation": duty}, *agents]}


def story(key: str, on: str, name: str, kind: str, source: str, brief: str, parties: list, *steps: Step,
          host: str = HOST, recorder: str = "陈晓梅", **more: Any) -> Story:
    """A story that goes step by step; the studio's when the host works there."""
    values = {"name": name, "type": f"{kind}纠纷", "source": source, "registered_on": on, "brief": brief} | more
    if host == HOST and "studio" not in values:
        values["studio"] = STUDIO
    workers = [{"mediator": host, "role": "主持调解"}]
    if recorder:
        workers.append({"mediator": recorder, "role": "记录人"})
    return Story(key, values, parties, [(on, "cases.register", {}), *steps], workers)


def spoken(key: str, on: str, name: str, kind: str, brief: str, pair: tuple[str, str], clauses: str,
           host: str = HOST, visited: str = "", seen: Sequence[Step] = (), **agreement: Any) -> Story:
    """A small dispute settled on the spot, by word; finished on that day unless something is still promised. `seen`
    are photos of it."""
    values = {"name": name, "type": f"{kind}纠纷", "source": "当事人申请", "registered_on": on, "brief": brief}
    if host == HOST:
        values["studio"] = STUDIO
    parties = [one("申请人", pair[0]), one("被申请人", pair[1])]
    finished = not agreement.get("promises")
    step = (on, "cases.simple", {"agreement": {"clauses": clauses, "facts": brief, **agreement}, "host": host,
                                 "finished": finished, "declined": True})
    later = [came(visited, "没有再起争执。", pair[0])] if visited else []
    return Story(key, values, parties, [step, *seen, *later], [])


def accepted(on: str) -> tuple[Step, ...]:
    """Accepted, and everybody told of rights and duties, on one day."""
    return (on, "cases.accept", {"agreed": ALL}), (on, "cases.notify", {})


def sat(on: str, result: str, record: str, begins: str = "9:00", ends: str = "10:30", **more: Any) -> Step:
    """A session."""
    return on, "cases.session", {"result": result, "record": record, "begins": begins, "ends": ends,
                                 "place": "矛盾调解室"} | more


def wrote(on: str, facts: str, clauses: str, promises: list | None = None, **more: Any) -> Step:
    """A written agreement."""
    return on, "cases.agree", {"form": "书面协议", "facts": facts, "clauses": clauses,
                               "promises": promises or []} | more


def owes(what: str, debtor: str, creditor: str, amount: str, due_on: str) -> dict[str, Any]:
    """One promise."""
    given = {"what": what, "debtor": debtor, "creditor": creditor, "amount": amount, "due_on": due_on}
    return {name: value for name, value in given.items() if value}


def signed(on: str, *parties: str) -> Step:
    """Everybody (or some) signed, and the seal stands on it."""
    return on, "cases.sign", {"party": list(parties) or ALL, "worker": ALL, "seal": True}


def kept(on: str, *papers: tuple[str, dict[str, Any]]) -> tuple[Step, ...]:
    """Papers that were printed, signed and put away."""
    return tuple((on, "case_papers.sign", {"kind": kind} | more) for kind, more in papers)


def photo(on: str, sketch: str, name: str) -> Step:
    """A photo that came as evidence; the demo draws it."""
    return on, "photograph", {"sketch": sketch, "name": name}


def looked(on: str, *parties: str) -> tuple[Step, ...]:
    """Originals of identity papers that were looked at; no copy is kept."""
    return tuple((on, "case_papers.check_original", {"party": name, "by": "陈晓梅"}) for name in parties)


def paid(on: str, state: str = "已履行", what: str = ALL, **more: Any) -> Step:
    """What came of a promise."""
    return on, "cases.perform", {"performance": what, "state": state} | more


def came(on: str, record: str, subject: str, satisfaction: str = "满意", **more: Any) -> Step:
    """A return visit."""
    return on, "cases.visit", {"record": record, "subject": subject, "satisfaction": satisfaction} | more
