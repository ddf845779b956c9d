"""Which language a text is in, as cheaply as possible: alphabets and the small words that every sentence needs.

A short or doubtful text counts as Swedish: it is worse to tell a Swedish speaker "I do not understand your language"
than to ask a question once more.
"""

from __future__ import annotations

import re
import unicodedata

from nlu.understanding import Language

_MAX_TEXT = 2000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME_OF_A_SCRIPT = re.compile(r"^(?:LATIN|COMBINING|MODIFIER|FULLWIDTH LATIN|FEMININE|MASCULINE)")

_SWEDISH = frozenset(
    ["jag", "du", "han", "hon", "vi", "ni", "de", "dem", "dom", "mig", "dig", "sig", "oss", "er", "min", "mitt", "mina", "din", "ditt", "sin", "det", "den", "detta", "den", "här", "där", "en", "ett", "och", "men", "eller", "att", "som", "om", "för", "på", "av", "till", "från", "med", "utan", "vid", "hos", "under", "över", "är", "var", "har", "hade", "ska", "skulle", "vill", "kan", "kunde", "måste", "får", "fick", "gör", "blir", "bli", "inte", "ingen", "inget", "inga", "nej", "ja", "jo", "tack", "hej", "hjälp", "mer", "mycket", "lite", "bara", "nu", "när", "hur", "vad", "vem", "vilken", "varför", "idag", "igår", "imorgon", "i", "så", "då", "också", "någon", "något", "några", "mat", "pengar", "barn", "hyra", "bor", "bo", "heter", "år", "kronor", "soc", "avslag", "beslut", "brev", "int", "ja", "vet", "ej", "ringa", "orkar", "behöver", "förstå", "prata", "svenska", "snälla"]
)
_ENGLISH = frozenset(
    ["i", "you", "he", "she", "we", "they", "me", "him", "her", "us", "them", "my", "your", "his", "our", "their", "the", "a", "an", "this", "that", "these", "those", "and", "but", "or", "if", "of", "to", "from", "with", "without", "at", "is", "are", "was", "were", "be", "been", "am", "have", "has", "had", "do", "does", "did", "don't", "dont", "not", "no", "yes", "can", "can't", "cant", "could", "would", "will", "won't", "should", "must", "need", "want", "get", "got", "help", "please", "hello", "hi", "thanks", "thank", "what", "when", "where", "who", "why", "how", "money", "food", "rent", "speak", "english", "understand", "any", "some", "it", "it's", "i'm", "im", "for", "by", "about", "there", "here", "today", "tomorrow", "letter", "children", "home", "pay", "live"]
)
_BOTH = (
    frozenset(["i", "a", "do", "am", "an", "at", "for", "by", "her", "him", "his", "here", "is", "has", "us", "bra", "man", "from", "me", "so", "all", "vet", "var", "under", "barn", "do"])
    & _ENGLISH
)
_OTHER = frozenset(
    # Finnish
    "minä sinä hän me te he olen olet on ovat ei en ja tai mutta että kun jos mitä missä miksi kuka tarvitsen apua haluan minun puhun puhutko suomea "
    # Spanish, Italian, Portuguese, French
    "yo tú el la los las un una unos y o pero que de del en con por para no sí es soy está estoy tengo necesito ayuda quiero dinero hablo español gracias hola "
    "je tu il elle nous vous les des et mais pas ne est suis ai besoin aide bonjour merci parle français moi "
    "io sono ho bisogno aiuto di che non ciao grazie parlo italiano eu preciso ajuda obrigado não "
    # German, Dutch
    "ich du er sie wir ihr ist bin habe und aber nicht kein keine ein eine der die das brauche hilfe bitte danke hallo spreche deutsch mein geld "
    # Somali
    "waxaan waan waa ma aan iyo anigu caawimaad caawin ii u baahanahay lacag mahadsanid fadlan ku hadlaa soomaali af carruur cunto ka "
    # Turkish, Kurdish
    "ben sen biz bir ve ama için yardım istiyorum ihtiyacım var yok değil bu çok para teşekkürler merhaba lütfen ez tu em alîkarî dixwazim heye "
    # Polish, Bosnian/Croatian/Serbian, Romanian, Albanian
    "ja ty nie tak jest jestem mam potrzebuję pomocy proszę dziękuję cześć mówię po polsku pieniądze i w na z do się że dzieci "
    "sam trebam pomoć imam nemam hvala molim govorim bosanski srpski hrvatski nisam je su da "
    "am nevoie ajutor vă rog mulțumesc sunt și nu vorbesc românește unë jam kam nevojë për ndihmë ju lutem faleminderit shqip flas "
    # Arabic, Persian, Tigrinya, Russian written in Latin letters
    "ana ahtaj musaada shukran marhaba man komak mikhoram salam ya pomogite mne nuzhna pomoshch".split()
) - frozenset(["i", "du", "er", "en", "man", "var", "na", "de", "den", "en", "a", "ja", "du", "me", "te", "om", "em", "ej", "do", "jag", "sam", "ben", "par", "sen", "ren", "al", "ii", "u", "se"])  # fmt: skip


def guess(text: str) -> Language:
    """`sv`, `en`, `other`, or `unknown` for a text without letters. Looks at the first 2000 characters; never raises."""
    text = text[:_MAX_TEXT]
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "unknown"
    foreign = sum(not _is_latin(c) for c in letters)
    if foreign * 2 > len(letters):
        return "other"
    words = [w.lower().replace("’", "'") for w in _WORD.findall(text)]
    if len(words) < 2:
        return _of_one_word(words[0] if words else "")
    return _of_sentence(words)


def _of_one_word(word: str) -> Language:
    return "en" if word in {"hello", "help", "please", "english", "thanks", "yes", "food", "money"} else "sv"


def _of_sentence(words: list[str]) -> Language:
    swedish = sum(w in _SWEDISH and w not in _BOTH for w in words) + sum(0.3 for w in words if _looks_swedish(w))
    english = sum(w in _ENGLISH and w not in _BOTH for w in words)
    shared = sum(w in _BOTH for w in words)
    other = sum(w in _OTHER for w in words) + sum(0.7 for w in words if _looks_foreign(w))
    if swedish >= max(english, other):
        return "sv" if swedish or not (english or other) else "unknown"
    if english >= other and english + shared >= 2 and english > swedish * 1.5:
        return "en"
    if other >= 1.4 and other > swedish * 2 and other > english:
        return "other"
    return "sv"


def _is_latin(letter: str) -> bool:
    return bool(_NAME_OF_A_SCRIPT.match(unicodedata.name(letter, "LATIN")))


def _looks_swedish(word: str) -> bool:
    return "å" in word or (
        len(word) > 4 and word.endswith(("ningen", "heten", "erna", "arna", "orna", "stöd", "tjänsten"))
    )


def _looks_foreign(word: str) -> bool:
    return any(c in word for c in "ßñçłżźćśęąğışčđșțõãœûîôêëàâ¿¡") or any(
        p in word for p in ("aa", "ää", "yy", "uu", "ii", "ttä", "ssä", "ksi", "rrä", "tätä", "ü", "ş")
    )
