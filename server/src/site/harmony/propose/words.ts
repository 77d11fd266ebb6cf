import { speaker } from "../../../messages/speaker.ts";

/** What the form says on which anybody suggests a claim. Short; nothing is asked of who she is. */
const en = {
  title: "Suggest a claim",
  lead: "An official, an agency or the press said something that should be in the register? Tell us what, and where it can be read.",
  after:
    "Nothing of it is shown before somebody has put it into the form of the register and a second person has agreed.",
  trace:
    "Nothing is kept of who you are: no name, no address of your device. Do not write about yourself or about any private person.",
  statement: "What was said",
  statementHint: "In your language; as near to the words as you can.",
  who: "Who said it",
  whoHint: "The office or the paper; a name only of somebody who speaks for one.",
  where: "Where it can be read",
  whereHint: "The address of the page: https://…",
  when: "When it was said",
  whenHint: "As precisely as it stands there. Leave it empty where no date is given.",
  about: "Of whom, where and when",
  aboutHint: "For instance: all calls to the police in one region, 2023.",
  figure: "The figure, if there is one",
  unit: "What is counted",
  go: "Send",
  missing: "Please look again at: {fields}. Nothing was sent.",
  wait: "Many suggestions come from this connection just now. Try again in {seconds, plural, one {# second} other {# seconds}}. Nothing was sent.",
  fault: "This could not be read. Nothing was sent. Open the form and try again.",
  again: "Open the form",
  done: "It has arrived",
  receipt: "Its number is {number}.",
  receiptWhat:
    "Nobody can tell from it who you are. By it you can ask whoever runs these pages what became of it.",
  next: "What you wrote is destroyed once it has been taken into the register or turned down.",
  back: "To the claims",
};
export type ProposeKey = keyof typeof en;

const ru: Record<ProposeKey, string> = {
  title: "Предложить утверждение",
  lead: "Должностное лицо, ведомство или пресса сказали то, чему место в реестре? Напишите, что именно и где это можно прочитать.",
  after:
    "Ничего из этого не показывается, пока один человек не изложит это по форме реестра, а второй не согласится.",
  trace: "Кто вы, не сохраняется: ни имя, ни адрес устройства. Не пишите о себе и о других частных лицах.",
  statement: "Что было сказано",
  statementHint: "На вашем языке, как можно ближе к словам.",
  who: "Кто сказал",
  whoHint: "Ведомство или издание; имя только у того, кто говорит от их лица.",
  where: "Где это можно прочитать",
  whereHint: "Адрес страницы: https://…",
  when: "Когда было сказано",
  whenHint: "Так точно, как там указано. Если даты нет, оставьте пустым.",
  about: "О ком, где и за какое время",
  aboutHint: "Например: все вызовы полиции в одной области, 2023 год.",
  figure: "Число, если оно есть",
  unit: "Что считается",
  go: "Отправить",
  missing: "Посмотрите ещё раз: {fields}. Ничего не отправлено.",
  wait: "С этого подключения сейчас приходит много предложений. Попробуйте через {seconds, plural, one {# секунду} few {# секунды} many {# секунд} other {# секунды}}. Ничего не отправлено.",
  fault: "Это не удалось прочитать. Ничего не отправлено. Откройте форму и попробуйте ещё раз.",
  again: "Открыть форму",
  done: "Получено",
  receipt: "Номер: {number}.",
  receiptWhat:
    "По нему нельзя узнать, кто вы. По нему можно спросить у тех, кто ведёт эти страницы, что стало с предложением.",
  next: "Написанное уничтожается, как только оно внесено в реестр или отклонено.",
  back: "К утверждениям",
};

const kk: Record<ProposeKey, string> = {
  title: "Тұжырым ұсыну",
  lead: "Лауазымды адам, орган не баспасөз тізілімде болуға тиіс нәрсе айтты ма? Не айтылғанын және оны қайдан оқуға болатынын жазыңыз.",
  after: "Бір адам оны тізілімнің үлгісіне келтіріп, екінші адам келіскенше, ештеңе көрсетілмейді.",
  trace:
    "Сіздің кім екеніңіз сақталмайды: аты да, құрылғының мекенжайы да жоқ. Өзіңіз не басқа жеке адам туралы жазбаңыз.",
  statement: "Не айтылды",
  statementHint: "Өз тіліңізде, сөзіне барынша жақын.",
  who: "Кім айтты",
  whoHint: "Орган не басылым; атын тек солардың атынан сөйлейтін адамдікін жазыңыз.",
  where: "Қайдан оқуға болады",
  whereHint: "Беттің мекенжайы: https://…",
  when: "Қашан айтылды",
  whenHint: "Сонда көрсетілгендей дәл. Күні жоқ болса, бос қалдырыңыз.",
  about: "Кім туралы, қайда және қай уақыт",
  aboutHint: "Мысалы: бір облыста полицияға түскен барлық шақыру, 2023 жыл.",
  figure: "Саны, егер болса",
  unit: "Не саналады",
  go: "Жіберу",
  missing: "Мыналарды қайта қараңыз: {fields}. Ештеңе жіберілген жоқ.",
  wait: "Бұл қосылымнан қазір көп ұсыныс келіп жатыр. {seconds, plural, one {# секундтан} other {# секундтан}} кейін қайталаңыз. Ештеңе жіберілген жоқ.",
  fault: "Мұны оқу мүмкін болмады. Ештеңе жіберілген жоқ. Үлгіні ашып, қайталап көріңіз.",
  again: "Үлгіні ашу",
  done: "Келіп түсті",
  receipt: "Нөмірі: {number}.",
  receiptWhat:
    "Одан сіздің кім екеніңізді білуге болмайды. Сол арқылы бұл беттерді жүргізетіндерден ұсыныстың не болғанын сұрай аласыз.",
  next: "Жазғаныңыз тізілімге енгізілген не қабылданбаған бойда жойылады.",
  back: "Тұжырымдарға",
};

export const sayPropose = speaker<ProposeKey>({ kk, ru, en });
