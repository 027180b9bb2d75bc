"""What mail programs and habits put under a text.

Cut are: what a program adds about itself; what follows the line `--` (RFC 3676 4.3); and a block behind a
drawn rule that ends with another or has an e-mail address, and has contact data. Kept is everything else,
above all names without a rule, and a block that the text points to ("as follows:"): people send a desk like
ours their new address in exactly that shape.
"""

from __future__ import annotations

import re

_DEVICE = (
    r"(?:iPhone|iPad|Android\S*|スマートフォン|スマホ|携帯(?:電話|端末)?|モバイル端末|アプリ"
    r"|Yahoo!メール|Outlook|Gmail)"
)
_FOOTER = re.compile(
    rf"[^、。]{{0,24}}{_DEVICE}[^、。]{{0,12}}から送信(?:しました|されました)?[。.]?"
    r"|Sent from (?:my \S+(?: \S+){0,3}|(?:Outlook|Mail|Yahoo Mail|Gmail|Samsung|Proton)\b.{0,60})"
    r"|Sent via .{2,30} (?:app|mobile)"
    r"|Get Outlook for .{2,80}|Outlook for (?:iOS|Android).{0,10}を入手.{0,60}",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"--[ \t\xa0]?")
_RULE = re.compile(
    r"[ \t\u3000]*[━─=＝_＿*＊~〜◆◇■□☆★+＋┏┌┗└-](?:[ \u3000]?[━─=＝_＿*＊~〜◆◇■□☆★+＋・┓┐┛┘-]){4,}\s*"
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|TEL|電話|Phone|〒|https?://", re.IGNORECASE)
_POINTS_BELOW = re.compile(r"以下|下記|次の|below|following|as follows|[:：]\s*$", re.IGNORECASE)
_LONGEST = 15


def without_signature(lines: list[str]) -> list[str]:
    """Return lines without what stands under the text. There may be nothing else."""
    kept = _trimmed(lines)
    while kept and _FOOTER.fullmatch(kept[-1].strip()[:200]):
        kept = _trimmed(kept[:-1])
    for start in range(max(0, len(kept) - _LONGEST), len(kept)):
        if _DELIMITER.fullmatch(kept[start]) or _is_card(kept, start):
            return without_signature(kept[:start])
    return kept


def _is_card(lines: list[str], start: int) -> bool:
    if not _RULE.fullmatch(lines[start][:200]):
        return False
    card = "\n".join(lines[start:])
    closed = len(lines) - start > 2 and _RULE.fullmatch(lines[-1][:200])
    above = next((line for line in reversed(lines[:start]) if line.strip()), "")
    return bool((closed or _MAIL.search(card)) and _CONTACT.search(card) and not _POINTS_BELOW.search(above))


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
