"""Papers that the made-up staff hand out: one page that says it is none."""

from __future__ import annotations

_WORDS = "A sample page of the demo. A copy of somebody's data would be here."
_CSV = "日付,種類,内容\n2026-04-02,問い合わせ,デモの見本です\n2026-05-19,住所の変更,デモの見本です\n"

_FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def paper(name: str) -> bytes:
    """Return what is in a file of this name: a table for `.csv`, else a page as PDF."""
    return _CSV.encode("utf-8-sig") if name.endswith(".csv") else _pdf()


def _pdf() -> bytes:
    drawn = f"BT /F1 14 Tf 72 770 Td ({_WORDS}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>" % _FONT,
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
    )
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return (
        body
        + head
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            len(body),
        )
    )
