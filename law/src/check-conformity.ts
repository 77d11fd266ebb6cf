import type { Law } from "./compile.ts";
import { breaksOf, type Matrix, matrix, readingOf, testsOf } from "./conformity.ts";
import type { Answer, Judgement, Judgements, Treaty } from "./obligation.ts";

/** One thing wrong between treaty, judgements and law. `path` starts at the treaty's articles or at the judgements. */
export type ConformityFault = {
  readonly of: "articles" | "judgements";
  readonly at: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
};

/** Items given twice, in the wrong article or in a chapter there is none of. */
export function checkTreaty(treaty: Treaty): readonly ConformityFault[] {
  const chapters = new Set(treaty.chapters.map(({ id }) => id));
  const seen = new Set<string>();
  const articles = new Set<number>();
  return treaty.articles.flatMap(({ article, chapter, items }, at) => {
    const fault = (path: ConformityFault["path"], message: string): ConformityFault => ({
      of: "articles",
      at,
      path,
      message,
    });
    const twice = articles.has(article) ? [fault(["article"], `article ${article} is given twice`)] : [];
    articles.add(article);
    return [
      ...twice,
      ...(chapters.has(chapter) ? [] : [fault(["chapter"], `"${chapter}" is not a chapter of ${treaty.id}`)]),
      ...items.flatMap(({ id, tests = [] }, index) => {
        const expected = `${treaty.prefix}-${article}`;
        const rest = id.slice(expected.length);
        const faults = [
          ...(seen.has(id) ? [fault(["items", index, "id"], `"${id}" is given twice`)] : []),
          ...(id.startsWith(expected) && !/^\d/.test(rest)
            ? []
            : [
                fault(
                  ["items", index, "id"],
                  `"${id}" does not begin with "${expected}", as items of this article do`,
                ),
              ]),
          ...repeated(tests.map((test) => test.id)).map((test) =>
            fault(["items", index, "tests"], `the test "${test}" is given twice`),
          ),
        ];
        seen.add(id);
        return faults;
      }),
    ];
  });
}

/**
 * What a reader's judgement names and there is not, items nobody judged, and points left open on some day without a
 * reason: an empty cell is never a default.
 */
export function checkJudgements(
  law: Law,
  treaty: Treaty,
  judgements: Judgements,
): readonly ConformityFault[] {
  const items = new Map(treaty.articles.flatMap(({ items }) => items.map((item) => [item.id, item])));
  const names = namesIn(judgements);
  const seen = new Set<string>();
  const faults = judgements.judgements.flatMap((judgement, at): readonly ConformityFault[] => {
    const fault = (path: ConformityFault["path"], message: string): ConformityFault => ({
      of: "judgements",
      at,
      path,
      message,
    });
    const item = items.get(judgement.item);
    if (item === undefined) return [fault(["item"], `"${judgement.item}" is not an item of ${treaty.id}`)];
    const pair = `${judgement.item} ${judgement.by}`;
    const twice = seen.has(pair)
      ? [fault(["item"], `"${judgement.item}" is judged twice by "${judgement.by}"`)]
      : [];
    seen.add(pair);
    const tests = testsOf(item);
    const unknownTests = (path: ConformityFault["path"], given: readonly string[] | undefined) =>
      (given ?? [])
        .filter((test) => !tests.includes(test))
        .map((test) => fault(path, `"${test}" is not a test of ${item.id}; it has: ${tests.join(", ")}`));
    return [
      ...twice,
      ...(names.readers.has(judgement.by) ? [] : [fault(["by"], `"${judgement.by}" is not a listed reader`)]),
      ...unknown(judgement, law, names).map(({ path, message }) => fault(path, message)),
      ...judgement.answers.flatMap((answer, index) => [
        ...unknownTests(["answers", index, "tests"], answer.tests),
        ...(item.answeredBy === "practice" && answer.norm !== undefined
          ? [
              fault(
                ["answers", index, "norm"],
                `${item.id} asks for practice: evidence answers it, a norm does not`,
              ),
            ]
          : []),
      ]),
      ...judgement.absent.flatMap((remark, index) => unknownTests(["absent", index, "tests"], remark.tests)),
      ...(judgement.answers.length === 0 && judgement.sources.length === 0
        ? [fault(["sources"], "names neither a norm nor evidence, so it must say where was looked")]
        : []),
    ];
  });
  if (faults.length > 0) return faults;
  return [...unjudged(treaty, judgements), ...openWithoutReason(matrix(law, treaty, judgements))];
}

type Names = {
  readonly readers: ReadonlySet<string>;
  readonly evidence: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
};

function namesIn({ readers, evidence, sources }: Judgements): Names {
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  return { readers: ids(readers), evidence: ids(evidence), sources: ids(sources) };
}

function unknown(judgement: Judgement, law: Law, names: Names) {
  const answers = judgement.answers.flatMap((answer, at) =>
    unknownAnswer(answer, law, names).map(({ field, message }) => ({
      path: ["answers", at, field],
      message,
    })),
  );
  const sources = judgement.sources.flatMap((id, at) =>
    names.sources.has(id) ? [] : [{ path: ["sources", at], message: `"${id}" is not a listed source` }],
  );
  return [...answers, ...sources];
}

function unknownAnswer({ norm, versions = [], evidence }: Answer, law: Law, names: Names) {
  if (evidence !== undefined) {
    return names.evidence.has(evidence)
      ? []
      : [{ field: "evidence", message: `"${evidence}" is not listed evidence` }];
  }
  const found = law.norms.get(norm ?? "");
  if (found === undefined) return [{ field: "norm", message: `"${norm}" is not a norm of this pack` }];
  const began = found.wordings.map(({ version }) => version.from);
  return versions
    .filter((version) => !began.includes(version))
    .map((version) => ({
      field: "versions",
      message: `no version of ${norm} was begun by "${version}"; there are: ${began.join(", ")}`,
    }));
}

function unjudged(treaty: Treaty, { judgements, readers }: Judgements): readonly ConformityFault[] {
  const first = readers[0]?.id;
  const judged = new Set(judgements.filter(({ by }) => by === first).map(({ item }) => item));
  return treaty.articles.flatMap(({ items }, at) =>
    items.flatMap(({ id }, index) =>
      judged.has(id)
        ? []
        : [
            {
              of: "articles" as const,
              at,
              path: ["items", index, "id"],
              message: `${id} is not judged by "${first}": nothing is left at a default`,
            },
          ],
    ),
  );
}

function openWithoutReason(of: Matrix): readonly ConformityFault[] {
  return of.items.flatMap((ready) =>
    ready.judged.flatMap((judged) => {
      const at = of.judgements.judgements.indexOf(judged.judgement);
      const open = breaksOf(of, ready).flatMap((on) => {
        const { points, silent } = readingOf(of, ready, judged, on);
        if (silent.length > 0) return [];
        return points
          .filter(({ state, test }) => state === "none" && !reasoned(judged.judgement, test, on))
          .map(({ test }) => ({ on, test }));
      });
      const first = open[0];
      if (first === undefined) return [];
      const message = `${ready.item.id}: on ${first.on} nothing answers "${first.test}" and no reason is given under \`absent\``;
      return [{ of: "judgements" as const, at, path: [], message }];
    }),
  );
}

function reasoned({ absent }: Judgement, test: string, on: string): boolean {
  return absent.some(
    ({ tests, from, until }) =>
      (tests === undefined || tests.includes(test)) &&
      (from === undefined || from <= on) &&
      (until === undefined || on < until),
  );
}

function repeated(ids: readonly string[]): readonly string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}
