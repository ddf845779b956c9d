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
    """
    att av avslag bara barn behöver beslut bli blir bo bor brev de dem den det detta dig din ditt dom du där då
    ej eller en er ett fick från får för förstå gör hade han har hej heter hjälp hon hos hur hyra här i idag
    igår imorgon inga ingen inget int inte ja jag jo kan kronor kunde lite mat med men mer mig min mina mitt
    mycket måste nej ni nu när någon något några och också om orkar oss pengar prata på ringa sig sin ska skulle
    snälla soc som svenska så tack till under utan vad var varför vem vet vi vid vilken vill är år över
    """.split()  # noqa: SIM905 - a list of words is read, not punctuation
)
"""Small words of Swedish, and the words of our own subject."""
_ENGLISH = frozenset(
    """
    a about am an and any are at be been but by can can't cant children could did do does don't dont english
    food for from get got had has have he hello help her here hi him his home how i i'm if im is it it's letter
    live me money must my need no not of or our pay please rent she should some speak thank thanks that the
    their them there these they this those to today tomorrow understand us want was we were what when where who
    why will with without won't would yes you your
    """.split()  # noqa: SIM905 - a list of words is read, not punctuation
)
"""Small words of English."""
_BOTH = frozenset(
    """
    a am an at by do for from has her here him his i is me us
    """.split()  # noqa: SIM905 - a list of words is read, not punctuation
)
"""English words that are also Swedish words: they count only together with surer ones."""
_OTHER = frozenset(
    """
    aan aber af ahtaj ai aide aiuto ajuda ajutor alîkarî am ama ana anigu apua ayuda baahanahay besoin bin bir
    bisogno bitte biz bonjour bosanski brauche bu caawimaad caawin carruur che ciao con cunto cześć da danke das
    del der des deutsch değil di die dinero dixwazim dzieci dziękuję ei ein eine el elle es español est estoy
    está et että eu ez fadlan faleminderit flas français geld govorim gracias grazie habe hablo hadlaa hallo
    haluan he heye hilfe ho hola hrvatski hvala hän ich ihr ihtiyacım il imam io ist istiyorum italiano iyo için
    jam je jest jestem jos ju ka kam kein keine komak ku kuka kun la lacag las les los lutem lütfen ma
    mahadsanid mais mam marhaba mein merci merhaba mikhoram miksi minun minä missä mitä mne moi molim mulțumesc
    musaada mutta mówię ndihmë ne necesito nemam nevoie nevojë nicht nie nisam no non nous nu nuzhna não o
    obrigado olen olet on ovat para parle parlo pas pero pieniądze po polsku pomocy pomogite pomoshch pomoć por
    potrzebuję preciso proszę puhun puhutko për que quiero rog românește salam shqip shukran sie sinä się sono
    soomaali soy spreche srpski su suis sunt suomea sí tai tak tarvitsen tengo teşekkürler trebam tu ty tú un
    una und unos unë ve vorbesc vous vă w waa waan waxaan wir y ya yardım yo yok z çok że și
    """.split()  # noqa: SIM905 - a list of words is read, not punctuation
)
"""Small words of Finnish, Spanish, French, Italian, Portuguese, German, Somali, Turkish, Polish, Bosnian, Romanian and
Albanian that are not words or common misspellings of Swedish."""


def guess(text: str) -> Language:
    """`sv`, `en`, `other`, or `unknown` for a text without letters.

    Looks at the first 2000 characters; never raises.
    """
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
