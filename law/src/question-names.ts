import type { ActGroup } from "./act-groups.ts";
import type { ACTS, COMPLAINTS, FactPath, HARMS, MOTIVES, PLACES, RELATIONS, SEXES } from "./facts.ts";
import type { Text } from "./norm.ts";

/**
 * The facts as questions to the person it happened to, and their values as her answers: plain words, no blame, no
 * word of law that needs explaining. `factNames` says the same to staff.
 */
const t = (kk: string, ru: string, en: string): Text => ({ kk, ru, en });

export const questionNames: Readonly<Record<FactPath, Text>> = {
  acts: t("Не болды?", "Что произошло?", "What happened?"),
  harm: t("Сізге қандай зиян келді?", "Насколько вы пострадали?", "How badly were you hurt?"),
  relation: t("Бұл адам сізге кім?", "Кем вам приходится этот человек?", "Who is this person to you?"),
  "victim.age": t("Сіз неше жастасыз?", "Сколько вам лет?", "How old are you?"),
  "victim.sex": t("Сіз әйелсіз бе, ер адамсыз ба?", "Вы женщина или мужчина?", "Are you a woman or a man?"),
  "victim.pregnant": t(
    "Ол кезде жүкті болдыңыз ба?",
    "Вы были тогда беременны?",
    "Were you pregnant at the time?",
  ),
  "victim.helpless": t(
    "Сіз өзіңізді қорғай алмайтын күйде болдыңыз ба?",
    "Вы были в состоянии, в котором нельзя защитить себя?",
    "Were you in a state in which you could not protect yourself?",
  ),
  "victim.dependent": t(
    "Сіз бұл адамға тәуелдісіз бе?",
    "Вы зависите от этого человека?",
    "Do you depend on this person?",
  ),
  "victim.disabled": t("Мүгедектігіңіз бар ма?", "У вас есть инвалидность?", "Do you have a disability?"),
  "respondent.age": t("Бұл адам неше жаста?", "Сколько лет этому человеку?", "How old is this person?"),
  "respondent.sex": t(
    "Бұл адам әйел ме, ер адам ба?",
    "Этот человек женщина или мужчина?",
    "Is this person a woman or a man?",
  ),
  "respondent.sane": t(
    "Бұл адам не істегенін түсінді ме?",
    "Этот человек понимал, что делает?",
    "Did this person understand what they were doing?",
  ),
  "respondent.exemptFromArrest": t(
    "Бұл адамды қамаққа алуға болмайтын себеп бар ма?",
    "Есть ли причина, по которой этого человека нельзя арестовать?",
    "Is there a reason why this person may not be put under arrest?",
  ),
  "respondent.exemptFromCommunityService": t(
    "Бұл адамға қоғамдық жұмысты тағайындауға болмайтын себеп бар ма?",
    "Есть ли причина, по которой этому человеку нельзя назначить общественные работы?",
    "Is there a reason why this person may not be given community service?",
  ),
  "respondent.intoxicated": t(
    "Бұл адам мас немесе есірткі қабылдаған күйде болды ма?",
    "Этот человек был пьян или под действием наркотиков?",
    "Was this person drunk or on drugs?",
  ),
  "respondent.official": t(
    "Бұл адам қызмет бабын пайдаланатын лауазымды адам ба?",
    "Этот человек занимает должность, которая даёт власть над другими?",
    "Does this person hold an office with power over others?",
  ),
  "respondent.entrusted": t(
    "Бұл адамға сізді тәрбиелеу, оқыту, емдеу немесе күту жүктелген бе?",
    "Этому человеку было поручено вас растить, учить, лечить или ухаживать за вами?",
    "Was this person in charge of raising, teaching, treating or caring for you?",
  ),
  "circumstances.place": t("Бұл қай жерде болды?", "Где это произошло?", "Where did it happen?"),
  "circumstances.childPresent": t(
    "Қасыңызда мұны көрген немесе естіген бала болды ма?",
    "Рядом был ребёнок, который это видел или слышал?",
    "Was a child there who saw or heard it?",
  ),
  "circumstances.weapon": t(
    "Қару немесе қару орнына басқа зат қолданылды ма?",
    "Было ли оружие или предмет вместо оружия?",
    "Was a weapon used, or a thing used as one?",
  ),
  "circumstances.group": t(
    "Мұны бірнеше адам бірге істеді ме?",
    "Это делали несколько человек вместе?",
    "Did several people do it together?",
  ),
  "circumstances.cruelty": t(
    "Сізді әдейі қинап, ерекше қатыгездік жасады ма?",
    "Вас мучили намеренно, с особой жестокостью?",
    "Were you made to suffer on purpose, in an especially cruel way?",
  ),
  "circumstances.repeated": t(
    "Бұрын да осылай істеген бе?",
    "Этот человек делал так раньше?",
    "Has this person done this before?",
  ),
  "circumstances.substantialHarm": t(
    "Бұл өміріңізге, ісіңізге немесе мүлкіңізге едәуір зиян келтірді ме?",
    "Это причинило серьёзный ущерб вашей жизни, делам или имуществу?",
    "Did it do serious harm to your life, your affairs or your belongings?",
  ),
  "circumstances.threatToLife": t(
    "Өміріңізге қауіп төнді ме?",
    "Ваша жизнь была в опасности?",
    "Was your life in danger?",
  ),
  "circumstances.sharedHome": t(
    "Ол кезде бұл адаммен бір үйде тұрдыңыз ба?",
    "Вы жили тогда с этим человеком в одном жилье?",
    "Did you share a home with this person at the time?",
  ),
  "circumstances.severalVictims": t(
    "Сізден басқа да зардап шеккен адам бар ма?",
    "Пострадал ли кто-то ещё, кроме вас?",
    "Was anybody harmed besides you?",
  ),
  "circumstances.motive": t(
    "Сіздің ойыңызша, бұл адам мұны неге істеді?",
    "Как вы думаете, почему этот человек так поступил?",
    "Why did this person do it, as far as you know?",
  ),
  "circumstances.criminalGroup": t(
    "Мұны ұйымдасқан қылмыстық топ жасады ма?",
    "Это сделала организованная преступная группа?",
    "Was it done by an organised criminal group?",
  ),
  "circumstances.publicly": t(
    "Бұл басқалардың көзінше немесе интернетте болды ма?",
    "Это было на глазах у людей или в интернете?",
    "Did it happen in front of other people or on the internet?",
  ),
  "circumstances.graveConsequences": t(
    "Бұл өте ауыр жағдайға әкелді ме?",
    "Это привело к очень тяжёлым последствиям?",
    "Did something very grave come of it?",
  ),
  "circumstances.threatCredible": t(
    "Қоқан-лоққы орындалады деп қорқуға негіз болды ма?",
    "Были ли причины бояться, что угрозу исполнят?",
    "Was there reason to fear that the threat would be carried out?",
  ),
  history: t(
    "Бұл адам бұрын осындай іс үшін жазаланған ба?",
    "Этого человека уже наказывали за подобное?",
    "Has this person been punished before for something like this?",
  ),
  "orders.protectiveOrder": t(
    "Ол кезде бұл адамға қорғау нұсқамасы шығарылған ба?",
    "Действовало ли тогда защитное предписание против этого человека?",
    "Was there a protective order against this person at the time?",
  ),
  "orders.specialRequirements": t(
    "Ол кезде бұл адамның мінез-құлқына ерекше талаптар қойылған ба?",
    "Были ли тогда установлены особые требования к поведению этого человека?",
    "Was this person under special requirements of conduct at the time?",
  ),
  complaint: t(
    "Полицияға немесе сотқа арыз бердіңіз бе?",
    "Вы подавали заявление в полицию или суд?",
    "Have you given a complaint to the police or a court?",
  ),
  "reconciliation.agreed": t(
    "Бұл адаммен татуласқаныңызды ресми түрде айттыңыз ба?",
    "Вы официально заявили, что примирились с этим человеком?",
    "Have you officially said that you made peace with this person?",
  ),
  "reconciliation.before": t(
    "Бұл адам татуласқаны үшін бұрын неше рет жазадан босатылды?",
    "Сколько раз этого человека уже освобождали из-за примирения?",
    "How many times before was this person let off because of making peace?",
  ),
};

/** What a question means, where its words alone may not be enough. */
export const questionHints: Readonly<Partial<Record<FactPath, Text>>> = {
  acts: t("Болғанның бәрін белгілеңіз.", "Отметьте всё, что было.", "Mark everything that happened."),
  harm: t(
    "Зиянды дәрігер анықтайды. Мұнда өз ойыңыз жеткілікті.",
    "Вред определяет врач. Здесь достаточно вашего впечатления.",
    "A doctor determines the harm. Here your own impression is enough.",
  ),
  "victim.helpless": t(
    "Мысалы, ұйықтап жатқан, есінен танған, ауыр науқас, өте қарт немесе кішкентай.",
    "Например, сон, потеря сознания, тяжёлая болезнь, очень пожилой или малый возраст.",
    "For example asleep, unconscious, gravely ill, very old or very young.",
  ),
  "victim.dependent": t(
    "Мысалы, ақша, баспана немесе күтім жағынан.",
    "Например, из-за денег, жилья или ухода.",
    "For example for money, housing or care.",
  ),
  "respondent.age": t("Шамамен айтсаңыз болады.", "Можно примерно.", "Roughly is enough."),
  "respondent.sane": t(
    "Сырқатынан түсінбесе ғана «жоқ» деңіз. Мастық туралы бөлек сұралады.",
    "«Нет», только если не понимал из-за болезни. Об опьянении спрашивают отдельно.",
    "“No” only if an illness kept them from understanding. Drink is asked about separately.",
  ),
  "respondent.exemptFromArrest": t(
    "Заң кейбір адамдарды қамаққа алудан босатады. Сенімді болмасаңыз, «білмеймін» деңіз.",
    "Закон освобождает некоторых людей от ареста. Если не уверены, ответьте «не знаю».",
    "The law spares some people arrest. If you are not sure, answer “I don’t know”.",
  ),
  "respondent.official": t(
    "Мысалы, полиция, әкімдік немесе мекеме басшысы.",
    "Например, полиция, администрация, руководитель учреждения.",
    "For example police, administration, the head of an institution.",
  ),
  "circumstances.graveConsequences": t(
    "Мысалы, біреу қаза тапты, өз-өзіне қол жұмсамақ болды немесе ауыр науқасқа ұшырады.",
    "Например, кто-то погиб, пытался покончить с собой или тяжело заболел.",
    "For example somebody died, tried to take their own life or fell gravely ill.",
  ),
  "orders.protectiveOrder": t(
    "Жақындауға, іздеуге және байланысуға тыйым салатын ресми қағаз.",
    "Официальная бумага, которая запрещает преследовать вас и связываться с вами.",
    "An official paper that forbids this person to pursue you or get in touch.",
  ),
  "orders.specialRequirements": t(
    "Бұл адамға ресми түрде қойылған шектеулер: мысалы, сізді іздемеу, ішімдік ішпеу.",
    "Официальные запреты для этого человека: например, не искать вас, не пить спиртного.",
    "Official limits on what this person may do: for example not to look for you, not to drink.",
  ),
  complaint: t(
    "Арыз: болған жай туралы жазған немесе полиция жазып алған сөзіңіз.",
    "Заявление: ваш рассказ о случившемся, написанный вами или записанный полицией.",
    "A complaint is your own account of what happened, written by you or taken down by the police.",
  ),
  "reconciliation.before": t(
    "Бұл істен бұрынғы босатулар. Болмаса, 0 деп жазыңыз.",
    "Прежние освобождения, до этого случая. Если не было, напишите 0.",
    "Times before this one. If there were none, write 0.",
  ),
};

/** The groups of acts, as areas somebody can recognise before naming what happened. */
export const actGroupNames: Readonly<Record<ActGroup, Text>> = {
  body: t(
    "Ұрды, жаралады, өлтірмек болды",
    "Удары, травмы, опасность для жизни",
    "Blows, injury, danger to life",
  ),
  words: t(
    "Қорлау, қорқыту, қудалау, аңду",
    "Оскорбления, угрозы, преследование",
    "Insults, threats, being followed",
  ),
  sexual: t(
    "Еркімнен тыс сексуалдық әрекеттер",
    "Сексуальные действия против воли",
    "Sexual acts against my will",
  ),
  freedom: t(
    "Қамап қою, ақшасыз қалдыру, заттарды бүлдіру",
    "Не выпускали, лишали денег, портили вещи",
    "Locked in, kept without money, belongings broken",
  ),
  child: t("Балаға зиян келтірілді", "Пострадал ребёнок", "A child was harmed"),
  orders: t("Ресми тыйым бұзылды", "Нарушен официальный запрет", "An official ban was broken"),
};

const actAnswers: Readonly<Record<(typeof ACTS)[number], Text>> = {
  insult: t("Балағат, қорлайтын сөздер", "Брань, оскорбительные слова", "Foul or insulting words"),
  humiliation: t(
    "Кемсіту, адамгершілігіме тию",
    "Унижение, издевательские слова",
    "Humiliation, being made to feel worthless",
  ),
  "threat-of-death-or-grave-harm": t(
    "Өлтіремін немесе ауыр жаралаймын деп қорқыту",
    "Угроза убить или тяжело покалечить",
    "A threat to kill or to injure badly",
  ),
  battery: t(
    "Ұру, тебу, итеру, шаштан тарту: ауырды",
    "Удары, пинки, толчки, таскание за волосы: было больно",
    "Blows, kicks, pushing, pulled hair: it hurt",
  ),
  "bodily-harm": t(
    "Жарақат: сынық, жара, ми шайқалуы және сол сияқты",
    "Травма: перелом, рана, сотрясение и подобное",
    "An injury: a broken bone, a wound, a concussion or the like",
  ),
  torment: t(
    "Ұзақ қинау, қайта-қайта ұру",
    "Долгие мучения, побои раз за разом",
    "Lasting cruelty, beating again and again",
  ),
  stalking: t(
    "Аңду, соңынан қалмау, қайта-қайта байланысу",
    "Слежка, навязчивые встречи, звонки или сообщения",
    "Being followed or watched, unwanted contact again and again",
  ),
  harassment: t("Тынышты алып, мазалау", "Приставания, не дают покоя", "Pestering that does not stop"),
  "sexual-harassment": t(
    "Жағымсыз сексуалдық сөздер, хабарламалар, тиісу",
    "Нежеланные сексуальные слова, сообщения, прикосновения",
    "Unwanted sexual remarks, messages or touching",
  ),
  bullying: t(
    "Буллинг: мазақтау, қысым көрсету, интернеттегісі де",
    "Травля: насмешки, давление, в том числе в интернете",
    "Bullying: mockery and pressure, also online",
  ),
  rape: t(
    "Күшпен немесе еркімнен тыс жыныстық қатынас",
    "Половой акт силой или против воли",
    "Sexual intercourse by force or against my will",
  ),
  "sexual-assault": t(
    "Күшпен немесе еркімнен тыс басқа сексуалдық әрекеттер",
    "Другие сексуальные действия силой или против воли",
    "Other sexual acts by force or against my will",
  ),
  "sexual-coercion": t(
    "Қорқытып, бопсалап сексуалдық әрекетке мәжбүрлеу",
    "Принуждение к сексуальным действиям угрозами или шантажом",
    "Being made to do sexual things by threats or blackmail",
  ),
  "deprivation-of-liberty": t(
    "Қамап қою, шығармау",
    "Запирали, не давали уйти",
    "Being locked in or kept from leaving",
  ),
  abduction: t("Күшпен алып кету", "Увезли силой", "Being taken away by force"),
  "forced-marriage": t("Некеге мәжбүрлеу", "Принуждение к браку", "Being forced to marry"),
  "forced-abortion": t(
    "Жүктілікті үзуге мәжбүрлеу",
    "Принуждение прервать беременность",
    "Being forced to end a pregnancy",
  ),
  "forced-sterilisation": t(
    "Бала көтеру қабілетінен еркінен тыс айыру",
    "Лишение возможности иметь детей против воли",
    "Being made unable to have children against my will",
  ),
  fgm: t(
    "Қыздың немесе әйелдің жыныс мүшелерін кесу",
    "Обрезание девочки или женщины",
    "Cutting of a girl’s or a woman’s genitals",
  ),
  "economic-deprivation": t(
    "Ақшасыз, тамақсыз, дәрісіз қалдыру",
    "Оставляли без денег, еды или лекарств",
    "Being kept without money, food or medicine",
  ),
  "property-damage": t(
    "Заттарымды сындыру, бүлдіру",
    "Ломали или портили вещи",
    "My things were broken or spoiled",
  ),
  "incitement-to-suicide": t(
    "Өз-өзіне қол жұмсауға дейін жеткізу",
    "Доводили до самоубийства",
    "Being driven to take one’s own life",
  ),
  murder: t("Адам өлтірілді", "Убит человек", "A person was killed"),
  "attempted-murder": t("Өлтірмек болды", "Попытка убить", "An attempt to kill"),
  "child-neglect": t("Бала қараусыз қалды", "Ребёнок остался без заботы", "A child was left without care"),
  "child-abuse": t("Балаға қатыгездік", "Жестокость к ребёнку", "Cruelty to a child"),
  "breach-of-protective-order": t(
    "Қорғау нұсқамасының тыйымы бұзылды",
    "Нарушен запрет защитного предписания",
    "The ban of a protective order was broken",
  ),
  "breach-of-special-requirements": t(
    "Мінез-құлыққа қойылған ерекше талап бұзылды",
    "Нарушено особое требование к поведению",
    "A special requirement of conduct was broken",
  ),
  slander: t("Мен туралы өтірік тарату", "Распространяли ложь обо мне", "Lies spread about me"),
  "negligent-harm": t(
    "Әдейі емес, абайсызда келген зиян",
    "Вред не нарочно, по неосторожности",
    "Harm done by carelessness, not on purpose",
  ),
  "harm-in-strong-emotion": t(
    "Зорлық не қорлаудан кейін кенет ашу үстінде келген зиян",
    "Вред в порыве чувств после насилия или оскорбления",
    "Harm done in a sudden outburst after violence or insult",
  ),
  "excess-of-defence": t(
    "Қорғану кезінде шектен тыс келтірілген зиян",
    "Вред при защите, больше, чем было нужно",
    "Harm done in self-defence, more than was needed",
  ),
  "killing-of-newborn": t(
    "Анасы жаңа туған баланы өлтірді",
    "Мать убила новорождённого",
    "A newborn was killed by its mother",
  ),
  "abandonment-in-danger": t(
    "Қауіпте көмексіз қалдыру",
    "Оставили в опасности без помощи",
    "Being left in danger without help",
  ),
  "sexual-acts-with-minor": t(
    "Балаға немесе жасөспірімге қатысты сексуалдық әрекеттер",
    "Сексуальные действия с ребёнком или подростком",
    "Sexual acts with a child or a teenager",
  ),
  "depravation-of-minor": t(
    "Балаға сексуалдық сурет, сөз, әрекет көрсету",
    "Ребёнку показывали сексуальные картинки, слова, действия",
    "A child was shown sexual pictures, talk or acts",
  ),
  trafficking: t(
    "Пайдалану үшін сату, сатып алу, ұстау",
    "Продажа, покупка или удержание человека ради наживы",
    "A person was sold, bought or held to be exploited",
  ),
  "maintenance-evasion": t("Алимент төлемеу", "Неуплата алиментов", "Maintenance is not paid"),
  "involving-minor-in-offence": t(
    "Баланы заң бұзуға тарту",
    "Ребёнка втянули в нарушение закона",
    "A child was drawn into breaking the law",
  ),
  "intoxicating-minor": t(
    "Балаға ішімдік немесе есірткі беру",
    "Ребёнку давали спиртное или наркотики",
    "A child was given alcohol or drugs",
  ),
  "failure-to-report": t(
    "Балаға жасалған зиянды білген адам хабарламады",
    "Знали о вреде ребёнку и не сообщили",
    "Harm to a child was known and not reported",
  ),
  "failure-to-protect-child": t(
    "Балаға жауапты адам оны қорғамады",
    "Ответственные за ребёнка его не защитили",
    "Those in charge of a child did not protect it",
  ),
};

const harmAnswers: Readonly<Record<(typeof HARMS)[number], Text>> = {
  none: t("Ауырған да, жарақат та жоқ", "Ни боли, ни травм", "No pain and no injury"),
  pain: t("Ауырды, бірақ жарақат жоқ", "Было больно, но травмы нет", "It hurt, but there was no injury"),
  light: t("Тез жазылатын жарақат", "Травма, которая быстро заживает", "An injury that heals quickly"),
  medium: t("Ұзақ емделетін жарақат", "Травма, которая заживает долго", "An injury that takes long to heal"),
  grave: t(
    "Өмірге қауіпті немесе мүгедек қылатын жарақат",
    "Травма, опасная для жизни или с потерей навсегда",
    "An injury that endangers life or leaves a lasting loss",
  ),
  death: t("Адам қайтыс болды", "Человек погиб", "A person died"),
};

const relationAnswers: Readonly<Record<(typeof RELATIONS)[number], Text>> = {
  spouse: t("Күйеуім немесе әйелім", "Муж или жена", "My husband or wife"),
  "ex-spouse": t("Бұрынғы күйеуім немесе әйелім", "Бывший муж или бывшая жена", "My former husband or wife"),
  partner: t(
    "Некесіз бірге тұратын адам",
    "Живём вместе без брака",
    "We live together without being married",
  ),
  "ex-partner": t(
    "Бұрын некесіз бірге тұрған адам",
    "Раньше жили вместе без брака",
    "We used to live together without being married",
  ),
  "co-parent": t("Ортақ баламыз бар адам", "У нас общий ребёнок", "We have a child together"),
  parent: t("Әкем немесе анам", "Отец или мать", "My father or mother"),
  child: t("Ұлым немесе қызым", "Сын или дочь", "My son or daughter"),
  sibling: t("Аға, іні, әпке, сіңлі, қарындасым", "Брат или сестра", "My brother or sister"),
  grandparent: t("Атам немесе әжем", "Дедушка или бабушка", "My grandfather or grandmother"),
  grandchild: t("Немерем", "Внук или внучка", "My grandchild"),
  "in-law": t("Жұбайымның туысы", "Родственник мужа или жены", "A relative of my husband or wife"),
  "other-relative": t("Басқа туысым", "Другой родственник", "Another relative"),
  guardian: t("Қамқоршым немесе қорғаншым", "Опекун или попечитель", "My guardian"),
  "household-member": t(
    "Бір үйде тұратын адам, туыс емес",
    "Живёт в том же доме, не родственник",
    "Lives in the same home, no relative",
  ),
  none: t("Бұлардың ешқайсысы емес", "Никто из перечисленных", "None of these"),
};

const sexAnswers: Readonly<Record<(typeof SEXES)[number], Text>> = {
  female: t("Әйел", "Женщина", "A woman"),
  male: t("Ер адам", "Мужчина", "A man"),
};

const placeAnswers: Readonly<Record<(typeof PLACES)[number], Text>> = {
  home: t("Үйде", "Дома", "At home"),
  street: t(
    "Көшеде немесе қоғамдық жерде",
    "На улице или в общественном месте",
    "In the street or a public place",
  ),
  work: t("Жұмыста", "На работе", "At work"),
  school: t("Мектепте немесе оқу орнында", "В школе или на учёбе", "At school or college"),
  online: t("Интернетте немесе телефонмен", "В интернете или по телефону", "On the internet or by telephone"),
  other: t("Басқа жерде", "В другом месте", "Somewhere else"),
};

const motiveAnswers: Readonly<Record<(typeof MOTIVES)[number], Text>> = {
  hooligan: t("Себепсіз, бұзақылықпен", "Без причины, из хулиганства", "For no reason, out of rowdiness"),
  hatred: t(
    "Ұлтты, дінді немесе топты жек көргендіктен",
    "Из ненависти к народу, вере или группе людей",
    "Out of hatred of a people, a faith or a group",
  ),
  "revenge-for-duty": t(
    "Менің қызметім немесе борышым үшін кек алып",
    "Из мести за мою службу или исполнение долга",
    "In revenge for my work or for doing my duty",
  ),
  gain: t("Пайда табу үшін", "Ради выгоды", "For gain"),
  concealment: t("Басқа қылмысты жасыру үшін", "Чтобы скрыть другое преступление", "To hide another crime"),
  other: t("Басқа себеппен", "По другой причине", "For another reason"),
};

const complaintAnswers: Readonly<Record<(typeof COMPLAINTS)[number], Text>> = {
  given: t("Иә, бердім", "Да", "Yes"),
  none: t("Жоқ, әлі бергем жоқ", "Пока нет", "Not yet"),
  withdrawn: t("Бердім, кейін қайтарып алдым", "Да, но потом забрали", "Yes, and took it back later"),
};

const byFact: Partial<Record<FactPath, Readonly<Record<string, Text>>>> = {
  acts: actAnswers,
  harm: harmAnswers,
  relation: relationAnswers,
  "victim.sex": sexAnswers,
  "respondent.sex": sexAnswers,
  "circumstances.place": placeAnswers,
  "circumstances.motive": motiveAnswers,
  complaint: complaintAnswers,
};

const yes = t("Иә", "Да", "Yes");
const no = t("Жоқ", "Нет", "No");

/** One value as an answer to its question; undefined where it needs no words (numbers) or is not in the vocabulary. */
export function answerName(fact: FactPath, value: unknown): Text | undefined {
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value !== "string") return undefined;
  const answers = byFact[fact];
  return answers !== undefined && Object.hasOwn(answers, value) ? answers[value] : undefined;
}
