import type { Catalogue } from "./en.ts";

export const kk = {
  "site.name": "Күні бойынша заң",
  skip: "Мазмұнына өту",
  "leave.action": "Сайттан кету",
  "nav.label": "Беттер",
  "nav.languages": "Тіл",
  "nav.front": "Баптар",
  "nav.regimes": "Уақыт желісі",
  "nav.changes": "Не өзгерді",
  "nav.search": "Іздеу",
  "nav.what": "Не қолданылады?",
  "foot.what":
    "Мұнда бапта не белгіленгені өз сөзімізбен айтылған, дереккөзі көрсетілген. Ресми мәтін шешеді. Бұл заң кеңесі емес.",
  "foot.trace":
    "Бұл беттер cookie қоймайды, сіз туралы ештеңе сақтамайды. Бірақ браузер ашқан мекенжайларыңызды есте сақтауы мүмкін; жеке терезе сақтамайды.",
  "foot.printed": "Мекенжайы: {address}. Деректер редакциясы: {hash}.",

  "error.notFound.title": "Мұндай бет жоқ",
  "error.notFound.text": "Бұл мекенжайда ештеңе жоқ. Бапты іздеп табыңыз немесе тізімнен бастаңыз.",
  "error.noNorm.title": "«{id}» бабы жоқ",
  "error.noNorm.text": "Ол жинақта жоқ немесе мекенжайы қате жазылған.",
  "error.noNorm.near": "Мүмкін, мынаны іздедіңіз:",
  "error.noDay.title": "Мұндай күн жоқ",
  "error.noDay.text": "«{value}» — күнтізбеде мұндай күн жоқ. Жыл-ай-күн деп жазыңыз: 2024-06-16.",
  "error.early.title": "Жинақтың алғашқы күнінен бұрын",
  "error.early.text":
    "Жинақ мына күннен басталады: {first}. Оған дейінгі құқық туралы мұнда ештеңе айтылмаған: болжам жасалмайды.",
  "error.early.go": "{first} күнгі құқықты көрсету",
  "error.failed.title": "Біздің тарапта қате болды",
  "error.failed.text": "Ештеңе жоғалған жоқ. Бір минуттан кейін қайталап көріңіз. Сұраныс нөмірі: {id}.",
  "error.back": "Баптар тізіміне",

  "cite.article": "{act} {article}",
  "cite.paragraph": "{act} {article} {paragraph}-т.",
  "cite.part": "{whole} {part}-б.",

  "kind.definition": "анықтама",
  "kind.offence": "құқық бұзушылық",
  "kind.measure": "қорғау шарасы",
  "kind.duty": "міндет",
  "kind.right": "құқық",
  "kind.service": "қызмет",
  "kind.general": "жалпы ереже",

  "time.since": "{from} бастап күшінде",
  "time.sinceUntil": "{from} бастап {until} дейін күшінде болды",
  "time.between": "{from} мен {to} аралығындағы бір күн",

  "norm.onDay": "{date} жағдай бойынша",
  "norm.none": "{date} күні бұл бап күшінде болған жоқ.",
  "norm.sources": "Қайдан оқылды",
  "norm.by": "Енгізген: {act}",
} satisfies Catalogue;
