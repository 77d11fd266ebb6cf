/**
 * Words and numbers as they sound, so that one place written in many ways is one place: Kazakh and Russian spelling,
 * Latin letters for Cyrillic ones, letters that only look alike, capitals, marks, spaces between letters, endings.
 */

/** A piece of a text: a word (with every skeleton it may be read as) or a number; where it stands in the text. */
export type Token = {
  readonly kind: "word" | "number";
  /** Lower case, without marks; a number without leading zeros. */
  readonly text: string;
  readonly skeletons: readonly string[];
  readonly from: number;
  readonly to: number;
  /** A full stop follows: it may be cut short. */
  readonly short: boolean;
  /** Its place among the words and numbers as they stand; several places where it is put together from several. */
  readonly first: number;
  readonly last: number;
};

type Sign = { readonly sign: string; readonly at: number };

export function tokensOf(text: string): readonly Token[] {
  const signs = signsOf(text);
  const found: Token[] = [];
  for (let at = 0; at < signs.length; ) {
    const kind = kindOf(signs[at]?.sign ?? "");
    if (kind === null) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < signs.length && kindOf(signs[end]?.sign ?? "") === kind) end += 1;
    found.push(token(kind, signs.slice(at, end), signs[end]?.sign === ".", found.length));
    at = end;
  }
  return [...found, ...spelled(found), ...mixed(found)].sort((a, b) => a.from - b.from);
}

/** Every digit of a text in order, with those written as words or as letters that look like them. */
export function digitsOf(text: string): readonly Sign[] {
  const signs = signsOf(text).filter(({ sign }) => kindOf(sign) !== null);
  const isDigit = (sign: Sign | undefined) => sign !== undefined && /\d/.test(sign.sign);
  const alike = signs.flatMap((sign, index): Sign[] => {
    if (isDigit(sign)) return [sign];
    const digit = LOOKS_LIKE_A_DIGIT[sign.sign];
    return digit !== undefined && (isDigit(signs[index - 1]) || isDigit(signs[index + 1]))
      ? [{ sign: digit, at: sign.at }]
      : [];
  });
  const said = tokensOf(text).flatMap(({ kind, text: word, from }): Sign[] => {
    const digit = kind === "word" ? DIGIT_WORDS.get(word) : undefined;
    return digit === undefined ? [] : [{ sign: digit, at: from }];
  });
  return [...alike, ...said].sort((a, b) => a.at - b.at);
}

/** How a word sounds, roughly: no glides, few vowels, no voice. Two, where Latin letters may stand for Cyrillic ones. */
export function skeletonsOf(word: string): readonly string[] {
  const lookAlike = [...word].every(
    (sign) => sign in LATIN_FOR_CYRILLIC || /\p{Script=Cyrillic}/u.test(sign),
  );
  const latin = /\p{Script=Latin}/u.test(word);
  const asCyrillic = [...word].map((sign) => LATIN_FOR_CYRILLIC[sign] ?? sign).join("");
  return [...new Set([skeleton(word), ...(latin && lookAlike ? [skeleton(asCyrillic)] : [])])];
}

/** Small letters without marks and without signs nobody sees, each with its place. */
function signsOf(text: string): readonly Sign[] {
  const signs: Sign[] = [];
  let at = 0;
  for (const sign of text) {
    // The sign for a number would come apart into letters.
    for (const plain of (sign === "№" ? " " : sign.normalize("NFKD")).toLowerCase())
      if (!/[\p{M}\p{Cf}]/u.test(plain)) signs.push({ sign: plain, at });
    at += sign.length;
  }
  return signs;
}

function kindOf(sign: string): "word" | "number" | null {
  return /\p{L}/u.test(sign) ? "word" : /\p{N}/u.test(sign) ? "number" : null;
}

function token(kind: "word" | "number", signs: readonly Sign[], short: boolean, place: number): Token {
  const text = signs.map(({ sign }) => sign).join("");
  return {
    kind,
    text: kind === "number" ? text.replace(/^0+(?=\d)/, "") : text,
    skeletons: kind === "number" ? [] : skeletonsOf(text),
    from: signs[0]?.at ?? 0,
    to: (signs.at(-1)?.at ?? 0) + 1,
    short,
    first: place,
    last: place,
  };
}

/** Letters told one by one: `А б а я`, `А-б-а-я`. Where among them a word begins and ends nobody says. */
function spelled(tokens: readonly Token[]): readonly Token[] {
  const runs: Token[][] = [];
  let run: Token[] = [];
  for (const one of tokens) {
    const last = run.at(-1);
    const near = last === undefined || one.from - last.to <= 3;
    if (one.kind === "word" && one.text.length === 1 && near) run.push(one);
    else {
      runs.push(run);
      run = one.kind === "word" && one.text.length === 1 ? [one] : [];
    }
  }
  return [...runs, run]
    .filter((letters) => letters.length > 2)
    .map((letters) => joined(letters, letters.map((one) => one.text).join("")));
}

/** Words with digits in the place of letters: `С0тпаева`. */
function mixed(tokens: readonly Token[]): readonly Token[] {
  const runs: Token[][] = [];
  for (const one of tokens) {
    const run = runs.at(-1);
    if (run?.at(-1)?.to === one.from) run.push(one);
    else runs.push([one]);
  }
  return runs
    .filter((run) => run.length > 1 && run.filter(({ kind }) => kind === "word").length > 0)
    .map((run) =>
      joined(
        run,
        run.map(({ text }) => text.replace(/\d/g, (digit) => DIGIT_AS_A_LETTER[digit] ?? digit)).join(""),
      ),
    )
    .filter(({ text }) => text.length > 2 && !/\d/.test(text));
}

function joined(tokens: readonly Token[], text: string): Token {
  const [first] = tokens;
  const last = tokens.at(-1);
  return {
    kind: "word",
    text,
    skeletons: skeletonsOf(text),
    from: first?.from ?? 0,
    to: last?.to ?? 0,
    short: last?.short ?? false,
    first: first?.first ?? 0,
    last: last?.last ?? 0,
  };
}

function skeleton(word: string): string {
  const sounds = [...word].map((sign) => SOUNDS[sign] ?? (sign in LATIN ? sign : "")).join("");
  return SPELLINGS.reduce((text, [from, to]) => text.replaceAll(from, to), sounds)
    .replace(/[yij]/g, "")
    .replace(/[bdgvzuwqx]/g, (sign) => VOICELESS[sign] ?? sign)
    .replace(/(.)\1+/g, "$1");
}

const LATIN: Readonly<Record<string, true>> = Object.fromEntries(
  [..."abcdefghijklmnopqrstuvwxyz"].map((sign) => [sign, true]),
);

/** Cyrillic, with the letters of Kazakh, in Latin ones. */
const SOUNDS: Readonly<Record<string, string>> = {
  ...{
    а: "a",
    ә: "a",
    б: "b",
    в: "v",
    г: "g",
    ғ: "g",
    д: "d",
    е: "e",
    ж: "zh",
    з: "z",
    и: "i",
    к: "k",
    қ: "k",
  },
  ...{
    л: "l",
    м: "m",
    н: "n",
    ң: "n",
    о: "o",
    ө: "o",
    п: "p",
    р: "r",
    с: "s",
    т: "t",
    у: "u",
    ұ: "u",
    ү: "u",
  },
  ...{ ф: "f", х: "h", һ: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "y", і: "i", ь: "", э: "e" },
  ...{ ю: "yu", я: "ya", ı: "i", ə: "a", ŋ: "n", ø: "o", æ: "a", ß: "s" },
};

/** Ways the same sound is written, longest first. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ["shch", "s"],
  ["sch", "s"],
  ["dzh", "s"],
  ["zh", "s"],
  ["sh", "s"],
  ["tch", "c"],
  ["ch", "c"],
  ["ts", "s"],
  ["tz", "s"],
  ["kh", "h"],
  ["gh", "k"],
  ["ph", "f"],
  ["ng", "n"],
  ["ck", "k"],
];

/** Sounds that Kazakh and Russian spelling take for one another: Сәтбаев, Сатпаев; Қонаев, Кунаев. */
const VOICELESS: Readonly<Record<string, string>> = {
  ...{ b: "p", d: "t", g: "k", v: "f", z: "s", u: "o", w: "o", q: "k", x: "h" },
};

const LATIN_FOR_CYRILLIC: Readonly<Record<string, string>> = {
  ...{
    a: "а",
    b: "в",
    c: "с",
    e: "е",
    h: "н",
    k: "к",
    m: "м",
    o: "о",
    p: "р",
    t: "т",
    x: "х",
    y: "у",
    i: "і",
  },
};

const LOOKS_LIKE_A_DIGIT: Readonly<Record<string, string>> = {
  ...{ o: "0", о: "0", з: "3", l: "1", i: "1", "|": "1", б: "6", ч: "4", s: "5" },
};

const DIGIT_AS_A_LETTER: Readonly<Record<string, string>> = {
  ...{ "0": "о", "1": "і", "3": "з", "4": "ч", "6": "б" },
};

const DIGIT_WORDS: ReadonlyMap<string, string> = new Map(
  [
    "нол бір екі үш төрт бес алты жеті сегіз тоғыз",
    "нөл bir eki ush tort bes alty zheti segiz togyz",
    "ноль один два три четыре пять шесть семь восемь девять",
    "нуль odin dva tri chetyre pyat shest sem vosem devyat",
    "zero one two three four five six seven eight nine",
  ].flatMap((words) =>
    words.split(" ").map((word, digit) => [word.normalize("NFKD").replace(/\p{M}/gu, ""), String(digit)]),
  ),
);
