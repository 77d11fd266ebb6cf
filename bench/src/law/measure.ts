import { compile, type Facts } from "@arasha/law";
import { completeIncident, incomplete, random } from "@arasha/law/synthetic";
import { loadCountry } from "@arasha/packs";
import bench from "../../package.json" with { type: "json" };
import { type Contender, interleave, ratios, summary, type Timing } from "../rounds.ts";
import { type Extent, type Section, spread, type Table } from "../section.ts";
import { type Agreement, agree } from "./agree.ts";
import type { Form } from "./form.ts";
import { forms } from "./forms.ts";
import { gaps } from "./gaps.ts";
import { HAND_WRITTEN } from "./hand.ts";
import { jsonRulesEngine } from "./json-rules-engine.ts";
import { replayTable } from "./replay.ts";
import { penalties, type RuleSet, rulesOn } from "./rules.ts";

const PEERS = ["json-logic-engine", "@gorules/zen-engine", "json-rules-engine"] as const;

/** How many different cases each is asked about, over and over. */
const CASES = 100;

/** Every offence and measure of one day's law, decided by this engine, by hand and by its peers. */
export async function measureLaw({ quick, say }: Extent): Promise<Section> {
  const law = compile(loadCountry("kz").pack);
  const rules = rulesOn(law, HAND_WRITTEN);
  const { engine, hand, peers } = forms(law, rules);
  const tried = quick ? 300 : 3000;
  // The slowest peer takes ten milliseconds for a case.
  const triedByPeers = quick ? 100 : 600;

  say("law: do all decide the same?");
  const agreed = await agree(rules, [...engine, ...peers], engine, triedByPeers);
  if (agreed.difference !== null)
    throw new Error(
      `The peers are not told the same law, so timing them would mean nothing:\n${agreed.difference}`,
    );
  const byHand = await agree(rules, [engine[0]!, hand], [engine[0]!, hand], tried);
  if (byHand.difference !== null)
    throw new Error(
      `bench/src/law/hand.ts says something else than the pack: bring it up to date, then measure.\n${byHand.difference}`,
    );
  const threeValued = [...engine, hand];
  const all = [...threeValued, ...peers];

  const chance = random(2);
  const complete = Array.from({ length: CASES }, () =>
    completeIncident(rules.date, penalties(rules), chance),
  );
  const gappy = complete.map((facts) => incomplete(facts, chance, 0.4));
  const extent = { rounds: quick ? 5 : 15, turn: quick ? 20 : 40, perRun: CASES };
  say("law: timing, everything known");
  const known = await interleave(contenders(all, complete), extent);
  say("law: timing, with gaps");
  const unknown = await interleave(contenders(threeValued, gappy), extent);

  const replayed = await replayTable(law, rules, { quick, say });

  return {
    title: "The law: one decision, and a caseload",
    about: about(rules, agreed, byHand),
    tables: [
      timeTable("Everything known", known),
      timeTable("Four facts in ten not known", unknown),
      replayed,
      await gaps(rules.date, [...all, jsonRulesEngine(rules, true)]),
    ],
    notes: [],
  };
}

/** One run asks about every case once. What answers at once is not made to wait for a promise. */
function contenders(all: readonly Form[], cases: readonly Facts[]): readonly Contender[] {
  return all.map(({ name, prepare, ask }) => {
    const ready = cases.map(prepare);
    const waits = ask(ready[0]) instanceof Promise;
    const atOnce = (times: number) => {
      for (let run = 0; run < times; run += 1) for (const one of ready) ask(one);
    };
    const inTurn = async (times: number) => {
      for (let run = 0; run < times; run += 1) for (const one of ready) await ask(one);
    };
    return { name, run: waits ? inTurn : atOnce };
  });
}

function timeTable(what: string, timings: readonly Timing[]): Table {
  const base = timings[0]!;
  return {
    caption: `${what}: time for one case (median of ${base.rounds.length} rounds, least–most)`,
    columns: ["by", "µs", `times as long as ${base.name}`],
    rows: timings.map((timing) => [
      timing.name,
      spread(summary(timing.rounds.map((ms) => ms * 1000))),
      spread(ratios(timing, base)),
    ]),
  };
}

function about(
  { date, rules, leftOut }: RuleSet,
  { cases }: Agreement,
  byHand: Agreement,
): readonly string[] {
  const offences = rules.filter(({ key }) => key.includes("#")).length;
  return [
    `The law of Kazakhstan of ${date}, taken from the country pack: ${offences} parts of offences and ${rules.length - offences} measures. Each case asks which of them apply, which give way to a graver part, and which cannot be told.${leftOut.length === 0 ? "" : ` Left out, because it hangs on a text the pack does not hold: ${leftOut.join(", ")}.`}`,
    `The rules of the peers are translated from the pack by a program. They are two-valued and know no order of offences, so they are given cases of which everything is known, the repetition of an offence worked out beforehand, facts in the shape each likes best (none of it timed), and a few lines that let one part give way to another (timed). Before anything was timed all agreed on ${cases} random cases with everything known, and the three-valued ones on as many with gaps; this engine and the one by hand on ${byHand.cases} of each, in which ${byHand.rulesMet} of ${rules.length} rules applied at least once.`,
    `Peers: ${PEERS.map((name) => `${name} ${bench.dependencies[name]}`).join(", ")}. ZEN and json-rules-engine answer with a promise only.`,
    "`law.verdicts` is asked what the peers are; `law.assess` does more in its time: it also answers duties, rights, sanctions in tenge and what would apply on another day, and names the source of everything. The decision written by hand knows one day's law and says nothing but the verdicts: it is the floor.",
    "Replay judges each incident by the law of its own day and by that of another, and counts what differs. `law.replay` counts gains and losses by answer and by class of offence; the others note only whether a case differs. All saw the same differences in 60 cases before they were timed. Incidents are in memory, in the shape each likes best, for all but the last row, which reads and checks a file of JSON Lines and includes starting its threads. Where a form judged fewer cases than the whole, its time is scaled to the whole. The caseload is 1,000 random incidents over and over.",
  ];
}
