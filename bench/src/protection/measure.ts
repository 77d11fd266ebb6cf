import pg from "pg";
import type { Queue } from "../../../server/src/contract/index.ts";
import { type Contender, interleave, ratios, summary, type Timing } from "../rounds.ts";
import { type Extent, type Section, spread, type Table } from "../section.ts";
import type { Client } from "../service/client.ts";
import { type Database, startDatabase } from "../service/database.ts";
import { type Service, startService } from "../service/service.ts";

const CASES = 2000;
const CASES_QUICK = 200;
const PAGES = 20;
const PAGES_LEAST = 5;
const LIMIT = 100;
const ROLE = "police-inspector";

/** What protection costs a person who works: the queue and the page of a case, with all of it and without any. */
export async function measureProtection(extent: Extent): Promise<Section> {
  const cases = extent.quick ? CASES_QUICK : CASES;
  const [on, off] = [await startDatabase(), await startDatabase()];
  try {
    await strip(off);
    extent.say(`protection: filling in ${cases} cases, twice`);
    const caseload = { cases, seed: 1, now: extent.now };
    const services = [
      await startService("kz", on.config, { caseload }),
      await startService("kz", off.config, { caseload, preload: new URL("./without.ts", import.meta.url) }),
    ] as const;
    try {
      for (const { config } of [on, off]) await vacuum(config.ownerUrl);
      return await measured(extent, cases, on.version, ...services);
    } finally {
      for (const service of services) await service.stop();
    }
  } finally {
    await Promise.all([on.stop(), off.stop()]);
  }
}

/** Takes the policies off every table and lets no row come on the trail. */
async function strip({ config }: Database): Promise<void> {
  const owner = new pg.Client({ connectionString: config.ownerUrl });
  await owner.connect();
  await owner.query(`
    do $$ declare t regclass;
    begin
      for t in select oid from pg_class where relnamespace = 'arasha'::regnamespace and relkind = 'r' loop
        execute format('alter table %s disable row level security, no force row level security', t);
      end loop;
    end $$;
    create function arasha.leave_out() returns trigger language plpgsql as 'begin return null; end';
    create trigger leave_out before insert on arasha.trail for each row execute function arasha.leave_out();`);
  await owner.end();
}

async function vacuum(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("vacuum (analyze)");
  await owner.end();
}

async function measured(
  { quick, say }: Extent,
  cases: number,
  version: string,
  on: Service,
  off: Service,
): Promise<Section> {
  const clients = [await on.signIn(ROLE, 1), await off.signIn(ROLE, 1)] as const;
  const pages = await pagesOf(clients);
  const rounds = { rounds: quick ? 3 : 11, turn: quick ? 300 : 1000 };
  say("protection: the queue");
  const queue = await interleave(
    clients.map((client, at) =>
      contender(NAMES[at] as string, () => client.get(`/api/queue?limit=${LIMIT}`)),
    ),
    rounds,
  );
  say("protection: the page of a case");
  const page = await interleave(
    clients.map((client, at) => {
      let next = 0;
      return contender(NAMES[at] as string, () => {
        return client.get(`/api/cases/${pages[next++ % pages.length]}`);
      });
    }),
    rounds,
  );
  return {
    title: "What protection costs",
    about: [
      `The work queue and the page of a case as an inspector opens them over HTTP, ${cases.toLocaleString("en")} cases of the demonstration, PostgreSQL ${version}. Without protection: the same service over a database without policies, where content is stored as it is, no key is asked for and nothing is written on the trail (\`bench/src/protection\` takes it out; the service has no switch for it).`,
      "Both have the same cases. Without policies the reader is given all content of a case and the duties of agencies whose consent has run out, so she is given more than with them.",
    ],
    tables: [table("The queue", queue), table(`The page of a case (${pages.length} cases in turn)`, page)],
    notes: [],
  };
}

const NAMES = ["with policies, sealing and the trail", "without any of them"] as const;

/** The cases at the head of both queues; the same seed gave them the same ids. Throws where too few are shown by both. */
async function pagesOf(clients: readonly Client[]): Promise<readonly string[]> {
  const [with_, without] = await Promise.all(
    clients.map(async (client) => {
      const { rows } = JSON.parse(await client.get(`/api/queue?limit=${LIMIT}`)) as Queue;
      return new Set(rows.map((row) => row.case.caseId));
    }),
  );
  const both = [...(with_ ?? [])].filter((caseId) => without?.has(caseId)).slice(0, PAGES);
  if (both.length >= PAGES_LEAST) return both;
  throw new Error(`only ${both.length} cases are shown by both, so timing them would mean little`);
}

function contender(name: string, once: () => Promise<unknown>): Contender {
  return {
    name,
    run: async (times) => {
      for (let done = 0; done < times; done += 1) await once();
    },
  };
}

function table(caption: string, timings: readonly Timing[]): Table {
  const base = timings.at(-1) as Timing;
  return {
    caption: `${caption} (median of ${base.rounds.length} rounds, least–most)`,
    columns: ["", "ms", "times as long as without"],
    rows: timings.map((timing) => [
      timing.name,
      spread(summary(timing.rounds)),
      spread(ratios(timing, base)),
    ]),
  };
}
