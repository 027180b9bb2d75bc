"""What a folded text shows: runs of letters, words, and the concepts these stand for, alone and in pairs."""

from __future__ import annotations

from itertools import combinations

from knowledge.recognising.lexicon import LONGEST_PREFIX, SHORTEST_PREFIX, Lexicon

_MOST_CONCEPTS = 40


def traits(folded: str, lexicon: Lexicon) -> set[str]:
    """Return the traits of a folded text. Total; a trait says what it is by its first character."""
    found: set[str] = set()
    concepts: set[str] = set()
    words = folded.split(" ")
    before = earlier = "^"
    for word in words:
        if word[:1] >= "\u0080":
            _of_letters(word, found, concepts, lexicon)
        else:
            _of_word(word, before, earlier, found, concepts, lexicon)
        earlier, before = before, word if word[:1] < "\u0080" else "\u3042"
    if folded:
        found.add(f"=^ {words[0]}" if folded[0] < "\u0080" else f"^{folded[:2]}")
        found.add(f"={words[-1]} $" if folded[-1] < "\u0080" else f"${folded[-2:]}")
        found.add(f"${folded[-3:]}")
        found.add(f"${folded[-5:]}")
    _of_concepts(concepts, found)
    found.add(f"#{min(len(folded).bit_length(), 8)}")
    return found


def _of_letters(word: str, found: set[str], concepts: set[str], lexicon: Lexicon) -> None:
    length, runs = len(word), lexicon.runs
    some = set(word)
    for width in (2, 3, 4):
        some.update([word[at : at + width] for at in range(length - width + 1)])
    found |= some
    for width in (5, 6):
        some.update([word[at : at + width] for at in range(length - width + 1)])
    for run in some & runs.keys():
        concepts.update(runs[run])


def _of_word(
    word: str, before: str, earlier: str, found: set[str], concepts: set[str], lexicon: Lexicon
) -> None:
    pair = f"{before} {word}"
    triple = f"{earlier} {pair}"
    found.update((f"={word}", f"={pair}", f"={triple}"))
    for term in (word, pair, triple):
        if term in lexicon.words:
            concepts.update(lexicon.words[term])
    for length in range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX) + 1):
        if word[:length] in lexicon.prefixes:
            concepts.update(lexicon.prefixes[word[:length]])
    if len(word) > 4:
        found.update([f"~{word[at : at + 4]}" for at in range(len(word) - 3)])


def _of_concepts(concepts: set[str], found: set[str]) -> None:
    told = sorted(concepts)[:_MOST_CONCEPTS]
    found.update([f"*{one}" for one in told])
    found.update([f"*{one}+{other}" for one, other in combinations(told, 2)])
