import { loadCountry } from "@arasha/packs";
import pg from "pg";
import { demo } from "../../../server/src/cases/demo.ts";
import { createDeps, type Deps } from "../../../server/src/cases/deps.ts";
import type { Queue } from "../../../server/src/contract/index.ts";
import { actorOf } from "../../../server/src/people/account.ts";
import { closeStore, openStore } from "../../../server/src/store/store.ts";
import { type Contender, interleave, ratios, summary, type Timing } from "../rounds.ts";
import { type Extent, figure, type Section, spread, type Table } from "../section.ts";
import { type Database, startDatabase } from "../service/database.ts";
import { type Service, startService } from "../service/service.ts";
import { multiplyCases } from "./fill.ts";
import { explain, type Plan } from "./plan.ts";
import { recordQueue, replay } from "./statements.ts";

const FEW = 2000;
const TIMES = 100;
const TIMES_QUICK = 5;
const LIMIT = 100;
/** The role that opens its queue: the police have the most duties. */
const ROLE = "police-inspector";

/** Opening the work queue of a busy agency, with few cases and with many. */
export async function measureQueue(extent: Extent): Promise<Section> {
  const database = await startDatabase();
  try {
    const store = openStore(database.config);
    try {
      const deps = createDeps(store, loadCountry("kz"));
      extent.say(`queue: filling in ${FEW} cases`);
      await demo(deps, { cases: FEW, seed: 1, now: extent.now });
      const service = await startService("kz", database.config);
      try {
        return await measured(extent, database, deps, service);
      } finally {
        await service.stop();
      }
    } finally {
      await closeStore(store);
    }
  } finally {
    await database.stop();
  }
}

async function measured(
  extent: Extent,
  { config, version }: Database,
  deps: Deps,
  service: Service,
): Promise<Section> {
  const [owner, app] = [await connect(config.ownerUrl), await connect(config.appUrl)];
  try {
    const times = extent.quick ? TIMES_QUICK : TIMES;
    const sizes: Size[] = [];
    for (const size of [1, times]) {
      if (size > 1) {
        await multiplyCases(owner, size, (copy) => {
          if (copy % 20 === 0) extent.say(`queue: filling in ${copy * FEW} cases`);
        });
      } else await owner.query("vacuum (analyze)");
      extent.say(`queue: ${size * FEW} cases`);
      sizes.push(await measureSize(extent, size * FEW, deps, service, { owner, app }));
    }
    return section(version, sizes);
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
}

type Connections = { readonly owner: pg.Client; readonly app: pg.Client };
type Size = {
  readonly cases: number;
  /** Duties the agency still owes. */
  readonly owed: number;
  readonly timings: readonly Timing[];
  readonly plans: readonly Plan[];
};

async function measureSize(
  { quick }: Extent,
  cases: number,
  deps: Deps,
  service: Service,
  { owner, app }: Connections,
): Promise<Size> {
  const account = service.accounts.find(({ role }) => role === ROLE);
  if (account === undefined) throw new Error(`the country has no role "${ROLE}"`);
  const client = await service.signIn(ROLE, 1);
  const open = () => client.get(`/api/queue?limit=${LIMIT}`);
  const served = JSON.parse(await open()) as Queue;
  // Asked as of the same instant, or a deadline that passes in between would make two different queues.
  const actor = actorOf(deps, account);
  if (actor === null) throw new Error(`the role "${ROLE}" works on no case`);
  const recorded = await recordQueue(deps, actor, LIMIT, served.asOf);
  const beneath = () => replay(app, recorded.begin, recorded.statements);
  refuseOtherRows(served, await beneath());
  const timings = await interleave(
    [
      contender("bare driver, as the owner of the tables", () => replay(owner, "begin", recorded.statements)),
      contender("bare driver, beneath row-level security", beneath),
      contender("GET /api/queue", open),
    ],
    { rounds: quick ? 3 : 11, turn: quick ? 200 : 1000 },
  );
  const owed = Object.values(served.counts).reduce((sum, count) => sum + count, 0);
  return { cases, owed, timings, plans: await explain(app, recorded) };
}

function contender(name: string, once: () => Promise<unknown>): Contender {
  return {
    name,
    run: async (times) => {
      for (let done = 0; done < times; done += 1) await once();
    },
  };
}

/** Throws when the service and the bare driver do not find the same duties. */
function refuseOtherRows({ rows }: Queue, answers: readonly (readonly unknown[])[]): void {
  // The first statement counts.
  const bare = answers.slice(1).flat() as readonly { readonly case_id: string; readonly duty: string }[];
  const served = rows.map((row) => `${row.case.caseId} ${row.duty}`);
  if (served.join() === bare.map((row) => `${row.case_id} ${row.duty}`).join()) return;
  throw new Error("the service and the bare driver read different rows, so timing them would mean nothing");
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: "-c search_path=arasha -c timezone=UTC" });
  await client.connect();
  return client;
}

function section(version: string, sizes: readonly Size[]): Section {
  const notes = sizes.flatMap(({ cases, plans }) =>
    plans.map(({ name, ms, rowsRead, rowsGiven, reads, wholeTable }) => {
      const how = wholeTable ? "reads a whole table" : "goes by indexes";
      return `${cases.toLocaleString("en")} cases, \`${name}\`: ${figure(ms)} ms, ${rowsRead.toLocaleString("en")} rows read for ${rowsGiven.toLocaleString("en")}; ${how} (${reads.join("; ")}).`;
    }),
  );
  return {
    title: "Opening the work queue",
    about: [
      `What one police agency owes, the ${LIMIT} duties due first and how many there are in each band, as its inspector opens it. The service runs in a process of its own, the database is the embedded PostgreSQL ${version}. The caseload is synthetic: ${FEW.toLocaleString("en")} cases of the demonstration, then copies of them under other ids, so that every agency's queue grows with the country.`,
      "The bare driver (`pg`) sends the very statements the service sends, written down on their way to it, and gives the rows as the driver reads them; as the owner it is given also what is hidden from an agency whose consent has run out. What lies between the two is HTTP, the session, row-level security and the answer as checked JSON.",
    ],
    tables: sizes.map(({ cases, owed, timings }): Table => {
      const base = timings[0]!;
      return {
        caption: `${cases.toLocaleString("en")} cases, ${owed.toLocaleString("en")} duties owed by the agency (median of ${base.rounds.length} rounds, least–most)`,
        columns: ["by", "ms", "times as long as the bare driver"],
        rows: timings.map((timing) => [
          timing.name,
          spread(summary(timing.rounds)),
          spread(ratios(timing, base)),
        ]),
      };
    }),
    notes,
  };
}
