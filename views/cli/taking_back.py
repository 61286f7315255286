"""redo, removed and drafts: doing again, what can be put back, and forms that were not finished."""

from __future__ import annotations

from argparse import Namespace

from center import drafts as half_typed
from center import removed as gone
from center.acts import act_words
from center.words import N_, say
from db.errors import Missing
from views.cli.speaking import Answer, desk


def redo(arguments: Namespace) -> Answer:
    """Do again what was taken back last."""
    with desk(arguments) as opened:
        label = opened.redo()
    return Answer({"redone": label}, say(N_("已重做：{label}"), label=act_words(label)))


def removed(arguments: Namespace) -> Answer:
    """List what was removed, newest first; `do restore_removed '{"rows": [id]}'` puts it back.

    What went by one undo is one line: `'{"rows": [], "acts": [act]}'`.
    """
    with desk(arguments) as opened:
        lines = gone.lines(opened)
    rows = [{"id": one.uid, "what": one.what, "title": one.title, "at": f"{one.at:%Y-%m-%d %H:%M}", "who": one.who}
            | ({"count": one.rows, "act": one.act} if one.rows > 1 else {}) for one in lines]
    words = "\n".join("  ".join(str(text) for text in {**row, "what": say(row["what"])}.values()) for row in rows)
    return Answer({"removed": rows}, words or say(N_("最近没有删除过什么")))


def drafts(arguments: Namespace) -> Answer:
    """List the half-typed forms, or give one up. What was typed is not printed."""
    with desk(arguments) as opened:
        kept = [one for one in opened.drafts() if half_typed.known(opened, one)]
        if arguments.drop:
            if arguments.drop > len(kept):
                raise Missing("没有第 {number} 份草稿，请用 drafts 看有哪些", number=arguments.drop)
            one = kept.pop(arguments.drop - 1)
            opened.drop_draft(one.id)
            name = half_typed.label_of(one, half_typed.short)
            return Answer({"dropped": name}, say(N_("已放弃：{name}"), name=name))
        today = opened.today()
        rows = [{"name": half_typed.label_of(one, half_typed.short), "at": half_typed.when(one, today)} for one in kept]
    words = "\n".join(f"{place}. {row['name']}  {row['at']}" for place, row in enumerate(rows, start=1))
    return Answer({"drafts": rows}, words or say(N_("没有没填完的草稿")))
