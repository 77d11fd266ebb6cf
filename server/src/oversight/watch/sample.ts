import type { Tx } from "../../store/store.ts";

/**
 * Draws some looks of the month before for review, by lot: those whose number, hashed together with the last root signed in that
 * month, comes first. Nobody can know the lot before the month is over, and anybody who has the trail can draw it again.
 * Returns how many alerts were raised: none where the month was drawn already, or there was nothing in it.
 */
export async function drawSample(
  tx: Tx,
  caseOf: (name: string) => Promise<string | null>,
  { looks, zone, now }: { readonly looks: number; readonly zone: string; readonly now: string },
): Promise<number> {
  const until = Temporal.Instant.from(now).toZonedDateTimeISO(zone).with({ day: 1 }).startOfDay();
  const from = until.subtract({ months: 1 });
  const month = from.toPlainDate().toPlainYearMonth().toString();
  const period = [from.toInstant().toString(), until.toInstant().toString()];
  const { rows: before } = await tx.query("select from alert where mark like $1 limit 1", [
    `sample|${month}|%`,
  ]);
  if (before.length > 0) return 0;
  const { rows: signed } = await tx.query(
    "select note from trail_checkpoint where signed_at >= $1 and signed_at < $2 order by size desc limit 1",
    period,
  );
  // The third line of a checkpoint is the root of the tree.
  const seed: string | undefined = signed[0]?.note.split("\n")[2];
  if (seed === undefined) return 0;
  const { rows } = await tx.query(
    `select leaf, recorded_at as at, (data::jsonb ->> 'actor')::uuid as account,
            data::jsonb ->> 'case' as name
       from trail
      where recorded_at >= $1 and recorded_at < $2 and leaf is not null and data::jsonb ->> 'kind' = 'read'
      order by sha256(convert_to($3 || '|' || leaf, 'UTF8')) limit $4`,
    [...period, seed, looks],
  );
  for (const { leaf, at, account, name } of rows) {
    const detail = JSON.stringify({ month, leaf, seed, at });
    await tx.query("select raise_once($1, 'sample', $2, $3, $4, $5)", [
      `sample|${month}|${leaf}`,
      account,
      await caseOf(name),
      detail,
      now,
    ]);
  }
  return rows.length;
}
