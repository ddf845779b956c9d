"""The wordings of the global moves, as patterns over normalised text.

`WHOLE` must be the entire message (politeness aside); `INSIDE` may stand in a longer one and is therefore narrow:
"jag väntar på svar" and "de sa att jag skulle sluta" are answers, not moves.
"""

from __future__ import annotations

from nlu.moves.spotted import MoveId

_WANT = (
    r"(?:(?:kan|får|skulle|skull|går det att|är det möjligt att|finns det möjlighet att) ?(?:jag|man|vi|du|"
    r"ni)? ?(?:kunna |få |att )*|"
    r"(?:jag|ja|vi) (?:vill|vil|vill ha|behöver|behöver få|skulle vilja|skulle behöva|måste|önskar|ha) (?:få |"
    r"nog |bara |hellre |att )*|vill (?:jag )?(?:få |bara |hellre )*)?"
)
_PERSON = (
    r"(?:en |ett |nån |någon |riktig |riktigt |annan |levande |vanlig |mänsklig |fysisk |äkta |verklig )*"
    r"(?:människa|männska|menniska|människ|manniska|människan|person|nån|någon|ombud|ombudet|handläggare|personal|"
    r"medarbetare|kollega|human)"
    r"(?: på riktigt| i stället| istället| som lyssnar| hos er| av kött och blod| nu|"
    r" istället för (?:en )?(?:robot|dator|maskin)| som är människa| på telefon)*"
)
_QUESTION = (
    r"(?:den |det |din |er |på |senaste |förra |här |nu )*(?:frågan|fråga|det|den|meningen|"
    r"texten)?(?: en gång till| igen| nu| senast| sist)?"
)

WHOLE: tuple[tuple[MoveId, str], ...] = (
    (
        "human",
        rf"{_WANT}(?:prata|tala|snacka|pratar|prat|komma i kontakt|kontakt|bli kopplad|koppla|koppla mig|kopplas|"
        rf"bli uppringd|ringa|ring|chatta|bli kopplad vidare|kopplad) ?(?:mig )?(?:med|till|av|upp)? ?{_PERSON}",
    ),
    ("human", 
        rf"(?!(?:en )?(?:handläggare|kollega|annan person))"
        rf"(?:jag vill ha |ge mig |hämta |koppla in |få |finns det |är det |kan du hämta |bara )?{_PERSON}(?: där|"
        r" här)?"),
    ("human", 
        r"(?:prata med |till )?(?:ett |mitt )?(?:personligt )?ombud|telefonist|växeln|operatör|kundtjänst|human|"
        r"real person|agent|talk to (?:a )?(?:human|person)"),
    ("human", 
        r"(?:jag )?(?:vill|orkar) inte (?:prata|tala|snacka|skriva) med (?:en )?(?:robot|dator|maskin|bot|ai|"
        r"robotar)(?:en)?"),
    ("help", 
        r"hjälp(?: mig)?|(?:kan du |jag behöver |snälla )?hjälp(?:a)?(?: mig)?(?: med (?:det|frågan|"
        r"den här frågan|svaret|det här))?|help|hjelp|jälp"),
    (
        "help",
        r"(?:jag |ja )?(?:fattar|förstår|forstår|förstod|begriper|hänger|hajar|greppar|fatta|"
        r"förstå) (?:\w+ )?(?:inte|ej|inget|ingenting|int|noll)"
        r"(?: (?:med|riktigt|alls|helt|vad|du|menar|ni|jag|ska|svara|göra|säga|frågan|fråga|den|det|här|detta|din|"
        r"vill|av|på|hur|gör|frågar|om|dig|nu|någonting|menas|skriva))*",
    ),
    ("help", 
        r"(?:vad|hur) (?:menar|menade) (?:du|ni)(?: med (?:det|frågan|den frågan))?|hur menas|vad menas|"
        r"hur då menar du|"
        r"vad (?:menas|betyder) (?:det|detta|den frågan|frågan)|vad ska jag (?:svara|säga|skriva|göra)(?: nu| då|"
        r" här| på det)?|hur (?:svarar|gör) (?:jag|man)(?: nu| då| här)?|vad kan jag (?:svara|säga|göra)|"
        r"(?:ge mig |har du )?(?:ett )?exempel|(?:kan du )?förklara(?: frågan| det| mer)?|(?:det är |"
        r"det var )?(?:för )?(?:svårt|krångligt)(?: att förstå| att svara på)?|vilken fråga|vadå menar du"),
    ("help", r"vad? är det(?: här| där)?(?: för (?:nåt|något|någonting|nånting))?(?: då| egentligen)?"),
    (
        "why",
        r"(?:(?:men )?varför|vafför|varfor|vaför|hur kommer det sig att|av vilken anledning|"
        r"i vilket syfte) (?:frågar|vill|behöver|måste|ska|undrar|säger|skriver) (?:du|ni|jag|man|dom|de)"
        r"(?: (?:det|detta|om|veta|svara|på|säga|den|den frågan|frågan|sånt|så|mig|allt|ha|reda|berätta|alla|"
        r"dessa|frågor|det där|det här|just|här|om det|fråga))*",
    ),
    ("why", 
        r"varför|varför då|vafför|varför det|why|vad (?:ska|vill) (?:du|ni) (?:med det|ha det|veta det|"
        r"ha det till|använda det till)(?: till| för)?|vad (?:har|spelar) det (?:med saken att göra|för roll)|"
        r"vad ska det vara bra för|vad har (?:du|ni) med det att göra"),
    (
        "repeat",
        r"(?:kan du |du kan |vill du |kan ni )?(?:säga?|ta|upprepa|repetera|fråga|läsa?|läs) ?(?:om|"
        r"upp)? ?(?:det |den |frågan |dig )?(?:igen|en gång till|på nytt|om det|om frågan|om)?(?: frågan)?",
    ),
    ("repeat", 
        r"va|vaa|vad|vadå|hur sa|hursa|vasa|vad sa|(?:vad|va) (?:(?:sa|sade|säger|frågade) (?:du|ni|det)|"
        r"(?:var|är) frågan)(?: nu| för nåt| igen| sa du| sist)?|vad var (?:frågan|det)|igen|en gång till|en till gång|"
        r"om igen|repetera|upprepa|repris|(?:jag )?(?:hörde|hör|uppfattade|hann|hänger|hörd) (?:dig )?(?:inte|"
        r"inget|dåligt)(?: (?:vad|du|sa|frågan|med|höra|läsa|riktigt|dig|det))*|ursäkta|förlåt|again|repeat|"
        r"what|vad frågade du(?: om)?|jag missade (?:det|frågan)"),
    (
        "slower",
        r"(?:(?:kan du |du kan |snälla |prata |tala |ta det |läs |säg det |jag behöver |vi tar det |"
        r"gå )*)?(?:lite |mycket |mer )*(?:långsammare|saktare|långsamt|sakta|lugnare|saktar|sakta ner|"
        r"inte så fort|inte så snabbt|lugnt|sakta in|i lugnare takt)(?: snälla| tack| tempo)*",
    ),
    ("slower", 
        r"(?:det går |du pratar |du talar |det är |det gick |nu går det )?(?:alldeles |lite |allt )?för (?:fort|"
        r"snabbt)(?: för mig)?|slower|slow down|ta det lugnt|långsam|jag hinner inte med"),
    (
        "back",
        r"(?:jag vill |kan (?:jag|vi|du) |får jag |vi |kan man |går det att )*(?:gå |backa |hoppa |ta mig |komma |"
        r"bläddra )*(?:backa|tillbaka|tillbaks|bakåt|ett steg tillbaka|till förra|till föregående|back)(?: (?:ett|"
        r"en|två|steg|fråga|frågan|till|förra|föregående|frågan|gång|den|är|bakåt|tillbaka|tack|lite))*",
    ),
    ("back", 
        r"(?:till )?(?:förra|föregående)(?: frågan| steget| sidan)?|ett steg bakåt|go back|ångra(?: det| mig)?|"
        r"gå till (?:förra|föregående) (?:frågan|steget)|ta om (?:förra|den förra)(?: frågan)?"),
    (
        "change",
        r"(?:jag vill |jag behöver |kan jag |får jag |kan man |jag måste |går det att |jag skulle vilja |vill |"
        r"låt mig |jag )*(?:få )?(?:ändra|ändrar|rätta|byta|korrigera|justera|rätta till|göra om)(?: (?:mig|på|"
        r"mitt|mina|ett|min|det|svar|svaret|svaren|igen|jag|sa|skrev|förra|senaste|något|nåt|i|sista|en sak|"
        r"uppgifter|uppgift|som|där|vad))*",
    ),
    (
        "change",
        r"(?:nej )?(?:det |jag |detta |de |svaret )*(?:är |var |blev |sa |svarade |skrev |tryckte |råkade |valde |"
        r"har |blivit |säga |skriva |trycka |e )*(?:lite |helt )?(?:fel|feltryck|felsägning|fel svar|fel knapp|"
        r"ett misstag|felskrivning|inte rätt|inte vad jag (?:sa|menade)|inte så jag menade)(?: svar| av mig| där|"
        r" nu)?",
    ),
    ("change", 
        r"(?:nej )?(?:jag )?(?:menade|mente|menar)(?: (?:inte )?(?:det|så))?|(?:nej )?så menade jag inte|"
        r"jag (?:har )?ångra(?:r|t|de) mig|jag ändrar mig|wrong"),
    (
        "erase",
        r"(?=.*\b(?:allt|allting|alltihop|alla|svar|svaren|svaret|uppgifter|uppgifterna|samtalet|chatten|skrev|skrivit|"
        r"sagt|lämnat|berättat)\b)"
        r"(?:(?:och )?(?:jag |ja )?(?:vill|kan|måste|får|går det att|hur|kan du|du|kan ni|snälla|behöver|gör|för att|"
        r"att) (?:jag |man |du |ni )?)*(?:få |bara )?"
        r"(?:radera|raderar|ta bort|tar bort|tar (?:jag|man) bort|raderar (?:jag|man)|rensa|sudda)"
        r"(?: (?:allt|allting|alltihop|alla|mina|mitt|min|svar|svaren|svaret|uppgifter|uppgifterna|text|texten|"
        r"samtalet|chatten|konversationen|det|detta|här|jag|ni|du|som|har|skrev|skrivit|sagt|sa|lämnat|berättat|om|"
        r"mig|vet|nu|snälla|tack|från|er|skickat)){1,8}",
    ),
    (
        "wait",
        r"(?:kan du |du kan |kan ni |snälla |ja |jag måste |jag behöver |du får |vi kan )*(?:bara )?(?:vänta|vänt|"
        r"avvakta|dröj|häng kvar|stanna kvar)(?: (?:lite|ett|en|tag|stund|sekund|minut|ögonblick|kort|nu|"
        r"med det|på mig|kvar|snälla|tack|litegrann|några|minuter|sekunder))*",
    ),
    ("wait", 
        r"(?:ett |en |bara ett |bara en |bara )?(?:ögonblick|sekund|minut|stund|liten stund|kort stund|momang|"
        r"moment|sek|litet tag)(?: bara| snälla| tack)*|(?:jag )?(?:behöver |måste |vill |kan vi )*(?:ha |ta |"
        r"få )?(?:en )?(?:liten |kort )?(?:paus|betänketid|tid att tänka|tänka efter|tänka|fundera)(?: lite|"
        r" först| på det| en stund| efter)*|låt mig tänka(?: efter)?|jag (?:måste|ska) (?:leta|hämta|kolla|"
        r"titta)(?: (?:efter|upp|fram|på|brevet|papperet|papperen|det|papper|en sak|lite|först|i))*|håll|strax|"
        r"wait|(?:jag )?kommer (?:strax|snart)"),
    (
        "stop",
        r"(?:jag vill |kan vi |kan jag |vi |nu vill jag |jag måste |får jag |snälla |vill )*(?:stopp|stoppa|"
        r"stanna|sluta|slutar|avsluta|avslutar|avbryt|avbryta|avbryter|bryta|lägga på|stop|quit|exit|ge upp|"
        r"ger upp|strunta i det|strunta i det här|skit i det|skit samma)(?: (?:nu|här|det|det här|detta|samtalet|"
        r"fråga|frågorna|med det här|för i dag|för idag|snälla|tack|chatten|bara|prata|allt))*",
    ),
    (
        "stop",
        r"(?:jag )?(?:(?:orkar|pallar|klarar|hinner) (?:verkligen |bara |faktiskt )?(?:inte|ej|int)|(?:kan|"
        r"vill) (?:verkligen |bara |faktiskt )?(?:inte|ej) (?:mer|mera|längre|fortsätta|prata|hålla på|"
        r"göra det här|vara med))(?: (?:mer|mera|längre|nu|det här|det|fler|frågor|idag|i dag|svara på mer|"
        r"prata mer|prata nu|prata|fortsätta|svara|hålla på|med|det här mer|på|med det här|alla))*",
    ),
    ("stop", 
        r"(?:vi |jag |kan vi |vi får |vi kan |får vi |kan jag )*(?:tar|ta|fortsätter|fortsätta|göra|gör|"
        r"göra klart) (?:vi |jag )?(?:det|detta|resten|det här)? ?(?:här |resten )?(?:sen|senare|en annan gång|"
        r"imorgon|i morgon|en annan dag|nån annan gång|en annan stund)|(?:nu )?räcker det(?: nu| för idag|"
        r" för i dag)?|det räcker(?: nu| för idag| för i dag)?|nog(?: nu)?|"
        r"(?:tack )?hej ?då(?: tack(?: för .{1,30})?)?|"
        r"adjö|vi hörs|"
        r"jag (?:måste|ska) (?:gå|sluta|lägga på|dra|sticka)(?: nu)?|(?:inte nu|senare|sen)|bye"),
    ("more", 
        r"(?:kan du |jag vill |får jag |finns det |har du |är det |kan jag |vill )*(?:visa|se|ge mig|höra|läs|"
        r"läsa|säg)? ?(?:mig )?(?:fler|flera|fler alternativ|flera alternativ|fler val|flera val|mer val|resten|"
        r"de andra|resten av alternativen|alla alternativ|alternativen|andra alternativ|andra val|"
        r"fler svar)(?: alternativ| val)?|(?:läs |visa |säg |höra? )?(?:upp )?(?:en |hela )?listan?|"
        r"visa mer|mer|mera|more|inget av dem visa fler"),
    ("continue", 
        r"(?:(?:ja|okej|ok) )?(?:vi |jag vill |kan vi |du kan |jag kan |nu kan vi |låt oss |"
        r"jag är redo att )*(?:fortsätt|fortsätta|fortsätter|gå vidare|går vidare|kör vidare|köra vidare|vidare|"
        r"kör på|kör|kör igång|fortsätt gärna|gå på|continue)(?: (?:nu|då|med|frågorna|frågan|vidare|där|vi|var|"
        r"slutade|bara|gärna|tack))*|(?:nu )?(?:är jag |jag är )(?:tillbaka|redo|klar)(?: (?:nu|igen))?|"
        r"nu är jag här(?: igen)?|go on|jag är med|då (?:kör|fortsätter|går) vi(?: vidare)?"),
)  # fmt: skip

INSIDE: tuple[tuple[MoveId, str], ...] = (
    ("change", r"^(?:nej |oj |förlåt |ursäkta )?(?:jag )?(?:sa|skrev|svarade|tryckte|valde) fel\b"),
    ("wait", r"^vänta,? (?:lite,? )?jag (?:ska|måste)\b"),
    (
        "human",
        r"\b(?:vill|vil|kan jag|får jag|kunna|behöver|måste|snälla|skulle vilja|jag ha|går det att|hellre) (?:få |"
        r"bara |kunna |nog |hellre |jag )*(?:prata|tala|snacka|kopplas till|komma i kontakt|bli kopplad till|"
        r"ha kontakt) ?(?:med )?(?:en |ett |nån |någon |riktig |annan |levande )*"
        r"(?:människa|ombud|person|riktig människa|(?:nån|någon)?\s?på riktigt)\b(?! (?:på|i|från|hos) (?:soc|"
        r"social|försäkring|arbets|banken|kronofogden|vården))",
    ),
    (
        "human",
        r"\bkoppla (?:mig|in|fram) (?:till |mig till )?(?:en |ett |någon |nån )?(?:människa|ombud|person|riktig)",
    ),
    ("why", r"\bvarför (?:frågar|undrar) (?:du|ni)\b|\bvarför (?:vill|behöver|måste) (?:du|ni) veta\b"),
    ("repeat", 
        r"\b(?:säg|ta|säga|upprepa) (?:det |frågan |den )?(?:igen|en gång till)\b|\bkan du upprepa\b|\bvad (?:sa|"
        r"frågade) du\b"),
    ("slower", 
        r"\b(?:prata|tala|läs|ta det|läsa) (?:lite |mycket |mer )?(?:långsammare|saktare|lugnare)\b|"
        r"\bdu (?:pratar|läser|går) (?:alldeles |lite )?för (?:fort|snabbt)\b"),
    ("help", 
        r"\b(?:fattar|förstår|begriper) inte (?:vad du (?:menar|frågar)|frågan|din fråga|vad frågan)\b|"
        r"\bvad menar du\b"),
    ("back", 
        r"\b(?:vill|kan vi|kan jag|får jag) (?:backa|gå tillbaka|gå bakåt)(?! till (?!förra|föregående|frågan|"
        r"den))\b"),
    ("wait", r"\bvänta (?:lite|ett ögonblick|en stund|ett tag|en sekund|en minut)(?=,|\.|$| jag (?:måste|ska))"),
    ("stop", 
        r"\b(?:jag )?orkar inte (?:svara på )?(?:mer|fler frågor|med fler frågor)(?= nu|,|\.|$)(?! med)|\b(?:vi|"
        r"kan vi|får vi) (?:tar|ta) det (?:sen|senare)\b|\bvill (?:sluta|avbryta|avsluta)(?: nu)?(?=,|\.|$)"),
    ("more", r"\b(?:visa|se|höra) (?:fler|flera|resten av) (?:alternativ\w*|val)\b"),
)  # fmt: skip
