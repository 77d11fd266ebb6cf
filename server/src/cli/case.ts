import { type CaseDuty, type Language, plainDate } from "@arasha/law";
import type { Deps } from "../cases/deps.ts";
import { dutiesOf } from "../cases/law.ts";
import { stateOf } from "../cases/state.ts";
import { readJournal } from "../journal/journal.ts";
import { say, sayFault, sayValue } from "../messages/say.ts";
import { inTransaction } from "../store/store.ts";
import { onCases, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";
import { withBillNamed } from "./with-bill.ts";

export type DutiesOptions = Common &
  Where & { readonly country: string; readonly asOf?: string; readonly withBill?: string };

/**
 * `case duties`: what each agency owes on a case, by when, and how it stands at a moment (now, when none is given).
 * `which` is the case's id or its code.
 */
export async function caseDuties(which: string, options: DutiesOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const found = await onCases(options, around, async (deps) => {
    const asOf = readMoment(options.asOf ?? around.clock(), deps, lang);
    return { deps, duties: await dutiesOn(deps, which, asOf, options) };
  });
  answer(around, options, found.duties, () => text(found.duties, found.deps, lang));
}

async function dutiesOn(
  deps: Deps,
  which: string,
  asOf: string,
  { lang: language, country, withBill }: DutiesOptions,
): Promise<readonly CaseDuty[]> {
  return inTransaction(deps.store.owner, async (tx) => {
    const { rows } = await tx.query("select case_id from case_file where code = $1 or case_id::text = $2", [
      which.trim().toUpperCase(),
      which.trim().toLowerCase(),
    ]);
    const journal = rows.length === 0 ? null : await readJournal(tx, deps.store.keys, rows[0].case_id);
    if (!journal) throw new Ended(1, say(language, "cli.noCase", { case: which }));
    const [first] = journal.entries;
    const law =
      withBill === undefined || first === undefined
        ? deps.law
        : withBillNamed(country, deps.law.pack, withBill, first.recordedAt.slice(0, 10), language);
    return dutiesOf({ ...deps, law }, journal.entries, stateOf(journal.entries).facts, asOf);
  });
}

/** A moment, or a day: then its end, in the country's zone. */
function readMoment(moment: string, { country }: Deps, language: Language): string {
  if (plainDate.safeParse(moment).success) {
    const end = Temporal.PlainDate.from(moment).add({ days: 1 }).toZonedDateTime(country.pack.calendar.zone);
    return end.toInstant().toString();
  }
  try {
    return Temporal.Instant.from(moment).toString();
  } catch {
    const fault = { field: "as-of", message: "instant" };
    throw new Ended(2, `--as-of: ${sayFault(language, fault)}`);
  }
}

function text(duties: readonly CaseDuty[], { country }: Deps, language: Language): string {
  if (duties.length === 0) return say(language, "cli.noDuties");
  const local = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(country.pack.calendar.zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" })
      .replace("T", " ");
  return columns(
    duties.map((duty) => [
      sayValue(language, "cli.dutyState", duty.state),
      duty.due === null ? say(language, "cli.immediately") : local(duty.due),
      country.pack.bodies?.find(({ id }) => id === duty.agency)?.name[language] ?? duty.agency,
      duty.norm,
      duty.title[language],
    ]),
  );
}
