/**
 * Names as three alphabets write them, brought to one form: `Әбдірахманов`, `Абдрахманов` and `Abdrakhmanov` are one
 * surname. Kazakh letters become the Russian ones people put for them, Cyrillic becomes Latin, and of the vowels only
 * `a` stays, since the others are where spellings of one name differ (`Жүсіпов`, `Жусупов`); a first letter stays in any
 * event. The form is coarse on purpose: it is never a match by itself (marks.ts), and a name missed costs more than two
 * names taken for one.
 */

/** A name in its parts, whatever their order: a patronymic is known by its ending, also where it is written apart. */
export function namePartsOf(name: string): {
  /** Forms of all its words. */
  readonly words: readonly string[];
  /** Those that are no patronymic: surname and given name, in no known order. */
  readonly names: readonly string[];
} {
  const words = splitName(name);
  // A name of one word, or of two, has no patronymic to spare: `Абай Құнанбайұлы` goes by it as by a surname.
  const last = words.length > 2 ? words.findLastIndex(({ patronymic }) => patronymic) : -1;
  const names = words.filter((_, at) => at !== last);
  return { words: words.map(({ form }) => form), names: names.map(({ form }) => form) };
}

type Word = { readonly form: string; readonly patronymic: boolean };

function splitName(name: string): readonly Word[] {
  const words = latinOf(name)
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  const joined = words.reduce<string[]>((all, word) => {
    // `Болат ұлы` and `Болатұлы` are the same.
    const father = all.at(-1);
    if (father !== undefined && /^(uly|[kq]yzy|ogly)$/.test(word)) all[all.length - 1] = father + word;
    else all.push(word);
    return all;
  }, []);
  return joined.map((word) => {
    const father = fatherIn(word);
    return { form: skeleton(father ?? word), patronymic: father !== null };
  });
}

/** The father's name in a patronymic, of whichever language; null in any other word. */
function fatherIn(word: string): string | null {
  const [, father] = /^(.{2,}?)(?:[oe]vich|[oe]vna|ich(?:na)?|uly|[kq]yzy|ogly)$/.exec(word) ?? [];
  return father ?? null;
}

/** A word in the form in which spellings of one name agree. Also for the words of an address. */
export function skeleton(word: string): string {
  const sounds = latinOf(word)
    .replace(/[^a-z]/g, "")
    .replace(/shch/g, "s")
    .replace(/d?zh|dj/g, "j")
    // A figure holds the place of `ч` while `c` becomes `k`.
    .replace(/tch|ch/g, "1")
    .replace(/sh/g, "s")
    .replace(/kh/g, "h")
    .replace(/gh/g, "g")
    .replace(/ph/g, "f")
    .replace(/ck|c|q/g, "k")
    .replace(/1/g, "c")
    .replace(/x/g, "ks")
    .replace(/w/g, "v")
    .replace(/ng/g, "n")
    // `я`, `ia`, `ya`, `iya`: the glide before a vowel is heard by some and not by others.
    .replace(/[iy]+(?=[aeiouy])/g, "");
  const [first = "", rest = ""] = [sounds.slice(0, 1), sounds.slice(1)];
  const start = first.replace(/[iy]/, "e").replace("u", "o");
  const kept = (start + rest.replace(/[eiouy]/g, "")).replace(/(.)\1+/g, "$1");
  // `Ахметова` is of the same family as `Ахметов`, `Гульнара` as `Гүлнар`.
  return kept.length > 2 ? kept.replace(/a$/, "") : kept;
}

/** Small Latin letters for any of the three alphabets; what is no letter stays. */
function latinOf(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[ъь'’ʼ`]/g, "");
  const latin = Array.from(plain, (letter) => LATIN[letter] ?? letter).join("");
  return latin.normalize("NFD").replace(/\p{M}/gu, "");
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "аa әa бb вv гg ғg дd еe ёe жzh зz иi йi іi кk қk лl мm нn ңn оo өo пp рr сs тt уu ұu үu фf хkh һkh цts чch шsh щshch",
    "ыy эe юiu яia ıi əa",
  ].flatMap((row) => row.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)])),
);
