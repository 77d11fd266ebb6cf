import { type Bill, type BillState, billState, type Language } from "@arasha/law";
import { loadBills } from "@arasha/packs";
import { sayValue } from "../messages/say.ts";
import { knownCountry } from "./law.ts";
import { answer, type Common, indent, type Surroundings } from "./output.ts";
import { refusing } from "./with-bill.ts";

export type BillsOptions = Common & { readonly country: string };

/** `harmony bills`: what was drafted, what happened to it and when, who acts next, and what it became. */
export async function harmonyBills(options: BillsOptions, around: Surroundings): Promise<void> {
  const id = knownCountry(options.country, options.lang);
  const bills = refusing(() => loadBills(id)).map((bill) => ({ ...bill, state: billState(bill) }));
  answer(around, options, bills, () => bills.map((bill) => billText(bill, options.lang)).join("\n\n"));
}

function billText(
  { id, title, state, events, next, became }: Bill & { readonly state: BillState },
  language: Language,
): string {
  const steps = events.map(
    ({ on, event, what }) =>
      `${(on ?? "?").padEnd(10)}  ${sayValue(language, "cli.bill", event)}: ${what[language]}`,
  );
  return [
    `${id} · ${sayValue(language, "cli.billState", state)} · ${title[language]}`,
    indent(
      [
        ...steps,
        ...(next === undefined
          ? []
          : [`→ ${next.who[language]}: ${next.what[language]} ${next.by ?? ""}`.trimEnd()]),
        ...(became.length === 0 ? [] : [`= ${became.join(", ")}`]),
      ].join("\n"),
      2,
    ),
  ].join("\n");
}
