import type { Language } from "@arasha/law";
import { listBreaches, recordBreach, writeBreach } from "../breach/breach.ts";
import { noticeOf } from "../breach/notice.ts";
import type { Deps } from "../cases/deps.ts";
import { BreachEntryInput, type BreachView, RecordBreach } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { say, sayFault, sayValue } from "../messages/say.ts";
import { onCases, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

type Options = Common & Where & { readonly country: string };

/** `breach record`: starts the clock of the law. By the owner of the tables, for when nobody can sign in. */
export async function breachRecord(
  options: Options & {
    readonly detected?: string;
    readonly classes?: string;
    readonly persons?: string;
    readonly what: string;
  },
  around: Surroundings,
): Promise<void> {
  const parsed = RecordBreach.safeParse({
    detectedAt: options.detected ?? around.clock(),
    classes: (options.classes ?? "").split(",").filter(Boolean),
    persons: options.persons === undefined ? null : Number(options.persons),
    what: options.what,
  });
  if (!parsed.success) throw misused(options.lang, parsed.error.issues[0]?.path[0]);
  const { breach, zone } = await onCases(options, around, async (deps) => ({
    breach: await recordBreach(deps, "command-line", parsed.data, around.clock()).catch(
      plainly(options.lang),
    ),
    zone: deps.country.pack.calendar.zone,
  }));
  answer(around, options, breach, () =>
    [
      say(options.lang, "cli.breachRecorded", { id: breach.id, due: local(breach.due, zone) }),
      ...(breach.established ? [] : [say(options.lang, "cli.termStrictest")]),
    ].join("\n"),
  );
}

/** `breach list`: each breach, by when the authority had to be notified, and whether it was. */
export async function breachList(options: Options, around: Surroundings): Promise<void> {
  const { rows, zone } = await onCases(options, around, async (deps) => ({
    ...(await listBreaches(deps, "command-line", around.clock())),
    zone: deps.country.pack.calendar.zone,
  }));
  answer(around, options, rows, () =>
    rows.length === 0
      ? say(options.lang, "cli.noBreaches")
      : columns(
          rows.map((row) => [
            row.id,
            sayValue(options.lang, "cli.breachState", row.state),
            local(row.due, zone),
            sayValue(options.lang, "cli.breachKind", row.what),
          ]),
        ),
  );
}

/** `breach notice`: the text of the notice to the authority, ready to be signed and sent. */
export async function breachNotice(
  id: string,
  options: Options & { readonly contact?: string },
  around: Surroundings,
): Promise<void> {
  const lines = await onCases(options, around, async (deps) =>
    noticeOf(deps, await breachOf(deps, id, options.lang, around), options.lang, options.contact ?? ""),
  );
  answer(around, options, { lines }, () => lines.join("\n"));
}

/** `breach notified`: the authority was notified; met or missed follows from when. */
export async function breachNotified(
  id: string,
  options: Options & { readonly at?: string; readonly reference?: string },
  around: Surroundings,
): Promise<void> {
  const parsed = BreachEntryInput.safeParse({
    type: "notified",
    at: options.at ?? around.clock(),
    ...(options.reference && { reference: options.reference }),
  });
  if (!parsed.success) throw misused(options.lang, parsed.error.issues[0]?.path[0]);
  const breach = await onCases(options, around, async (deps) => {
    await breachOf(deps, id, options.lang, around);
    return writeBreach(deps, "command-line", id, parsed.data, around.clock()).catch(plainly(options.lang));
  });
  answer(around, options, breach, () => sayValue(options.lang, "cli.breachState", breach.state));
}

async function breachOf(
  deps: Deps,
  id: string,
  language: Language,
  around: Surroundings,
): Promise<BreachView> {
  const { rows } = await listBreaches(deps, "command-line", around.clock());
  const found = rows.find((row) => row.id === id.trim().toLowerCase());
  if (!found) throw new Ended(1, say(language, "cli.noBreach", { id }));
  return found;
}

function misused(language: Language, field: PropertyKey | undefined): Ended {
  const option = field === "detectedAt" ? "detected" : String(field ?? "");
  const message = option === "detected" || option === "at" ? "instant" : "invalidValue";
  return new Ended(2, `--${option}: ${sayFault(language, { field: option, message })}`);
}

function plainly(language: Language) {
  return (error: unknown): never => {
    const [fault] = error instanceof Refused ? error.fields : [];
    if (fault) throw new Ended(1, sayFault(language, fault));
    throw error;
  };
}

function local(instant: string, zone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");
}
