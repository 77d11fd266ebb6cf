import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type ConformityFault,
  checkJudgements,
  checkTreaty,
  Evidence,
  Judgement,
  Judgements,
  Source,
  Text,
  Treaty,
  TreatyArticle,
} from "@arasha/law";
import { z } from "zod";
import { compiled } from "./compiled.ts";
import { InvalidPack, type PackFault } from "./fault.ts";
import { allReadable, filesUnder, hashOf } from "./files.ts";
import { countryFolder, PACKS } from "./head.ts";
import type { ReadList } from "./lists.ts";
import { loadPack } from "./load.ts";
import { readInto } from "./read-into.ts";
import type { Path } from "./words.ts";
import { writePath } from "./yaml.ts";

const TreatyHead = Treaty.omit({ articles: true });
/**
 * Who reads, from when on; and where they have compared only some of the items, why the others are not assessed: the
 * first reader then says so of each, as if it were written out.
 */
const Readers = Judgements.pick({ since: true, readers: true }).extend({
  rest: Judgement.pick({ on: true, sources: true }).extend({ why: Text }).optional(),
});
const Sources = z.array(z.strictObject({ id: z.string(), source: Source }));

/** Ids of the treaties there are lists of obligations for: the folders that hold a `treaty.yaml`. */
export function treaties(): readonly string[] {
  return readdirSync(PACKS)
    .filter((name) => existsSync(join(PACKS, name, "treaty.yaml")))
    .sort();
}

/**
 * Reads what a treaty asks: `treaty.yaml` and one file an article, `articles/<number>.yaml`.
 *
 * @throws {InvalidPack} with every fault of every file, or when there is no such treaty.
 */
export function loadTreaty(id: string): Treaty {
  return readTreaty(id).treaty;
}

/**
 * Reads what a country's readers say of a treaty: `conformity/readers.yaml`, `conformity/sources/`,
 * `conformity/evidence/` and one file an article, `conformity/<treaty>/<number>.yaml`. Null where nobody has judged.
 *
 * @param country a name from `countries()`, or the path of a pack's folder.
 * @throws {InvalidPack} with every fault of every file, and of what holds between them, the treaty and the law.
 */
export function loadJudgements(country: string, treaty: string): Judgements | null {
  const folder = countryFolder(country);
  if (!existsSync(join(folder, "conformity", treaty))) return null;
  const where = `${folder} ${treaty}`;
  const known = judgementsRead.get(where);
  const hash = contentOf(folder, treaty);
  if (hash !== null && known?.hash === hash) return known.judgements;
  const judgements = judgementsOf(folder, treaty);
  if (hash !== null) judgementsRead.set(where, { hash, judgements });
  return judgements;
}

/** What was read last, by country and treaty: read again when a file of either has changed. */
const judgementsRead = new Map<string, { readonly hash: string; readonly judgements: Judgements }>();

/** SHA-256 (hex) over all files of both; null where one of them cannot be opened: reading says which. */
function contentOf(folder: string, treaty: string): string | null {
  const folders = [folder, join(PACKS, treaty)];
  if (!folders.every((one) => existsSync(one) && allReadable(one))) return null;
  return folders.map((one) => hashOf(one, () => true)).join(" ");
}

function judgementsOf(folder: string, treaty: string): Judgements {
  const asked = readTreaty(treaty);
  const law = compiled(loadPack(folder));
  const faults: PackFault[] = [];
  const read = readJudgements(folder, asked.treaty, faults);
  if (read === null || faults.length > 0) throw new InvalidPack(folder, faults);
  const between = checkJudgements(law, asked.treaty, read.judgements).map((fault) =>
    located(fault, {
      articles: asked.files.map((place) => ({ ...place, file: `${treaty}/${place.file}` })),
      judgements: read.files,
    }),
  );
  if (between.length > 0) throw new InvalidPack(folder, between);
  return read.judgements;
}

/** Every fault of a country's judgements of every treaty, for `law check`. */
export function conformityFaults(country: string): readonly PackFault[] {
  const folder = countryFolder(country);
  return treaties().flatMap((treaty) => {
    try {
      loadJudgements(folder, treaty);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidPack)) throw error;
      return error.faults;
    }
  });
}

/** Which file an entry of a list that was put together from several stands in, and where. */
type Place = {
  readonly file: string;
  readonly lineOf: (path: Path) => number;
  readonly above: Path;
};

function readTreaty(id: string): TreatyRead {
  if (!treaties().includes(id)) {
    const message = `there is no treaty "${id}"; there are: ${treaties().join(", ")}`;
    throw new InvalidPack(id, [{ file: id, line: 1, path: "", message }]);
  }
  const folder = join(PACKS, id);
  if (!allReadable(folder)) return readTreatyAnew(folder);
  const hash = hashOf(folder, () => true);
  const known = treatiesRead.get(folder);
  if (known?.hash === hash) return known;
  const read = { hash, ...readTreatyAnew(folder) };
  treatiesRead.set(folder, read);
  return read;
}

type TreatyRead = { readonly treaty: Treaty; readonly files: readonly Place[] };

const treatiesRead = new Map<string, TreatyRead & { readonly hash: string }>();

function readTreatyAnew(folder: string): TreatyRead {
  const faults: PackFault[] = [];
  const head = readInto(folder, "treaty.yaml", TreatyHead, faults);
  const articles = yamlUnder(folder, "articles")
    .flatMap((file) => readInto(folder, file, TreatyArticle, faults) ?? [])
    .sort((a, b) => a.value.article - b.value.article);
  if (head === undefined || faults.length > 0) throw new InvalidPack(folder, faults);
  const treaty: Treaty = { ...head.value, articles: articles.map(({ value }) => value) };
  const files = articles.map(({ file, lineOf }) => ({ file, lineOf, above: [] }));
  const between = [
    ...articles.flatMap(({ file, value: { article }, lineOf }) =>
      file === `articles/${article}.yaml`
        ? []
        : [
            {
              file,
              line: lineOf(["article"]),
              path: "article",
              message: `is ${article}, but stands in ${file}`,
            },
          ],
    ),
    ...checkTreaty(treaty).map((fault) => located(fault, { articles: files, judgements: [] })),
  ];
  if (between.length > 0) throw new InvalidPack(folder, between);
  return { treaty, files };
}

function readJudgements(folder: string, treaty: Treaty, faults: PackFault[]) {
  const readers = readInto(folder, "conformity/readers.yaml", Readers, faults);
  const lists = <T>(sub: string, schema: z.ZodType<readonly T[]>) =>
    yamlUnder(folder, `conformity/${sub}`).flatMap((file) => readInto(folder, file, schema, faults) ?? []);
  const evidence = lists("evidence", z.array(Evidence));
  const sources = lists("sources", Sources);
  const judged = lists(treaty.id, z.array(Judgement));
  faults.push(...twice(evidence), ...twice(sources));
  if (readers === undefined) return null;
  const files = judged.flatMap(({ file, lineOf, value }) =>
    value.map((_, at): Place => ({ file, lineOf, above: [at] })),
  );
  const { rest, ...who } = readers.value;
  const written = judged.flatMap(({ value }) => value);
  const judgements: Judgements = {
    treaty: treaty.id,
    ...who,
    evidence: evidence.flatMap(({ value }) => value),
    sources: sources.flatMap(({ value }) => value),
    judgements: [...written, ...unread(rest, treaty, written, who.readers[0]?.id)],
  };
  return { judgements, files };
}

/** The items the first reader has not come to, each with the reason given once for all. */
function unread(
  rest: z.infer<typeof Readers>["rest"],
  treaty: Treaty,
  written: readonly Judgement[],
  by: string | undefined,
): readonly Judgement[] {
  if (rest === undefined || by === undefined) return [];
  const { on, why, sources } = rest;
  const said = new Set(written.filter((one) => one.by === by).map(({ item }) => item));
  return treaty.articles
    .flatMap(({ items }) => items)
    .filter(({ id }) => !said.has(id))
    .map(({ id: item }) => ({
      item,
      by,
      on,
      confidence: "unverified",
      answers: [],
      absent: [],
      silent: [{ why }],
      sources,
    }));
}

function yamlUnder(folder: string, sub: string): readonly string[] {
  return filesUnder(folder, sub).filter((file) => file.endsWith(".yaml"));
}

function twice(lists: readonly ReadList<readonly { readonly id: string }[]>[]): readonly PackFault[] {
  const seen = new Map<string, string>();
  return lists.flatMap(({ file, lineOf, value }) =>
    value.flatMap(({ id }, at) => {
      const first = seen.get(id);
      seen.set(id, file);
      if (first === undefined) return [];
      return [
        {
          file,
          line: lineOf([at, "id"]),
          path: writePath([at, "id"]),
          message: `"${id}" is given twice, first in ${first}`,
        },
      ];
    }),
  );
}

function located(
  { of, at, path, message }: ConformityFault,
  files: { readonly articles: readonly Place[]; readonly judgements: readonly Place[] },
): PackFault {
  const place = files[of][at];
  if (place === undefined) return { file: of, line: 1, path: writePath(path), message };
  const whole = [...place.above, ...path];
  return { file: place.file, line: place.lineOf(whole), path: writePath(whole), message };
}
