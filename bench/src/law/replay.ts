import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { type Facts, type Law, replay, tally } from "@arasha/law";
import { completeIncident, random } from "@arasha/law/synthetic";
import { replayFile } from "../../../server/src/evidence/replay.ts";
import { ratios, summary, type Timing } from "../rounds.ts";
import { type Extent, figure, spread, type Table } from "../section.ts";
import type { Answer } from "./answer.ts";
import type { Form } from "./form.ts";
import { forms } from "./forms.ts";
import { byHand } from "./hand.ts";
import { penalties, type RuleSet, rulesOn } from "./rules.ts";

/** The other day whose law the caseload is judged by: before the new wordings of 16 June 2024. */
export const REPLAYED_ON = "2024-06-15";

const ROUNDS = 5;
/** Different incidents; a longer caseload is these over and over. */
const DIFFERENT = 1000;
/** On how many cases all must see the same differences before they are timed. */
const CHECKED = 60;
/** How many cases a peer is given: the whole caseload would take it minutes or hours. */
const SAMPLES: readonly (readonly [name: string, cases: number])[] = [
  ["json-rules-engine", 100],
  ["@gorules/zen-engine", 500],
  ["json-logic-engine, interpreted", 10_000],
  ["json-logic-engine, compiled", 20_000],
];

type Replayer = {
  readonly name: string;
  readonly cases: number;
  /** Judges that many incidents twice and says how many of them fare differently. */
  readonly run: (cases: number) => number | Promise<number>;
};

/** A caseload under the law of its day and of another: this engine, its runner, by hand, and the peers. */
export async function replayTable(
  law: Law,
  rules: RuleSet,
  { quick, say }: Pick<Extent, "quick" | "say">,
): Promise<Table> {
  const whole = quick ? 20_000 : 1_000_000;
  const part = whole / 5;
  const chance = random(3);
  const caseload = Array.from({ length: DIFFERENT }, () =>
    completeIncident(rules.date, penalties(rules), chance),
  );
  const other = rulesOn(law, REPLAYED_ON);
  const untold = new Set([...rules.leftOut, ...other.leftOut]);
  const told = [...rules.rules, ...other.rules].map(({ key }) => key);
  const shared = new Set(told.filter((key) => !untold.has(key)));
  const [before, after] = [forms(law, rules).peers, forms(law, other).peers];
  const peers = SAMPLES.map(([name, sample]) => {
    const [one, two] = [named(before, name), named(after, name)];
    return peer(one, two, caseload, Math.min(sample, whole));
  });

  say("law: do all see the same differences?");
  const expected = differing(law, caseload.slice(0, CHECKED), shared);
  for (const { name, differ } of peers) {
    const found = await differ(CHECKED, shared);
    if (found !== expected)
      throw new Error(
        `replay: of ${CHECKED} cases ${expected} differ, by ${name} ${found}: timing would mean nothing.`,
      );
  }

  say(`law: replay of ${whole} cases`);
  const replayers: readonly Replayer[] = [
    {
      name: "`law.replay`, one core",
      cases: part,
      run: (cases) => tally(replay(law, over(caseload, cases), { on: REPLAYED_ON })).changed,
    },
    {
      name: "by hand in TypeScript (one day's law, asked twice)",
      cases: part,
      run: (cases) => {
        let differ = 0;
        for (const facts of over(caseload, cases)) if (!same(byHand(facts), byHand(facts))) differ += 1;
        return differ;
      },
    },
    ...peers,
  ];
  const timings = await inRounds(replayers, whole);
  const runner = await allCores(caseload, whole);
  const base = timings[0]!;
  return {
    caption: `Replay of ${whole.toLocaleString("en")} cases under the law of ${REPLAYED_ON} beside that of their own day`,
    columns: ["by", "cases judged", "seconds for all", "times as long as `law.replay`"],
    rows: [
      ...timings.map((timing, at) => [
        timing.name,
        replayers[at]!.cases.toLocaleString("en"),
        figure(summary(timing.rounds).median / 1000),
        spread(ratios(timing, base)),
      ]),
      [
        `\`arasha law replay\`, ${availableParallelism()} threads, from a file`,
        whole.toLocaleString("en"),
        figure(runner / 1000),
        figure(runner / summary(base.rounds).median),
      ],
    ],
  };
}

/** Several rounds, each contender its share in each, in turns. A figure is the milliseconds for the whole caseload. */
async function inRounds(replayers: readonly Replayer[], whole: number): Promise<readonly Timing[]> {
  const timings = replayers.map(({ name }) => ({ name, rounds: [] as number[] }));
  for (const { run } of replayers) await run(50);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let place = 0; place < replayers.length; place += 1) {
      const which = (round + place) % replayers.length;
      const { cases, run } = replayers[which]!;
      const share = Math.ceil(cases / ROUNDS);
      const began = performance.now();
      await run(share);
      timings[which]!.rounds.push(((performance.now() - began) / share) * whole);
    }
  }
  return timings;
}

/** The command's own runner: reading, checking and judging each line, its threads started and stopped. */
async function allCores(caseload: readonly Facts[], whole: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "arasha-replay-"));
  try {
    const file = join(folder, "cases.jsonl");
    const out = createWriteStream(file);
    const lines = caseload.map((facts) => `${JSON.stringify(facts)}\n`).join("");
    for (let written = 0; written < whole; written += caseload.length) {
      if (!out.write(lines)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
    }
    out.end();
    await finished(out);
    const began = performance.now();
    const { cases } = await replayFile(file, {
      country: "kz",
      regime: { on: REPLAYED_ON },
      threads: availableParallelism(),
    });
    if (cases !== whole) throw new Error(`replay: ${whole} lines written, ${cases} judged`);
    return performance.now() - began;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A peer is told the rules of both days, and each case in the shape it likes best for each. */
function peer(before: Form, after: Form, caseload: readonly Facts[], cases: number) {
  const ready = caseload.map((facts) => [before.prepare(facts), after.prepare(facts)] as const);
  const run = async (count: number, only?: ReadonlySet<string>) => {
    let differ = 0;
    const counted = (answers: readonly Answer[]) =>
      only === undefined ? answers : answers.filter(({ key }) => only.has(key));
    for (const [one, two] of over(ready, count)) {
      const [own, other] = [before.ask(one), after.ask(two)];
      const first = before.read(own instanceof Promise ? await own : own);
      const second = after.read(other instanceof Promise ? await other : other);
      if (!same(counted(first), counted(second))) differ += 1;
    }
    return differ;
  };
  return { name: before.name, cases, run: (count: number) => run(count), differ: run };
}

/** How many of the cases this engine finds to fare differently, by the rules the peers were told of. */
function differing(law: Law, cases: readonly Facts[], shared: ReadonlySet<string>): number {
  let differ = 0;
  for (const changes of replay(law, cases, { on: REPLAYED_ON })) {
    const told = changes.filter(({ answer }) => shared.has(answer));
    if (told.some(({ before, after }) => before[0]?.verdict !== after[0]?.verdict)) differ += 1;
  }
  return differ;
}

function same(a: readonly Answer[], b: readonly Answer[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ key, verdict }) => b.some((other) => other.key === key && other.verdict === verdict))
  );
}

function* over<T>(items: readonly T[], count: number): Generator<T> {
  for (let at = 0; at < count; at += 1) yield items[at % items.length]!;
}

function named(of: readonly Form[], name: string): Form {
  const found = of.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is none of the forms`);
  return found;
}
