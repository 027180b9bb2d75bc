"""Passwords, keys, and the codes that replace them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PASSWORD = re.compile(
    r"(?:(?<![A-Za-z])(?:password|passwd|passphrase|pass(?=\s{0,3}(?:[:=は]|is\b|was\b))|pwd"
    r"|pw)(?!-?[A-Za-z])"
    r"|パスワード|パスフレーズ|パスワ|パス|ぱすわーど)"
    r"[\s「『\"']{0,3}(?P<tied>は|が|も|:|=|→|->|is\b|was\b|are\b|;|,|、)?[\s:「『\"']{0,3}"
    r"(?P<value>(?=[!-~]{0,40}[0-9!@#$%^&*_+=~-])[!-~]{4,64}"
    r"|[a-z]{4,32}(?=\s*(?:$|[」』\"'。、.,!]|です|だよ|だけど|で(?:す|ログ|入)|and\b|but\b)))",
    re.IGNORECASE,
)
# A word of letters and digits shortly after "password", whatever stands between.
_NEAR_PASSWORD = re.compile(
    r"(?:(?<![A-Za-z])(?:password|passcode|pwd|pw|(?:api|access|secret) ?key|token)(?![A-Za-z])"
    r"|パスワード|パスコード|合言葉|APIキー|シークレット(?:キー)?|アクセスキー|トークン)"
    r"[^。!?\n]{0,30}?"
    r"(?<![!-~])(?P<value>(?=[!-~]{0,40}[0-9])(?=[!-~]{0,40}[A-Za-z])[!-~]{6,64})",
    re.IGNORECASE,
)
_NO_PASSWORD = re.compile(
    r"(?:is|not|the|wrong|right|expired|weak|safe|encrypted|stored|hashed|secure|reset|change[sd]?|please"
    r"|working|"
    r"forgotten|lost|leaked|stolen|hacked|again|now|too|long|short|required|protected|manager|policy|rules?|"
    r"invalid|correct|incorrect|broken|visible|known|kept|used|saved|here|there|field|screen|mail|email"
    r"|https?|"
    r"[\w.+-]+@[\w.-]+|tls[\d.]*|sha-?\d+|aes-?\d+|2fa|oauth2?|\w*\d(?:min|h|days?|times?)|"
    r"(?:windows|iphone|ipad|android|ios|macos|office|chrome|firefox|edge|safari|galaxy|pixel)-?[\d.]+\w*|"
    r"(?:one|two|multi|single)-\w+|re-?\w+ing|sign-?\w+|log-?\w+|"
    r"along|away|over|on|to|data|info\w*|details?|them|with|around|your|mine|their)[.,!?]*|[!-/:-@]+"
    r"|https?:.*",
    re.IGNORECASE,
)
# What a sentence goes on with after "my password is": how it is, or what was done to it.
_HOW_IT_IS = re.compile(
    r"\w+(?:ed|ing|[aeo]tly|ntly|ally|ously|ably|ibly|ble|ful|less|n't)|simply|hardly|barely|suddenly"
    r"|fine|okay|good|bad|gone|same|new|old|older|ready|never|always|still|also|"
    r"really|very|empty|blank|missing|unknown|public|private|default|temporary|mandatory|optional|sent|shown|"
    r"today|yesterday|tomorrow|twice|once|already|enough|different|similar|easy|hard|difficult|simple|strong|"
    r"what|where|which|this|that|only|just|null|none|nothing|everything",
    re.IGNORECASE,
)
_RECOVERY = re.compile(
    r"(?:(?:バックアップ|リカバリー?|復旧|回復|復元|予備)(?:用)?(?:の)?(?:コード|キー)"
    r"|\b(?:back-?up|recovery|rescue|emergency|restore|scratch|2fa|mfa|two-factor|authenticator"
    r"|activation|invite)"
    r" (?:code|key)s?(?![A-Za-z]))"
    r"[\s:=#、,.はがも「『(\"'-]{0,5}(?:(?:is|are|was|番号)(?![A-Za-z])[\s:\"'「]{0,3})?"
    r"(?P<value>(?-i:[A-Z0-9]{3,8}(?:[ -][A-Z0-9]{3,8}){1,7})(?![A-Za-z0-9])"
    r"|[a-z0-9]{3,8}(?:-[a-z0-9]{3,8}){1,7}"
    r"|[A-Za-z0-9]{6,40})",
    re.IGNORECASE,
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    for found in _PASSWORD.finditer(text):
        value = found["value"]
        if not _NO_PASSWORD.fullmatch(value) and not (value.isalpha() and _only_a_word(found)):
            yield found.span("value")
    for found in _NEAR_PASSWORD.finditer(text):
        if not _NO_PASSWORD.fullmatch(found["value"]):
            yield found.span("value")
    for found in _RECOVERY.finditer(text):
        if any(one.isdecimal() for one in found["value"]):
            yield found.span("value")


def _only_a_word(found: re.Match[str]) -> bool:
    """Tell whether letters after "password" go on with the sentence: nothing ties or quotes them to it."""
    quoted = found.string[found.start("value") - 1] in "「『\"'"
    return not quoted and (found["tied"] is None or _HOW_IT_IS.fullmatch(found["value"]) is not None)
