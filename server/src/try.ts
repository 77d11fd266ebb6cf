import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadCountry } from "@arasha/packs";
import { demo } from "./cases/demo.ts";
import { createDeps } from "./cases/deps.ts";
import { rebuild } from "./cases/rebuild.ts";
import { funnel } from "./evidence/funnel.ts";
import { startEmbedded } from "./store/embedded.ts";
import { appPassword } from "./store/keys.ts";
import { migrate } from "./store/migrate.ts";
import { closeStore, openStore } from "./store/store.ts";

const folder = mkdtempSync("/tmp/arasha-try-");
chmodSync(folder, 0o711);
const { config, postgres } = await startEmbedded({ folder });
await migrate(config.ownerUrl, appPassword(config.masterKey));
const store = openStore(config);
try {
  const deps = createDeps(store, loadCountry("kz"));
  let t = performance.now();
  const now = "2026-11-22T06:00:00Z";
  const r = await demo(deps, { cases: Number(process.argv[2] ?? 300), seed: 1, now });
  console.log(r, ((performance.now() - t) / 1000).toFixed(1), "s");
  console.log(JSON.stringify(await funnel(deps, null, "2024-06-16", now), null, 1));
  t = performance.now();
  const rb = await rebuild(deps);
  console.log(
    rb.cases,
    JSON.stringify(rb.before) === JSON.stringify(rb.after),
    ((performance.now() - t) / 1000).toFixed(1),
  );
  console.log(
    (await store.owner.query("select type, count(*) from journal group by 1 order by 2 desc")).rows,
  );
  console.log(
    (
      await store.owner.query(
        "select norm, agency_kind, count(*), count(*) filter (where met_at is null and (void_at is null or void_at > $1) and due_at < $1) late, count(*) filter (where met_at is null and (void_at is null or void_at>$1) and (due_at >= $1 or due_at is null)) open from duty group by 1,2 order by 3 desc limit 30",
        [now],
      )
    ).rows,
  );
} finally {
  await closeStore(store);
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
