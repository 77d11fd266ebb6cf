import { hash, randomInt } from "node:crypto";
import { entryDigest } from "../../../server/src/journal/digest.ts";
import { closeStore, openStore, type Store } from "../../../server/src/store/store.ts";
import { proveConsistency, proveInclusion } from "../../../server/src/trail/proofs.ts";
import { sequence } from "../../../server/src/trail/sequence.ts";
import { trailSigner } from "../../../server/src/trail/signer.ts";
import { verifyTrail } from "../../../server/src/trail/verify.ts";
import { interleave, summary } from "../rounds.ts";
import { type Extent, figure, type Section, spread } from "../section.ts";
import { startDatabase } from "../service/database.ts";

const LEAVES = 1_000_000;
const LEAVES_QUICK = 20_000;
const TRIES = 3;

/** The trail of a country: placing a million rows, reading them all again, and proving one of them. */
export async function measureTrail(extent: Extent): Promise<Section> {
  const database = await startDatabase();
  try {
    const store = openStore(database.config);
    try {
      return await measured(store, extent);
    } finally {
      await closeStore(store);
    }
  } finally {
    await database.stop();
  }
}

async function measured(store: Store, extent: Extent): Promise<Section> {
  const leaves = extent.quick ? LEAVES_QUICK : LEAVES;
  extent.say(`trail: writing ${leaves} rows`);
  await fill(store, leaves, extent.now);
  extent.say("trail: giving them their place");
  const signer = trailSigner(store.keys);
  const [placing] = [await clocked(() => sequence(store, signer, extent.now))];
  await store.owner.query("vacuum analyze");
  extent.say("trail: reading them again");
  const verifying = await repeated(TRIES, () => verify(store));
  const hashing = await repeated(TRIES, () => readAndHash(store));
  const proofs = await interleave(
    [
      { name: "inclusion of one leaf", run: repeat(() => proveInclusion(store, randomInt(leaves), leaves)) },
      {
        name: "growth from one size to another",
        run: repeat(() => proveConsistency(store, randomInt(1, leaves), leaves)),
      },
      { name: "one row by its key, to see what a look costs", run: repeat(() => oneRow(store, leaves)) },
    ],
    { rounds: extent.quick ? 3 : 11, turn: 200 },
  );
  const ratio = summary(verifying.map((ms, at) => ms / (hashing[at] as number)));
  return {
    title: "The trail",
    about: [
      `A trail of ${leaves.toLocaleString("en")} leaves in the embedded PostgreSQL: rows of the length a look into a case leaves. \`verify\` reads every row again, computes every hash and the root, and opens the signature; beside it the bare limit, reading the rows and one SHA-256 for each.`,
    ],
    tables: [
      {
        caption: "The whole of it, seconds",
        columns: ["", "s", "times the bare limit"],
        rows: [
          ["giving every row its place, once", figure(placing / 1000), ""],
          ["`verify`", spread(summary(verifying.map((ms) => ms / 1000))), spread(ratio)],
          ["reading and hashing", spread(summary(hashing.map((ms) => ms / 1000))), "1.00"],
        ],
      },
      {
        caption: "One proof, milliseconds",
        columns: ["", "ms"],
        rows: proofs.map(({ name, rounds }) => [name, spread(summary(rounds))]),
      },
    ],
    notes: [],
  };
}

async function fill(store: Store, leaves: number, now: string): Promise<void> {
  await store.owner.query("alter table trail disable trigger trail_is_append_only");
  await store.owner.query("set statement_timeout = 0");
  for (let done = 0; done < leaves; done += 50_000) {
    const client = await store.owner.connect();
    try {
      await client.query("set statement_timeout = 0");
      await client.query(
        `insert into trail (recorded_at, data)
         select $1::timestamptz + n * interval '1 millisecond',
                json_build_object('actor', gen_random_uuid(), 'agency', 'kz.police.kz-75', 'at', $1::text,
                                  'case', substr(md5(n::text), 1, 22), 'kind', 'read', 'upTo', n % 40, 'v', 1)::text
           from generate_series($2::integer, $3::integer) as n`,
        [now, done, Math.min(done + 50_000, leaves) - 1],
      );
    } finally {
      client.release();
    }
  }
  await store.owner.query("alter table trail enable trigger trail_is_append_only");
}

async function verify(store: Store): Promise<void> {
  const client = await store.owner.connect();
  try {
    const { fault } = await verifyTrail(client, trailSigner(store.keys), entryDigest);
    if (fault !== null) throw new Error(`the trail does not hold: ${fault.kind}`);
  } finally {
    client.release();
  }
}

async function readAndHash(store: Store): Promise<void> {
  for (let from = 0; ; from += 20_000) {
    const { rows } = await store.owner.query("select data from trail where leaf >= $1 and leaf < $2", [
      from,
      from + 20_000,
    ]);
    if (rows.length === 0) return;
    for (const { data } of rows) hash("sha256", data, "latin1");
  }
}

async function oneRow(store: Store, leaves: number): Promise<void> {
  await store.app.query("select hash from trail_node where level = 0 and index = $1", [randomInt(leaves)]);
}

function repeat(act: () => Promise<unknown>): (times: number) => Promise<void> {
  return async (times) => {
    for (let n = 0; n < times; n += 1) await act();
  };
}

async function clocked(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await act();
  return performance.now() - before;
}

async function repeated(times: number, act: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) taken.push(await clocked(act));
  return taken;
}
