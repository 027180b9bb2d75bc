"""One's own illness, told as a fact: special care-required personal information (APPI article 2(3)).

Cautious on purpose: an illness must be named (or measured, or treated) and told of oneself. A question how
such information is handled, or an illness merely mentioned, is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

_WORDS = tomllib.loads(files(__package__).joinpath("illnesses.toml").read_text(encoding="utf-8"))
_ILLNESS_JA = f"(?:{'|'.join(_WORDS['ja']['illnesses'])})"
_ILLNESS_EN = f"(?:{'|'.join(_WORDS['en']['illnesses'])})"
_STATE_EN = f"(?:{'|'.join(_WORDS['en']['states'])})"
_TREATMENT_EN = f"(?:{'|'.join(_WORDS['en']['treatments'])})"
_SOFTLY = (
    r"(?:(?:actually|just|also|still|currently|now|already|recently|sadly|about|only|mild|severe"
    r"|chronic|stage [0-9iv]+) ){0,2}"
)
_I_AM = r"\b(?:i am|i'm|im)"
_JA = (
    re.compile(
        rf"{_ILLNESS_JA}(?:の?(?:陽性|患者|持ち|当事者|1級|2級|3級))?"
        r"(?:(?:なん)?(?:です(?!か)|だ(?:から|けど|し|よ|と(?:診断|言|告))|だった(?:の|ん)?で)|でして"
        r"|で(?=、|通院|治療|薬|入院|休職|休んで|手術|投薬|服薬|障害)"
        r"|と(?:診断|告知|言われ(?:て|まし|た)|宣告)|(?:を|に)(?:患って|わずらって|かかって|かかりました"
        r"|罹って|罹患)|になり(?:まし|、)|になって(?:い|しま|会社|仕事|休|から、|、)"
        r"|が(?:あります(?!か)|見つかり|再発|発覚|ある(?:ので|んです|のですが|ため|から|身))"
        r"|を(?:持って(?:い|る)|抱えて(?:い|る)|発症し)"
        r"|の(?:手術|治療)(?:を|で)(?:し(?:まし|て)|受け(?:まし|て)|中|通院|入院))"
    ),
    re.compile(
        r"(?:HIV|コロナ|インフル(?:エンザ)?|梅毒|抗体|検査)[がはも]?陽性(?:なん)?(?:です(?!か)"
        r"|だ(?:った(?!ら)|から|けど)|でし[たて])"
    ),
    re.compile(
        r"妊娠[0-9一二三四五六七八九十]{1,2}(?:週|か月|ヶ月|カ月|ケ月)|(?<!を)妊娠(?:中なん"
        r"|し(?:て(?:い)?(?:ます|まして|るんです|て)|まし)|中で(?:す(?!か)|し))"
    ),
    re.compile(
        r"(?:HbA1c|A1c|血糖値?|血圧|尿酸値|ウイルス量|CD4|BMI"
        r"|腫瘍マーカー)(?:の値)?[がはも:=\s]{0,3}[0-9]{1,4}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:インスリン|透析|人工透析|抗がん剤(?:治療)?|抗うつ(?:薬|剤)|睡眠薬|向精神薬|不妊治療"
        r"|ホルモン療法|放射線治療)"
        r"(?:を|の治療を)?(?:打って|飲んで|服用して|受けて|して|続けて|使って|中)(?:い|る|て|ます|おり"
        r"|です(?!か)|で、|の(?:身|者|で))"
    ),
    re.compile(
        r"(?:障害者手帳|療育手帳|精神障害者保健福祉手帳|ヘルプマーク)(?:の?[1-6]級|(?:を|も)(?:持って"
        r"|もって|所持して|交付され)(?:い|る|ます|て))"
    ),
    re.compile(
        r"[ァ-ヶー]{3,14}(?:錠)?\s?[0-9]{1,4}(?:\.[0-9])?\s?(?:mg"
        r"|ミリ(?:グラム)?)[^。!?\n]{0,8}?(?:飲[んみ]|服用|処方)",
        re.IGNORECASE,
    ),
)
_EN = (
    re.compile(
        r"\b(?:i was|i am|i'm|i got|i have been|i've been|ive been)(?: (?:just|recently|first|also"
        r"|newly))? diagnosed"
        r"(?: [a-z0-9]{1,12}){0,3} (?:with|as) [a-z0-9'-]{1,20}(?: [a-z0-9'-]{1,20}){0,2}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:i have|i've got|i've had|ive got|i got|i had|i suffer from|i live with|i'm living with"
        rf"|i am living with|i caught|"
        rf"my doctor says i have) {_SOFTLY}{_ILLNESS_EN}(?![A-Za-z]| (?:patients?|customers?|charit"
        rf"|research|app\b|data))",
        re.IGNORECASE,
    ),
    re.compile(rf"{_I_AM} {_SOFTLY}{_STATE_EN}(?![A-Za-z]| to\b)", re.IGNORECASE),
    re.compile(rf"{_I_AM} (?:\w+ )?on {_SOFTLY}{_TREATMENT_EN}(?![A-Za-z])", re.IGNORECASE),
    re.compile(
        rf"\bi (?:take|inject|use|need|had|started|receive) {_SOFTLY}{_TREATMENT_EN}(?![A-Za-z])",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bi (?:had|have had|'ve had|just had) (?:an? )?(?:abortion|miscarriage|mastectomy|hysterectomy"
        r"|stroke|heart attack|"
        r"organ transplant|(?:kidney|liver|heart) transplant|seizure|nervous breakdown"
        r"|chemo(?:therapy)?)(?![A-Za-z])",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bmy (?:hba1c|a1c|blood (?:pressure|sugar)|viral load|cd4(?: count)?|bmi|cholesterol"
        r"|psa)(?: (?:is|was|at|of))? "
        r"{0,2}[0-9]{1,6}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b[a-z]{5,20} [0-9]{1,4} ?(?:mg|mcg|iu),? (?:daily|nightly|weekly|a day|per day|once|twice"
        r"|every|each|at night)\b"
        r"|\b(?:i take|i'm on|im on|i am on|i use|my) [a-z]{5,20} [0-9]{1,4} ?(?:mg|mcg|iu)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|[.!?\n] ?)(?:{_ILLNESS_EN}|{_STATE_EN}) (?:here|since [0-9]{{4}}|patient here)\b",
        re.IGNORECASE,
    ),
)
_ANY_ILLNESS = re.compile(rf"{_ILLNESS_JA}|(?<![A-Za-z]){_ILLNESS_EN}(?![A-Za-z])", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|suppose|supposing|imagine|in case|when|unless|until|not|never|nobody"
    r"|no one)\b[^.,!?\n]{0,30}\Z",
    re.IGNORECASE,
)
_ABOUT_OTHERS = re.compile(
    r"(?:(?:社員|従業員|患者|利用者|顧客|お客|友人|友だち|友達|同僚|部下|上司|父|母|(?<!丈)夫|妻|息子|娘"
    r"|子ども|子供|祖父|祖母|兄|弟|姉|妹|彼|彼女|知人|生徒)"
    r"(?:さん|様|たち|達)?[がはもの]|たとえば|例えば|もし|仮に)[^。!?\n]{0,16}\Z"
)
_SUPPOSED_AFTER = re.compile(
    r"(?:し)?(?:て(?:い)?)?(?:たら|れば|なら|場合|かどうか|ますか|かも)|以上|以下|未満"
    r"|[^、。!?\n]{0,10}(?:社員|従業員|患者|場合|ユーザー|利用者|顧客|(?:の|る|た)(?:人|方|ひと)(?!です"
    r"|なの|間))"
)
_LATIN = re.compile("[A-Za-z]{2}")
_BEFORE, _AFTER = 48, 16  # characters around a fact that may make it none


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is told of oneself, and each illness named beside it."""
    facts: list[tuple[int, int]] = []
    if not text.isascii():
        facts += [one.span() for each in _JA for one in each.finditer(text) if _told_in_japanese(one)]
    if _LATIN.search(text):
        facts += [one.span() for each in _EN for one in each.finditer(text) if _told_in_english(one)]
    yield from facts
    if facts:
        yield from (found.span() for found in _ANY_ILLNESS.finditer(text))


def _told_in_japanese(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _BEFORE) : found.start()]
    after = found.string[found.end() : found.end() + _AFTER]
    return not (_ABOUT_OTHERS.search(before) or _SUPPOSED_AFTER.match(after))


def _told_in_english(found: re.Match[str]) -> bool:
    return not _SUPPOSED.search(found.string[max(0, found.start() - _BEFORE) : found.start()])
