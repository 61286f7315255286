"""A TrueType font for reportlab, written as one Type0 font whose character codes are UTF-16 code units.

reportlab's own TTFont cuts a Chinese font into pieces of 256 characters and writes a wrong ToUnicode for
characters outside the BMP, so that 𬱖 is copied out of the paper as garbage. Here a CIDToGIDMap leads from
the UTF-16 unit to the glyph, and encoding a text is one call. Word spacing does not act on two-byte codes:
justify with character spacing.
"""
from __future__ import annotations

from struct import pack

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

_FIRST_PRIVATE_CODE = 0xD800      # surrogates are never characters of the BMP: free for the others
_CMAP_HEAD = ("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
              "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
              "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
              "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange")
_CMAP_TAIL = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")


class _Use:
    """What one PDF has used of the font; the names are those reportlab looks for."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.private: dict[str, int] = {}
        self.internalName: str | None = None
        self.frozen = 0
        self.subsets = [[0]]
        self.namePrefix = "F"

    def code(self, sign: str) -> int:
        """The two-byte code of a character in this PDF."""
        if sign <= "\uffff":
            return ord(sign)
        return self.private.setdefault(sign, _FIRST_PRIVATE_CODE + len(self.private))


class UniFont(TTFont):
    """Drop-in for TTFont: `pdfmetrics.registerFont(UniFont(name, path))`."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, shapable=False)
        self.face.charToGlyph = {code: glyph for code, glyph in self.face.charToGlyph.items() if glyph}
        self.signs = frozenset(map(chr, self.face.charToGlyph))

    def _use(self, doc) -> _Use:
        if doc not in self.state:
            self.state[doc] = _Use()
        return self.state[doc]

    def encode(self, text: str, doc) -> bytes:
        """The codes of a text, and a note that its characters are used in this PDF."""
        use = self._use(doc)
        use.used.update(text)
        if text.isascii() or max(text) <= "\uffff":
            return text.encode("utf-16-be", "replace")
        return b"".join(pack(">H", use.code(sign)) for sign in text)

    def splitString(self, text, doc, encoding="utf-8"):
        """reportlab's question: (subset, codes) of a text."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return [(0, self.encode(text, doc))] if text else []

    def getSubsetInternalName(self, subset, doc):
        """reportlab's question: the name of the font in this PDF's page resources."""
        use = self._use(doc)
        if use.internalName is None:
            use.internalName = f"{use.namePrefix}{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + use.internalName
            doc.delayedFonts.append(self)
        return f"/{use.internalName}+0"

    def addObjects(self, doc):
        """reportlab's call at the end of a PDF: writes the font file and its maps."""
        use = self._use(doc)
        use.frozen = 1
        signs = sorted(use.used | {" "})
        drawn = [sign for sign in signs if sign in self.signs]
        glyphs = self._new_glyphs(drawn)
        base = f"{_tag(drawn)}+{self.face.name.decode('ascii')}"

        def put(role: str, thing):
            return doc.Reference(thing, f"{role}:{base}:{self.fontName}")

        file = _stream(self.face.makeSubset([ord(sign) for sign in drawn]))
        file.dictionary["Length1"] = len(file.content)
        descriptor = put("descriptor", self._descriptor(base, put("file", file)))
        cid_font = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": pdfdoc.PDFName(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary({"Registry": pdfdoc.PDFString("Adobe"),
                                                   "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}),
            "FontDescriptor": descriptor, "DW": 1000, "W": self._widths(drawn, use),
            "CIDToGIDMap": put("glyphs", _stream(_glyph_map({use.code(s): g for s, g in glyphs.items()})))})
        font = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": pdfdoc.PDFName(base), "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([put("cid", cid_font)]),
            "ToUnicode": put("unicode", _stream(_to_unicode({use.code(sign): sign for sign in signs})))})
        name = self.getSubsetInternalName(0, doc)[1:]
        doc.idToObject["BasicFonts"].dict[name] = doc.Reference(font, name)
        del self.state[doc]

    def _new_glyphs(self, drawn: list[str]) -> dict[str, int]:
        """{character: glyph number in the subset}; makeSubset numbers glyphs as they come, each once, after 0."""
        numbers, found = {0: 0}, {}
        for sign in drawn:
            glyph = self.face.charToGlyph[ord(sign)]
            found[sign] = numbers.setdefault(glyph, len(numbers))
        return found

    def _descriptor(self, base: str, file) -> pdfdoc.PDFDictionary:
        face = self.face
        return pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": pdfdoc.PDFName(base), "FontFile2": file, "Flags": face.flags,
            "FontBBox": pdfdoc.PDFArray(face.bbox), "Ascent": face.ascent, "Descent": face.descent,
            "CapHeight": face.capHeight, "ItalicAngle": face.italicAngle, "StemV": face.stemV, "MissingWidth": 1000})

    def _widths(self, drawn: list[str], use: _Use) -> pdfdoc.PDFArray:
        """The W array: runs of widths that are not the default of 1000."""
        listed, run, before = [], [], None
        for code, sign in sorted((use.code(sign), sign) for sign in drawn):
            width = self.face.charWidths.get(ord(sign), self.face.defaultWidth)
            if width == 1000:
                continue
            if code - 1 != before:
                run = []
                listed.append((code, run))
            run.append(width)
            before = code
        return pdfdoc.PDFArray([part for code, run in listed for part in (code, pdfdoc.PDFArray(run))])


def _stream(content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _tag(drawn: list[str]) -> str:
    """Six letters that depend on the characters only, so that the same paper gives the same bytes."""
    number = 0
    for sign in drawn:
        number = (number * 31 + ord(sign)) % 26 ** 6
    letters = ""
    for _ in range(6):
        number, place = divmod(number, 26)
        letters += chr(65 + place)
    return letters


def _glyph_map(glyphs: dict[int, int]) -> bytes:
    table = bytearray(2 * (max(glyphs, default=0) + 1))
    for code, glyph in glyphs.items():
        table[2 * code:2 * code + 2] = pack(">H", glyph)
    return bytes(table)


def _to_unicode(signs: dict[int, str]) -> bytes:
    lines = [f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for code, sign in sorted(signs.items())]
    out = list(_CMAP_HEAD)
    for start in range(0, len(lines), 100):
        part = lines[start:start + 100]
        out += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join((*out, *_CMAP_TAIL)).encode()
