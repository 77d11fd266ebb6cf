import { randomUUID } from "node:crypto";
import { type Country, loadCountry } from "@arasha/packs";
import { asActor } from "../../../server/src/access/actor.ts";
import { actorOf } from "../../../server/src/people/account.ts";
import { inTransaction, type Tx } from "../../../server/src/store/store.ts";
import { type Contender, interleave, ratios, summary, type Timing } from "../rounds.ts";
import { type Extent, figure, type Section, spread, type Table } from "../section.ts";
import { type Database, startDatabase } from "../service/database.ts";
import { type Service, startService } from "../service/service.ts";
import { ordinaryReport } from "./report.ts";
import { countRows, inserting, type Rows, rowsOf, textPool } from "./rows.ts";

const CLIENTS = [1, 32] as const;

/** A report over HTTP, until it is safe on disk, beside the bare driver committing the same rows. */
export async function measureAppend(extent: Extent): Promise<Section> {
  const country = loadCountry("kz");
  const database = await startDatabase();
  try {
    const service = await startService("kz", database.config);
    try {
      return await measured(extent, country, database, service);
    } finally {
      await service.stop();
    }
  } finally {
    await database.stop();
  }
}

async function measured(
  { quick, now, say }: Extent,
  country: Country,
  { config, version }: Database,
  service: Service,
): Promise<Section> {
  const role = country.roles.find(({ intake }) => intake)!.id;
  const account = service.accounts.find((one) => one.role === role)!;
  const actor = actorOf(byId(country), account)!;
  const most = Math.max(...CLIENTS);
  const client = await service.signIn(role, most);
  const owner = textPool(config.ownerUrl, most);
  const app = textPool(config.appUrl, most);
  try {
    const body = JSON.stringify(ordinaryReport(country, now));
    const report = () => client.post("/api/cases", body, randomUUID());
    const rows = await rowsOf(owner, JSON.parse(await report()).caseId);
    const asOwner = (fn: (tx: Tx) => Promise<void>) => inTransaction(owner, fn);
    const ways = [
      { name: "bare driver, as the owner of the tables", once: inserting(asOwner, rows) },
      {
        name: "bare driver, beneath row-level security",
        once: inserting((fn) => asActor(app, actor, now, fn), rows),
      },
      { name: "POST /api/cases", once: report },
      { name: "one row, to see what a commit costs", once: inserting(asOwner, rows.slice(0, 1)) },
    ];
    const tables: Table[] = [];
    for (const clients of CLIENTS) {
      say(`append: ${clients} at once`);
      const contenders = ways.map(({ name, once }) => atOnce(name, once, clients));
      const timings = await interleave(contenders, {
        rounds: quick ? 3 : 11,
        turn: quick ? 200 : 1000,
        perRun: clients,
      });
      tables.push(table(clients, timings));
    }
    return {
      title: "Appending a report",
      about: about(rows, `${version} with ${await settings(owner)}`),
      tables,
      notes: [],
    };
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
}

/** One run is one append by each client. */
function atOnce(name: string, once: () => Promise<unknown>, clients: number): Contender {
  const alone = async (times: number) => {
    for (let done = 0; done < times; done += 1) await once();
  };
  return {
    name,
    run: async (times) => {
      await Promise.all(Array.from({ length: clients }, () => alone(times)));
    },
  };
}

function table(clients: number, timings: readonly Timing[]): Table {
  const base = timings[0]!;
  return {
    caption: `${clients === 1 ? "One client" : `${clients} clients at once`} (median of ${base.rounds.length} rounds, least–most)`,
    columns: ["by", "ms until the answer", "appends a second", "times as long as the bare driver"],
    rows: timings.map((timing) => [
      timing.name,
      spread(summary(timing.rounds.map((ms) => ms * clients))),
      figure(1000 / summary(timing.rounds).median),
      spread(ratios(timing, base)),
    ]),
  };
}

function byId({ agencies, roles }: Country) {
  return {
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    roles: new Map(roles.map((role) => [role.id, role])),
  };
}

async function settings(owner: ReturnType<typeof textPool>): Promise<string> {
  const { rows } = await owner.query(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name",
  );
  return rows.map(({ name, setting }) => `\`${name} = ${setting}\``).join(", ");
}

function about(rows: Rows, durability: string): readonly string[] {
  return [
    `A first report with persons, incident, danger check and a referral: ${countRows(rows)} rows in ${rows.length} tables (${rows.map(({ table, rows: own }) => `${table} ${own.length}`).join(", ")}; who takes part and who may read what follow by trigger). The service runs in a process of its own and is asked over HTTP on open connections; the database is the embedded PostgreSQL ${durability}: an append counts when it is on disk.`,
    "The bare driver (`pg`) commits rows of the same size to the same tables, with the same triggers and indexes, in one transaction of prepared statements over as many connections as there are clients; the service has its own pool. What lies between the two is HTTP, the session, validation, the law's clocks, sealing, the leaf on the trail, and finding out whether the request is a repeat.",
  ];
}
