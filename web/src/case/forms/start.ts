import type { CaseView, CountryView, EntryView } from "@arasha/server/contract";
import { type EntryDraft, type FormType, fieldsOf } from "./fields.ts";

type Values = Readonly<Record<string, unknown>>;
type Begin = { readonly body: Values; readonly sealed?: EntryView["sealed"] };

/**
 * What a form begins with: what the next step already knows, or the entry being corrected; then the only order,
 * proceeding or measure (norm ids) there is; then what the case already says, where the entry is a newer state of it.
 */
export function startingDraft(
  type: FormType | "report",
  begin: Begin,
  view: CaseView,
  country: Pick<CountryView, "codes">,
  measures: readonly string[],
): EntryDraft {
  const body: Record<string, unknown> = {};
  const sealed: Record<string, unknown> = {};
  for (const spec of fieldsOf(type)) {
    if (spec.kind === "order") body[spec.name] = only(view.orders.filter((order) => order.endedAt === null));
    if (spec.kind === "proceeding")
      body[spec.name] = only(view.proceedings.filter((one) => one.endedAt === null));
    if (spec.kind === "code" && (country.codes[spec.list] ?? []).length === 1) {
      body[spec.name] = country.codes[spec.list]?.[0]?.id;
    }
    if (spec.kind === "measure" && measures.length === 1) body[spec.name] = measures[0];
    if (spec.kind === "choice" && spec.words === "class") body[spec.name] = spec.options[0];
    if (spec.kind === "consent")
      body.consent = only(view.grants.filter(({ ground }) => ground === "consent"));
    if (spec.kind === "hold") body.hold = only(view.holds);
    if (spec.kind === "flags") body.flags = view.risk.flags;
    if (spec.kind === "facts" && view.facts) body.facts = view.facts;
    if (spec.kind === "safe-contact") {
      Object.assign(body, reachOf(view));
      Object.assign(sealed, reachSealedOf(view));
    }
    if (spec.kind === "tried") body.agreement = view.safeContact?.seq;
    if (spec.kind === "persons") {
      Object.assign(body, personsOf(view));
      Object.assign(sealed, contactsOf(view));
    }
  }
  return { body: { ...defined(body), ...begin.body }, sealed: { ...sealed, ...begin.sealed } };
}

/** The instant of a local date and time typed in the country's zone; null when left empty or not a time. */
export function instantOf(local: string, zone: string): string | null {
  if (local === "") return null;
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString();
}

function only(among: readonly { readonly seq: number }[]): number | undefined {
  return among.length === 1 ? among[0]?.seq : undefined;
}

function personsOf(view: CaseView): Values {
  return {
    persons: view.persons.map(({ id, role, age, sex, band, respondentElsewhere, servesIn }) => ({
      id,
      role,
      ...(servesIn !== null && { servesIn }),
      ...(age !== null && { age }),
      ...(sex !== null && { sex }),
      ...(band !== null && { band }),
      ...(respondentElsewhere && { respondentElsewhere }),
    })),
    ...(view.relations.length > 0 && { relations: view.relations }),
  };
}

function contactsOf(view: CaseView): Values {
  const persons = view.persons.flatMap(
    ({ id, name, personalNumber, phone, address, workplace, school, born }) => {
      const told = Object.entries({ name, personalNumber, phone, address, workplace, school, born }).filter(
        ([, value]) => value,
      );
      const contact = Object.fromEntries(told);
      return Object.keys(contact).length > 0 ? [{ id, ...contact }] : [];
    },
  );
  return persons.length > 0 ? { persons } : {};
}

/** What she agreed to before is read out to her again; only until when is said anew. */
function reachOf({ safeContact }: CaseView): Values {
  if (safeContact === null) return {};
  const { channel, hours, answers, voicemail, says, language } = safeContact;
  return { channel, hours, answers, voicemail, says, language };
}

function reachSealedOf({ safeContact }: CaseView): Values {
  if (safeContact === null) return {};
  const { to, codeWord, note } = safeContact;
  return { ...(to && { to }), ...(codeWord && { codeWord }), ...(note && { note }) };
}

function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
