import { actId } from "@arasha/law";
import type { Book } from "./shelf.ts";
import type { Visit } from "./visit.ts";

/** The parts of an article's id: `72-p3-3` is article 72, paragraph 3-3; `73-note` is something of article 73. */
export type ArticleNumber = { readonly article: string | null; readonly paragraph: string | null };

export function articleNumber(norm: string): ArticleNumber {
  const last = norm.split(".")[2] ?? "";
  const article = /^\d+(?:-\d+)*/.exec(last)?.[0] ?? null;
  const paragraph = /-p(\d+(?:-\d+)*)$/.exec(last)?.[1] ?? null;
  return { article, paragraph };
}

/** How a norm is cited, by the short name of its act: `CC 109-1`, `CC 109-1, part 2`. A norm not held stands as its id. */
export function cite(
  visit: Pick<Visit, "language" | "say">,
  book: Book,
  norm: string,
  part: string | null = null,
): string {
  const { say, language } = visit;
  if (!book.law.norms.has(norm)) return norm;
  const act = book.law.acts.get(actId(norm))?.cited[language] ?? actId(norm);
  const { article, paragraph } = articleNumber(norm);
  const whole =
    article === null
      ? act
      : paragraph === null
        ? say("cite.article", { act, article })
        : say("cite.paragraph", { act, article, paragraph });
  return part === null ? whole : say("cite.part", { whole, part });
}
