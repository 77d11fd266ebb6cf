import { asAccount } from "../access/actor.ts";
import type { Marker, StaffTold } from "../access/marks/marks.ts";
import { type FieldFault, Refused } from "../journal/refused.ts";
import type { Store } from "../store/store.ts";
import { trace } from "./session.ts";

/**
 * Takes what shows that she is related to somebody in a case, and keeps marks of it. From this moment such cases do not exist
 * for her; she is not told whether there are any. Throws `Refused("invalid")` at each line that no mark can be made of.
 */
export async function declare(
  store: Store,
  marker: Marker,
  account: string,
  told: StaffTold,
  now: string,
): Promise<void> {
  const fields = faultsIn(marker, told);
  if (fields.length > 0) throw new Refused("invalid", { fields });
  const marks = await marker.ofStaff(told);
  const rows = marks.map(({ kind, mark }) => ({ kind, mark: mark.toString("base64") }));
  await asAccount(store.app, account, async (tx) => {
    await tx.query("select give_marks($1, $2)", [JSON.stringify(rows), now]);
    await trace(tx, "declared", account, "declaration", now);
  });
}

/** When she last declared; null: never. */
export function declaredAt(store: Store, account: string): Promise<string | null> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query("select marks_given_at() as at");
    return rows[0].at;
  });
}

function faultsIn({ reads }: Marker, { personalNumber, telephones, addresses }: StaffTold): FieldFault[] {
  return [
    ...(personalNumber !== undefined && !reads.personalNumber(personalNumber)
      ? [{ field: "personalNumber", message: "notAPersonalNumber" }]
      : []),
    ...telephones.flatMap((text, at) =>
      reads.telephone(text) ? [] : [{ field: `telephones.${at}`, message: "notATelephone" }],
    ),
    ...addresses.flatMap((text, at) =>
      reads.home(text) ? [] : [{ field: `addresses.${at}`, message: "noHouse" }],
    ),
  ];
}
