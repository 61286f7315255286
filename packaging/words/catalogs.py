"""The translations: templates/locale/<language>/LC_MESSAGES/messages.po, kept in step with the .pot, and its .mo.

A .po is edited by hand; here it only takes up new messages (empty) and drops those that are gone. Nothing is guessed
(no fuzzy ones): a wrong word on a button is worse than a Chinese one. The .mo is what the program reads; it is made of
the .po alone, so the same .po gives the same bytes.
"""
from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

LANGUAGES = ("en", "zh_TW")
PROJECT = "党群服务中心工作台"
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed day: the files change when words do, and only then
HEADER = {
    "en": f"# {PROJECT}: the words in English. The terms are those of templates/glossary.toml.",
    "zh_TW": f"# {PROJECT}：繁體中文的字句。用語見 templates/glossary.toml。",
}


def po_path(locale: Path, language: str) -> Path:
    """Where the translations of a language stand."""
    return locale / language / "LC_MESSAGES" / "messages.po"


def read(path: Path, language: str):
    """A .po file as a babel catalog; an empty one when there is none yet."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def kept_in_step(words, old, language: str):
    """The messages of the template with the translations that the old catalog has for them."""
    from babel.messages.catalog import Catalog

    new = Catalog(locale=language, project=PROJECT, version="0", msgid_bugs_address="-", last_translator="-",
                  language_team="-", charset="utf-8", creation_date=NO_DAY, revision_date=NO_DAY, fuzzy=False,
                  header_comment=HEADER.get(language, ""))
    for message in words:
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known and not known.fuzzy else "", locations=message.locations)
    return new


def as_po(catalog) -> bytes:
    """The bytes of a .po file."""
    from babel.messages.pofile import write_po

    buffer = BytesIO()
    write_po(buffer, catalog, width=120, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    return buffer.getvalue()


def as_mo(catalog) -> bytes:
    """The bytes of the .mo file that the program reads."""
    from babel.messages.mofile import write_mo

    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def missing(catalog) -> list[str]:
    """The messages without a translation."""
    return [message.id for message in catalog if message.id and (not message.string or message.fuzzy)]


def merge(catalog, translations: dict[str, str]) -> list[str]:
    """Put translations into a catalog; returns those whose message it does not know."""
    unknown = []
    for text, translated in translations.items():
        message = catalog.get(text)
        if message is None:
            unknown.append(text)
        else:
            message.string = translated
    return unknown


GAP = re.compile(r"\{(\w*)[^{}]*\}")


def gaps(text: str) -> list[str]:
    """The placeholders of a message as they are written, sorted: both languages must have the same."""
    return sorted(match[0] for match in GAP.finditer(text))


def update(locale: Path, words) -> dict[str, list[str]]:
    """Bring every language in step with the template and compile it; what is untranslated, by language."""
    found = {}
    for language in LANGUAGES:
        path = po_path(locale, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = kept_in_step(words, read(path, language), language)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        found[language] = missing(catalog)
    return found
