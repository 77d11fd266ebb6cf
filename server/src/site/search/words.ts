/** How words are made alike before they are compared: a reader may type Kazakh with Russian letters, or in capitals. */

const ALIKE: Readonly<Record<string, string>> = {
  ә: "а",
  ғ: "г",
  қ: "к",
  ң: "н",
  ө: "о",
  ұ: "у",
  ү: "у",
  һ: "х",
  і: "и",
  ё: "е",
};

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  "⁰": "0",
  "¹": "1",
  "²": "2",
  "³": "3",
  "⁴": "4",
  "⁵": "5",
  "⁶": "6",
  "⁷": "7",
  "⁸": "8",
  "⁹": "9",
};

/** A word in one spelling: small letters, letters of Kazakh as the Russian ones nearest to them. */
export function fold(word: string): string {
  return word
    .normalize("NFC")
    .toLowerCase()
    .replace(/[әғқңөұүһіё]/g, (letter) => ALIKE[letter] ?? letter);
}

/**
 * The words and numbers of a text, folded. `109-1`, `109.1` and `109¹` are one number; `73-VIII` is one, since acts are
 * called so; `73-бап` is a number and a word.
 */
export function tokens(text: string): readonly string[] {
  const plain = fold(
    text.replace(
      /(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (signs) => `-${[...signs].map((sign) => SUPERSCRIPT[sign]).join("")}`,
    ),
  );
  const found = plain.match(/\d+(?:[-–—.]\d+)+|\d+[-–—][ivxlc]+(?![\p{L}\d])|\d+|[\p{L}\p{M}]+/gu) ?? [];
  return found.map((token) => token.replace(/[–—.]/g, "-"));
}

export function isNumber(token: string): boolean {
  return /^\d+(-\d+)*$/.test(token);
}

/**
 * Shorter and shorter beginnings of a word, for endings nobody types alike: `побоями` finds `побои`, `нұсқаманың` finds
 * `нұсқама`. Three fifths of the word stay, and four letters at least.
 */
export function beginnings(word: string): readonly string[] {
  const shortest = Math.max(4, Math.ceil(word.length * 0.6));
  return Array.from({ length: Math.max(0, word.length - shortest) }, (_, cut) =>
    word.slice(0, word.length - cut - 1),
  );
}
