/**
 * Markup that is safe to send. Only the `html` tag makes one, and it escapes everything put into it that is not markup
 * already: there is no way to pass text through unescaped.
 */
export class Html {
  readonly markup: string;

  private constructor(markup: string) {
    this.markup = markup;
  }

  static of(strings: TemplateStringsArray, values: readonly Piece[]): Html {
    checkTemplate(strings);
    return new Html(strings.reduce((text, part, index) => text + written(values[index - 1]) + part));
  }
}

/** What a template takes: nothing for what is absent, so that `${condition && html`…`}` reads well. */
export type Piece = Html | string | number | false | null | undefined | readonly Piece[];

export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return Html.of(strings, values);
}

/** Pieces with something between them: `joined(links, ", ")`. */
export function joined(pieces: readonly Piece[], between: Piece): Piece {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]));
}

function written(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return "";
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === "object") return piece.map(written).join("");
  return escaped(String(piece));
}

const SPECIAL: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Of most texts nothing has to be written otherwise, and finding that out is the cheapest. */
const NEEDS_WRITING = /[&<>"'\0\ud800-\udfff]/;

function escaped(text: string): string {
  if (!NEEDS_WRITING.test(text)) return text;
  // Halves of surrogate pairs and NUL have no place in a document.
  return text
    .toWellFormed()
    .replaceAll("\u0000", "\ufffd")
    .replace(/[&<>"']/g, (sign) => SPECIAL[sign] ?? "");
}

const checked = new WeakSet<TemplateStringsArray>();

/** An attribute without quotes would let a space in its value begin another one; scripts and styles stand in files. */
function checkTemplate(strings: TemplateStringsArray): void {
  if (checked.has(strings)) return;
  strings.slice(0, -1).forEach((before) => {
    if (/=\s*$/.test(before)) throw new Error(`an attribute without quotes: …${before.slice(-40)}`);
  });
  if (strings.some((part) => /<(?:style|script)(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/i.test(part)))
    throw new Error(`a script or a style inside a page: ${strings.join("…").slice(0, 80)}`);
  checked.add(strings);
}
