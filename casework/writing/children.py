"""What an assessment or an interview says of a child: their words, their days, harm over time."""

import re
from itertools import pairwise

from casework.writing.text import any_of, pattern, sentences, straight

ADULT_SAYS = (
    r"(?:step)?(?:mum|dad|mother|father)|parents?|carers?|nan|gran\w*|uncle|aunt\w*|"
    r"teacher|school|staff|police|"
    r"social\s+worker|worker|health\s+visitor|paediatrician|neighbour|boss|porter"
)
QUOTED = re.compile(r"(?<!\w)['\"]([^'\"\n]{3,}(?:'\w[^'\"\n]*)*)['\"](?!\w)")
SAYS = any_of(
    "said|says|told|asked|wrote|drew|showed|explained|described|whispered|shouted|"
    "answered|replied|put it|puts it|calls|called|stated|shared"
)
WISH = pattern(
    r"\b(?:he|she|they|(?-i:[A-Z][a-z]+))(?:'s|\s+has|\s+have|"
    r"'d)?\s+(?:\w+\s+){0,2}?(?:wants?|wanted|would\s+like|wish(?:es|ed)?|hopes?|"
    r"hates?|loves|likes|prefers?|"
    r"feels?|misses|is\s+(?:scared|afraid|proud|worried|frightened|excited|happy|sad)|"
    r"expressed\s+a\s+wish|thinks|dreams|doesn't\s+(?:want|like|trust)|believes?)\b"
)
TOLD = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|Auntie|Aunt|Uncle|School|Police|Staff|"
    r"Parents|Carers?|Worker|Form|"
    r"Neighbours)[A-Z][a-z]+))\s+(?:\(\d+\)\s+)?(?:has\s+)?(?:also\s+)?"
    r"(?:told|said|says|asked|wrote|drew|showed|nodded|shook|cried|shared|explained|"
    r"underlined|whispered|puts?\s+it)\b"
)
ASKS_FOR = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|School|Parents|We|I)[A-Z][a-z]+))\s+"
    r"(?:wants?|wanted|would\s+like|wish(?:es|ed)?|hopes?|expressed\s+a\s+wish)\s+(?:to|his|her|"
    r"their|the|a|more|mum|dad|(?-i:[A-Z])\w+)\b"
)
BEHAVES = pattern(
    r"\b(?:looks\s+at\s+the\s+ceiling|turns\s+(?:away|towards|to)|reaches\s+(?:for|"
    r"out)|flinches|goes\s+(?:quiet|still|stiff)|clings|settles\s+when|"
    r"stops\s+crying|smiles\s+when|points|pushes\s+(?:away|it)|squeals|hides|freezes|"
    r"signs|signed|picture\s+cards?|eye[-\s]gaze|stiffens|looks\s+away|quietens|"
    r"arches|startles|settles\s+only|cries\s+(?:when|if|until)|pushed|handed|"
    r"holds\s+out|follows\s+\w+\s+with|turned\s+(?:away|his|her)|chose|smiles|"
    r"goes\s+rigid|does\s+not\s+cry|looks\s+for|rigid|limp|calms|reached\s+(?:for|out)|"
    r"banged|turned\s+(?:the|his|her)|put\s+a\s+cross|nodded|shook\s+(?:his|her))\b"
)
MADE = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|School|Police|Parents)[A-Z][a-z]+))\s+"
    r"(?:\(\d+\)\s+)?(?:drew|wrote|painted|typed|texted|signed|acted\s+out|put\s+a\s+cross|"
    r"banged|pointed|(?:has\s+)?asked\s+\w+\s+\w+\s+(?:whether|if|why|when))\s+(?:\w+\W+){2,}"
)
SAID_THIS = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|School|Police|Parents|Mother|Father)[A-Z][a-z]+))\s+"
    r"(?:\(\d+\)\s+)?(?:said|says|types|typed|wrote|told\s+\w+|calls\s+\w+)\s*:?,?\s*['\"](?:\w+\W+){2,}|"
    r"(?:^|[.!?:]\s+)['\"](?:i|my|me|when|they|it's)\b"
)
REPORTED = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|Auntie|Aunt|Uncle|School|Police|Staff|Parents|"
    r"Mother|Father|Carers?|Worker|It)[A-Z][a-z]+))\s+(?:\(\d+\)\s+)?(?:said|says|told\s+\w+|"
    r"explained|thinks)\s+(?:that\s+)?(?:he|she|they|there|it|nobody|no|his|her|the)\s+"
    r"(?!(?:was|is)\s+(?:fine|ok|okay|alright|good)\b)(?:[\w'’]+\W+){2,}"
)
ADULT_BEFORE = pattern(
    r"\b(?:(?:step)?(?:mum|dad|mother|father)|parents?|carers?|nan|gran\w*|uncle|aunt\w*|"
    r"teacher|worker|partner|m[rs]s?)\b[^.!?]*$"
)
NO_CONTENT = pattern(
    r"\b(?:voice\s+of\s+the\s+child\s+was\s+(?:captured|sought)|"
    r"wishes\s+and\s+feelings\s+(?:were|have\s+been)\s+(?:sought|captured|gathered)|"
    r"were\s+able\s+to\s+share|refused\s+to\s+speak|would\s+not\s+be\s+interviewed|"
    r"stated\s+that\s+they\s+didn't\s+want|didn't\s+want\s+to\s+say|said\s+nothing)\b"
)


def child_voice(text: str) -> bool:
    """The child's own words, views or wishes; for one who does not speak, behaviour."""
    plain = straight(text)
    score = 0.0
    quotes = [one for one in QUOTED.finditer(plain) if len(one.group(1).split()) >= 3]
    theirs = [one for one in quotes if not _an_adults(plain, one)]
    score += 1.4 * bool(theirs or SAID_THIS.search(plain))
    score += 0.7 * bool(TOLD.search(plain))
    score += 0.8 * bool(WISH.search(plain)) + 0.4 * bool(ASKS_FOR.search(plain))
    score += 0.6 * min(2, _count(BEHAVES, plain)) + 1.1 * bool(MADE.search(plain))
    score += 1.1 * any(_the_childs(plain, one) for one in REPORTED.finditer(plain))
    score -= 1.0 * bool(NO_CONTENT.search(plain))
    return score > 1.0


def _the_childs(text: str, told) -> bool:
    """Not of the adult the sentence began with, or the one before where it has no name."""
    before = text[max(0, told.start() - 60) : told.start()]
    return not ADULT_BEFORE.search(re.sub(r"[.!?]\s*$", "", before))


def _an_adults(text: str, quote) -> bool:
    before = text[max(0, quote.start() - 45) : quote.start()]
    around = f"{before} # {text[quote.end() : quote.end() + 45]}"
    near = re.search(
        rf"\b(?:{SAYS})\s+(?:his|her|their|the|my)?\s*(?:{ADULT_SAYS})\b|"
        rf"\b(?:{ADULT_SAYS})\s+(?:{SAYS}|agreed)\b",
        around,
        re.I,
    )
    return bool(near)


DAILY = pattern(
    r"\b(?:gets?\s+up|up\s+(?:at|before)|wakes?|bed(?:s|room|time)?|sleeps?|sleeping|"
    r"breakfast|tea('s)?|dinner|eats?|eating|cooks?|cleans?|bath|washes|uniform|"
    r"pyjamas|settee|landing|upstairs|downstairs|stairs|kitchen|fridge|door|key|house|"
    r"flat|room|school\s+(?:gate|bag|run)|homework|after\s+school|evening|"
    r"evenings|morning|mornings|night|nights|saturdays?|sundays?|weekends?|"
    r"in\s+the\s+week|every\s+day|all\s+day|till\s+dark|quilt|van|pub|tablet|phone|"
    r"library|"
    r"hears?|listens|watches|sits|hides|plates?|food|hungry|cold|dark|smell|horses|"
    r"bus|walks?|carries|feeds|minds|sofa|couch|bathroom|bedroom|mattress|sheet|pillow|telly|tv|"
    r"music|chair|table|window|garden|yard|lift|crisps|toast|chips|milk|bottle|buggy|cot|"
    r"bouncer|toys?|clothes|clean|coat|shoes|light|heating|noise|quiet|shout(?:s|ing)|smoke|"
    r"mould|gate|taxi|playground|lunch|seconds|alone|lets?\s+(?:him|her|them)selves?|wears|"
    r"dressed|plays|playing|paces|waits?|warm|wet|stinks|smells|mornings?|teatime|sits?|share[sd]?|"
    r"two\s+rooms|drive|turns\s+up|shuts|doorway|corner|school\s+bag|packed)\b"
)
FORMAL = pattern(
    r"\b(?:concerns?|referrals?|assess(?:ed|ment)|engag\w+|convictions?|police\s+attended|"
    r"call-?outs?|incidents?|in\s+respect\s+of|regarding|presentation|home\s+conditions|"
    r"parental|convicted|arrested|strategy|threshold|professionals|services)\b"
)
HABIT = pattern(
    r"\b(?:every\s+\w+|each\s+(?:day|night|morning|week)|always|most\s+(?:days|nights|"
    r"evenings)|on\s+(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|"
    r"sundays?|the\s+days)|"
    r"at\s+(?:mum's|dad's|nan's|home)|in\s+the\s+(?:car|van|bath|kitchen)|before\s+it|"
    r"after\s+it|by\s+(?:six|seven|himself|herself)|has\s+(?:learnt|worked\s+out)|"
    r"asks?|keeps)\b"
)
PERIOD = pattern(
    r"\b(?:for\s+(?:\w+\s+)?years|since\s+(?:he|she|they|birth|(?:a\s+)?toddler|\w+)|"
    r"years\s+of|(?:\w+\s+)?years\s+(?:on|like|later)|each\s+time|every\s+time|"
    r"again\s+and\s+again|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"\d+)\s+(?:\w+\s+)?(?:years|times|contacts|separations|referrals|moves|carers|"
    r"homes|schools|placements)|"
    r"twenty\s+times|put\s+side\s+by\s+side|together\s+(?:they|these)|"
    r"none\s+of\s+these\s+on\s+(?:its|their)\s+own|from\s+(?:\w+\s+)?(?:months|five|"
    r"four|three|birth)|half\s+(?:his|her)\s+(?:own\s+)?life|over\s+(?:time|"
    r"the\s+years)|"
    r"first\s+broken|nineteen|cumulative|a\s+winter|the\s+years|long\s+time|"
    r"all\s+(?:his|her)\s+life|was\s+born|by\s+(?:one|two|three)|every\s+move|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:years|winters|summers)|"
    r"taken\s+together|one\s+after\s+another|(?:months|years)\s+(?:in\s+which|without|with\s+no)|"
    r"keeps\s+happening|so\s+many\s+(?:times|homes|moves)|year\s+(?:after|on)\s+year|"
    r"(?:second|third|fourth|fifth|sixth)\s+(?:winter|year|time|summer|placement|school|home|move|carer)|the\s+same\s+time\s+twice|never\s+\w+ed\s+at|now\s+been\s+\w+\s+from|"
    r"so\s+many\s+(?:years|adults|workers|people|places))\b"
)
EFFECT = pattern(
    r"\b(?:taught|learn(?:t|ed|s)|has\s+made|means\s+(?:she|he|they|that)|shows?|"
    r"showing|now\s+(?:he|she|they)|stopped|no\s+longer|can't|cannot|"
    r"doesn't\s+(?:tell|cry|trust|expect|play)|"
    r"has\s+(?:started|stopped|begun|cut|lost)|is\s+(?:tired|afraid|ashamed|small|"
    r"anxious|coming\s+to)|used\s+to|believes?\s+(?:she|he|it)|thinks\s+(?:she|he|it)|"
    r"deserves|hurt\w*\s+(?:himself|herself)|"
    r"overdoses?|cuts\b|ashamed|flinch\w*|wets|nightmares|on\s+iron|"
    r"lost\s+the\s+sight|as\s+though|expects?|goes\s+to\s+any|"
    r"(?:has|have)\s+left\s+(?:him|her|them|(?-i:[A-Z])\w+)|unable|fallen\s+behind|no\s+point|"
    r"hides\s+food|hoards?|packs|won't|does\s+not\s+(?:trust|cry|play|ask|expect)|"
    r"never\s+(?:asks|cries|plays|tells)|wary|watchful|jumps|refuses|gives?\s+up|"
    r"has\s+become|have\s+(?:made|taught|turned|become)|cannot\s+(?:read|sleep|trust)|"
    r"believing|blames\s+(?:him|her)self|wakes|self-?harms?|silent|grown\s+up\s+too|"
    r"made\s+(?:him|her|them)|g[ai]ve\s+up|cannot\s+leave|as\s+if|greets\s+every)\b"
)
LIKELY = pattern(
    r"\b(?:likely|unlikely|i\s+think|i\s+believe|worr(?:y|ied|ies)|danger(?:ous)?|"
    r"next\s+time|sooner\s+or\s+later|could\s+(?:die|drown|be|end)|would\s+(?:be|"
    r"show)|will\s+(?:be\s+(?:hurt|harmed|on)|hurt|ask|end|get\s+worse)|"
    r"it'll\s+get|she'll\s+be|he'll\s+be|if\s+(?:we|he|she|they|nothing|this|mum|dad|"
    r"it)|the\s+(?:harm|risk|danger)\s+(?:of|is|left)|might\s+(?:be|happen)|"
    r"may\s+be\s+(?:hurt|harmed)|"
    r"within\s+\w+\s+(?:months|weeks)|near\s+the\s+stage|most\s+(?:likely|at\s+risk)|"
    r"what\s+reduces|concerned\s+that|easy\s+to\s+hurt|goes\s+wrong|would\s+happen|"
    r"chance|would\s+(?:hurt|lose|not|get|run)|wouldn't|may\s+be|i'd\s+expect|i'll|"
    r"he'll\s+(?:refuse|ask|be)|she'd\s+(?:lose|be))\b"
)
ONLY_LABEL = pattern(
    r"\b(?:risk\s+is\s+(?:assessed\s+as\s+)?(?:high|medium|low)|"
    r"at\s+risk\s+of\s+significant\s+harm|threshold\b|significant\s+concerns|"
    r"risk\s+factors\s*:|weighed\s+up|cumulative\s+impact\s+of\s+(?:these|"
    r"harm)\s+on)\b"
)
WHO_HELPS = pattern(
    r"\b(?:nan|gran\w*|grandad|auntie|aunt|uncle|godmother|brother|sister|teacher|mr|"
    r"mrs|miss|ms|neighbour|coach|mentor|assistant|keyworker|carers?|mum|dad|stepmum|"
    r"toni|school|imam|call|alarm|club|taid|nain|foster|order|injunction|locks?|chemist|"
    r"nurse|nursery|pharmacist|friend's|cousin|youth\s+worker|tutor|head|midwife|next\s+door|"
    r"spare\s+key|landlord|gate|safe|medication|methadone|rehab|refuge|bail|"
    r"manager|locked|grandmother|grandfather|great-aunt|key\s?worker|warden|friend|brother's|sister's|family\s+next\s+door)\b"
)
LOWERS = pattern(
    r"\b(?:takes\s+the\s+(?:boys|girls|children|kids|baby)|checks\s+on|rings\s+(?:mum|dad|home|us)|"
    r"has\s+(?:him|her|them)\s+(?:every|each|on|when)|feeds\s+(?:him|her|them)|so\s+(?:they|he|she)\s+"
    r"(?:is|are|can|gets?|has|have)|sits\s+with\s+(?:him|her|them)|knows\s+to\s+ring|fetche[sd]|rings?\s+(?:me|her|him|next|on)|"
    r"ring\s+her\s+and|comes?\s+(?:and|over|on)|drives\s+over|takes\s+(?:her|him|"
    r"them)|gives\s+(?:her|him|them)|reads\s+them|sees\s+(?:her|him)|notices|"
    r"within\s+(?:ten|two|five|\d+)\s+minutes|it\s+worked|keep\s+(?:him|her)\s+from|"
    r"that's\s+(?:why|when|the\s+days)|on\s+those\s+days|because\s+of\s+(?:that|it|"
    r"her|him)|rather\s+than|instead\s+of|as\s+long\s+as|for\s+as\s+long\s+as|"
    r"there's\s+been\s+an\s+adult|late\s+twice|what\s+reduces|safe\s+(?:there|with|"
    r"at)|tells?\s+(?:her|him|them)|told\s+(?:her|him|liz|mo|them)|goes\s+to\s+her|"
    r"runs\s+the|stays\s+in\s+class|sends\s+him|he's\s+got\s+a\s+place|picks\s+(?:her|"
    r"him)\s+up|steps\s+in|so\s+that\s+(?:he|she|they|there|no)|which\s+(?:means|is\s+when)|"
    r"so\s+(?:he|she|they|there|nobody|no)\b|knows\s+(?:she|he|they)\s+can|can\s+(?:go|ring|"
    r"knock|stay)|rings\s+if|cannot\s+(?:get|come|reach|walk)|can\s+no\s+longer|"
    r"there\s+is\s+none|spots|waits\s+for\s+it|have\s+been\s+changed|keeps?\s+(?:him|her|them|"
    r"a\s+spare|an\s+eye)|stays\s+(?:until|till|with|over)|driven\s+round|has\s+(?:them|him|her|"
    r"the\s+\w+)\s+(?:every|each|on|from)|has\s+the\s+(?:twins|boys|girls|baby|children)|"
    r"since\s+(?:then|(?:she|he|they|nan|gran)\s+(?:moved|came|began|started|took))|has\s+not\s+happened\s+since|goes\s+to\s+sleep|"
    r"kept\s+(?:him|her|them|it)\s+(?:off|from|out|away|safe|going)|(?:none|neither|nobody|nothing|no\s+\w+)\s+(?:\w+\s+){0,3}(?:has|have|had)\s+been|"
    r"(?:has|have)\s+been\s+(?:none|no)\b|sends?\s+\w+\s+(?:back|away|home)|lets\s+(?:her|him|them)\s+(?:stay|in)|counts\s+them|"
    r"is\s+the\s+reason|makes\s+sure|will\s+not\s+let|steps\s+between|takes\s+over|sits\s+up|"
    r"it\s+has\s+meant|walks\s+(?:him|her|them)|has\s+not\s+been|gives\s+(?-i:[A-Z])\w+\s+a|has\s+a\s+bed)\b"
)
MUST_CHANGE = pattern(
    r"\b(?:what\s+(?:has\s+to|needs\s+to|must|still\s+has\s+to)\s+change|has\s+to\b|"
    r"have\s+to\b|needs?\s+to\s+(?:be|start|stop|say|know|live|have|leave|become|go)|"
    r"must\s?n't|mustn't|must\b|has\s+got\s+to|should\s+(?:not\s+)?be|"
    r"isn't\s+to\s+be|nobody's\s+to|can't\s+be\s+left|there\s+needs\s+to|needs\s+(?:a|"
    r"an|his|her|some)\s+\w+)\b"
)
EMPTY_CHANGE = pattern(
    r"\b(?:engage\s+with\s+the\s+plan|demonstrate\s+(?:sustained\s+)?change|"
    r"prioritise\s+the\s+needs|work\s+openly|needs\s+to\s+engage|"
    r"no\s+identified\s+needs|is\s+to\s+be\s+promoted|did\s+not\s+require)\b"
)
SIBLING = pattern(
    r"\b(?:brothers?|sisters?|half-?(?:brother|sister)s?|step-?(?:brother|sister)s?|"
    r"siblings?|twins?|the\s+(?:two|three|four|five|girls|boys|others|eldest|"
    r"youngest)|youngest|eldest|each\s+other|one\s+another|cousins?|"
    r"(?-i:[A-Z][a-z]+)\s+and\s+(?-i:[A-Z][a-z]+)|"
    r"the\s+other\s+(?:two|three|one|girl|boy)s?|which(?:ever)?\s+of\s+them|both\s+of\s+them|"
    r"little\s+ones?|middle\s+one|the\s+baby|twins)\b"
)
BETWEEN = pattern(
    r"\b(?:gets\s+(?:her|his)\s+(?:little\s+|big\s+|baby\s+)?(?:brother|sister)|without\s+(?:her|him)|"
    r"favourite|blamed|treated|lets\s+(?:him|her|them)|shares?\s+(?:a|his|her)|sleeps?\s+(?:in|with)\s+(?:his|her)|looks?\s+after|looking\s+after|feeds|feeding|each\s+other|"
    r"from\s+each\s+other|blame|bites|copy|copies|fights?|hits?\s+(?:him|her|them)|"
    r"afraid\s+of|protect\w*|carr(?:y|ies|ying)|rings?\s+to\s+ask|calls\s+(?:her|him|"
    r"iman|it)|"
    r"sits?\s+by|kept\s+her|needs?\s+each|they\s+need|argue|neither|the\s+only\s+one|"
    r"of\s+the\s+(?:two|three|four|five)|less\s+than|bringing\s+her|tells\s+dad|slips|"
    r"first\s+and\s+says|go(?:es|ne)?\s+first|turns\s+the|message|differently|"
    r"checks?\s+(?:he|she|on|that)|checked|jumper|after\s+her\s+as|asks\s+where|sends\s+(?:her|"
    r"him)|for\s+(?:him|her)\b|up\s+before\s+his|goes\s+to\s+(?:her|him)|different\s+child\w*|"
    r"different(?:ly)?|never\s+has|remembers|the\s+blame|it\s+was\s+(?:her|him)|comforts?|"
    r"plays?\s+with|teach(?:es)?|reads\s+to|dresses|picks?\s+up|miss(?:es|ed)\s+(?:her|his|him)|"
    r"asks\s+(?:for|when|every)|jealous|in\s+charge\s+of|mothers|bull(?:y|ies)|scared\s+of|"
    r"follows|(?:will|would)\s+only|won't|will\s+not\s+\w+\s+(?:until|unless|without)|pillow|"
    r"coming\s+back|saves|hides|stands\s+between|takes\s+the\s+blame|whatever\s+(?:his|her)|"
    r"got\s+none\s+of|while\s+(?:his|her)\s+(?:brother|sister)|unlike|gets\s+the|"
    r"same\s+bed|it\s+is\s+(?-i:[A-Z])\w+\s+who|(?-i:[A-Z])\w+\s+who\s+tells|the\s+one\s+who|the\s+one\s+(?:mum|dad)|they\s+use\s+it|hits\b|fight\b|together\s+they|holds?\s+(?:his|her)|sleeps?\s+(?:next|beside)|"
    r"from\s+(?:him|her)\s+and\s+not|come\s+in\s+with|tells\s+them|you\s+are\s+the\s+one|gets?\s+in\s+with)\b"
)
EMPTY_SIBLINGS = pattern(
    r"\b(?:close\s+bond|as\s+would\s+be\s+expected|sibling\s+contact|"
    r"contact\s+takes\s+place|enjoy\s+spending\s+time|together\s+or\s+apart|"
    r"often\s+seen|of\s+this\s+type|is\s+promoted|takes\s+place|fortnightly)\b"
)
HERITAGE = pattern(
    r"\b(?:muslim|islam|eid|mosque|imam|ramadan|haram|halal|janazah|church|god|faith|"
    r"sikh|hindu|jewish|christian|catholic|roma|gypsy|traveller|trailer|welsh|polish|"
    r"urdu|pashto|somali|yoruba|ghanaian|slovakia|chinese|black|white|asian|mixed|"
    r"heritage|language|accent|skin|hair|wheelchair|cerebral\s+palsy|deaf|"
    r"hearing\s+aids|splint|autis\w+|disab\w+|gay|trans|pronouns|boy's\s+name|he/him|"
    r"she/her|identity|name|culture|country|valley|racis\w+|called\s+a|grown\s+man|"
    r"pani|baba|taid|"
    r"hijab|turban|pray(?:s|er|ers)?|fast(?:s|ing)|kosher|afro|braids|to\s+sign|signing|blind|epilep\w+|down's|sexuality|girlfriend|gender|refugee|asylum|passport|village|mother\s+tongue|surname|adopted|nigerian|jamaican|pakistani|bangladeshi|indian|irish|romanian|bulgarian|kurdish|afghan|syrian|eritrean|sudanese|vietnamese|albanian|turkish|portuguese|arabic|punjabi|bengali|romani|temple|gurdwara|synagogue)\b"
)
MEANS = pattern(
    r"\b(?:proud|ashamed|hates|stopped|told\s+her\s+friends|cut\s+out|at\s+home\s+he|"
    r"at\s+school|in\s+both\s+places|only\s+(?:muslim|black)|still\s+somebody's|"
    r"believe|belong\w*|failed|luggage|isn't\s+asked|opinions|people\s+talk\s+over|"
    r"coming\s+to\s+think|raised|brought\s+up|says\s+that\s+this\s+is|nobody's|"
    r"no\s+one's|called\s+a\s+terrorist|from\s+his\s+own|wants\s+to|hasn't\s+told|"
    r"speaks?|limited\s+edition|the\s+one\s+who|senior|in\s+his\s+own|"
    r"matters|nobody\s+(?:has|else|knows|asks|at)|the\s+only\s+(?:one|child|person|girl|boy)|begun\s+to|will\s+not|won't|refuses|teased|bullied|laughed|stares?|hides|misses|asked\s+to\s+take|has\s+not\s+come|eats?|keeps|cries|loves|fits\s+in|different\s+from|like\s+(?:her|him)|wears)\b"
)
EMPTY_IDENTITY = pattern(
    r"\b(?:no\s+identified\s+needs|cultural\s+needs\s+are\s+met|no\s+cultural|"
    r"good\s+match|did\s+not\s+require\s+an\s+interpreter|"
    r"this\s+has\s+been\s+respected|identity\s*:|interpreter\s+used|attend\s+mosque|"
    r"none\s+stated|(?:ethnicity|religion|language)\s*:)\b"
)


def _count(form, text) -> int:
    return len({one.group().lower() for one in form.finditer(text)})


DOES = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|School|Police|Parents|This|There|Mr|Mrs|Ms)[A-Z][a-z]+))"
    r"(?:\s+\w+ly|\s+(?:also|still|always|never|then|often))?\s+"
    r"(?!(?:is|was|has|says|does|wants|needs|feels|attends|presents|requires|reports|states|"
    r"engages|remains|continues)\b)[a-z]{2,}s\b"
)


def lived_experience(text: str) -> bool:
    """What an ordinary day, night or place is like from where the child stands."""
    plain = straight(text)
    days = " ".join(one.words for one in sentences(plain) if not MUST_CHANGE.search(one.words))
    cues = _count(DAILY, days) + _count(HABIT, days) + min(2, _count(DOES, days))
    against = _count(FORMAL, days) + _count(LIKELY, days) / 2
    return cues - against >= min(4, max(2, len(days.split()) // 10))


def cumulative_impact(text: str) -> bool:
    """Repeated or long harm tied to its effect on this child."""
    plain = straight(text)
    return (
        bool(PERIOD.search(plain)) and _count(EFFECT, plain) >= 1 and not ONLY_LABEL.search(plain)
    )


def risk_analysis(text: str) -> bool:
    """Reasons about harm: what might happen, to whom, how likely, under which conditions."""
    plain = straight(text)
    return _count(LIKELY, plain) >= 1 and not ONLY_LABEL.search(plain)


def protective_factors(text: str) -> bool:
    """A certain person, act or condition that lowers the risk, and how it helps: said of now, in
    one sentence or in the next, not of what has to be."""
    return _together(straight(text), WHO_HELPS, LOWERS)


def _together(text: str, one: re.Pattern, other: re.Pattern) -> bool:
    said = ["" if MUST_CHANGE.search(part.words) else part.words for part in sentences(text)]
    pairs = (f"{first} {second}" for first, second in pairwise([*said, ""]))
    return any(one.search(pair) and other.search(pair) for pair in pairs)


def change_needed(text: str) -> bool:
    """What has to be different, as behaviour or circumstances."""
    plain = straight(text)
    return bool(MUST_CHANGE.search(plain)) and not EMPTY_CHANGE.search(plain)


NAME = re.compile(
    r"(?<=[a-z,;:'] )(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss )(?<!Dr )(?<!Auntie )(?<!Aunt )(?<!Uncle )"
    r"(?!Mum|Dad|Nan|Gran|Auntie|Aunt|Uncle|Mr|Mrs|Miss|Ms|Dr|School|Police|Step|Year|"
    r"[A-Z][a-z]+day\b|Welsh|Polish|English|Muslim|Black|White|Roma|Houses?|Tata|Baba)"
    r"[A-Z][a-z]{2,}\b"
)


def _names(text: str) -> set[str]:
    """First names in the middle of a sentence, of no adult the words say is one."""
    return set(NAME.findall(text))


def siblings_relationships(text: str) -> bool:
    """What the child and brothers or sisters are to each other, or how their lives differ."""
    plain = straight(text)
    now = " ".join(one.words for one in sentences(plain) if not MUST_CHANGE.search(one.words))
    children = SIBLING.search(now) or len(_names(now)) > 1
    return bool(children and BETWEEN.search(now)) and not EMPTY_SIBLINGS.search(plain)


def identity_culture(text: str) -> bool:
    """What heritage, faith, language, disability or a sense of self means in the child's life."""
    plain = straight(text)
    return bool(HERITAGE.search(plain) and MEANS.search(plain)) and not EMPTY_IDENTITY.search(plain)
