import { cite, dateInWords, type Language, unitsInWords, valueName } from "@arasha/law";
import { DOCUMENT_FIELDS, type DocumentFieldId, type DocumentTemplate } from "@arasha/packs";
import type { Deps } from "../cases/deps.ts";
import { expiryOf, localDate, measureLasts } from "../cases/law.ts";
import type { CaseState, Order } from "../cases/state.ts";
import { effective } from "../cases/state.ts";
import { isChild } from "../journal/classes.ts";
import { type Compartment, recordOf } from "../journal/compartments.ts";
import type { Entry } from "../journal/entries.ts";
import { say } from "../messages/say.ts";

/** From what a document's fields are filled: a case as it was opened to the one who makes it, and what it is about. */
export type Ground = {
  readonly deps: Deps;
  readonly agency: string;
  readonly language: Language;
  readonly now: string;
  readonly entries: readonly Entry[];
  readonly state: CaseState;
  readonly order: Order | null;
  /** How the legal request it answers is called: its number, asker and day. */
  readonly reference: string | null;
};

/** Personal fields as they are printed, by what they are sealed in. */
export type Sealed = Partial<Record<Compartment, Record<string, string>>>;

export type Values = {
  readonly coded: Readonly<Record<string, string>>;
  readonly sealed: Sealed;
  /** Chosen fields that hold nothing, or nothing this reader may open. */
  readonly missing: readonly DocumentFieldId[];
};

/**
 * The chosen fields of a template, each as it is printed. The gate: a field the template does not name cannot be chosen,
 * and a field has one source, so nothing else of the case can get in.
 */
export function valuesOf(
  template: DocumentTemplate,
  chosen: readonly DocumentFieldId[],
  ground: Ground,
): Values {
  const coded: Record<string, string> = {};
  const sealed: Sealed = {};
  const missing: DocumentFieldId[] = [];
  const put = (compartment: Compartment, field: DocumentFieldId, value: string) => {
    const before = sealed[compartment] ?? {};
    sealed[compartment] = { ...before, [field]: before[field] ? `${before[field]}, ${value}` : value };
  };
  for (const { field } of template.fields) {
    if (!chosen.includes(field)) continue;
    const found = SOURCES[field](ground);
    const name = DOCUMENT_FIELDS[field].class;
    if (typeof found === "object" && found !== null) {
      // Each name in the record of the one it belongs to: a child's stays in the child's.
      for (const { compartment, value } of found) put(compartment, field, value);
      if (found.length === 0) missing.push(field);
      continue;
    }
    const value = found?.trim();
    if (!value) missing.push(field);
    else if (name === null) coded[field] = value;
    else put(name as Compartment, field, value);
  }
  return { coded, sealed, missing };
}

type Named = { readonly compartment: Compartment; readonly value: string };
type Source = (ground: Ground) => string | readonly Named[] | null | undefined;

const SOURCES: Readonly<Record<DocumentFieldId, Source>> = {
  "agency.name": ({ deps, agency, language }) => deps.agencies.get(agency)?.name[language],
  "request.reference": ({ reference }) => reference,
  "case.place": ({ deps, state, language }) =>
    deps.country.places.find(({ id }) => id === state.report.place)?.name[language],
  "case.channel": ({ deps, state, language }) =>
    deps.country.codes.channels.find(({ id }) => id === state.report.channel)?.name[language],
  "incident.date": ({ state, language }) => {
    const date = state.facts?.date;
    if (date === undefined) return null;
    return typeof date === "string"
      ? dateInWords(date, language)
      : `${dateInWords(date.from, language)} – ${dateInWords(date.to, language)}`;
  },
  "incident.acts": ({ state, language }) =>
    (state.facts?.acts ?? []).map((act) => valueName("acts", act)?.[language] ?? act).join(", "),
  "order.norm": ({ deps, order, language }) => {
    const norm = order && deps.law.norms.get(order.norm)?.norm;
    return norm && `${norm.title[language]}, ${cite(norm.id, null, language, deps.law)}`;
  },
  "order.issued": ({ deps, order, language }) => order && dayOf(deps, order.issuedAt, language),
  "order.lasts": ({ deps, order, language }) => {
    const longest = order && measureLasts(deps, order);
    if (!longest) return null;
    const unit = longest.unit === "months" ? "months" : longest.unit === "years" ? "years" : "days";
    return say(language, "document.lasts", { span: unitsInWords(longest.n, unit, language) });
  },
  "order.state": ({ deps, state, language, now }) =>
    state.orders
      .map((order) => {
        const expires = expiryOf(deps, order);
        const over =
          order.endedAt !== null || (expires !== null && Temporal.Instant.compare(expires, now) <= 0);
        const served = order.servedAt ? dayOf(deps, order.servedAt, language) : null;
        const words = over ? "over" : served ? "in-force" : "issued";
        return say(language, `document.order.${words}`, {
          issued: dayOf(deps, order.issuedAt, language),
          served: served ?? "",
        });
      })
      .join("; "),
  "risk.judgement": ({ state, language }) =>
    state.riskCheck && say(language, `document.risk.${state.riskCheck.judgement}`),
  proceedings: ({ deps, state, language }) =>
    state.proceedings
      .map(({ track, norm, openedAt, ending }) => {
        const { proceedingTracks, proceedingEndings } = deps.country.codes;
        const ended = proceedingEndings.find(({ id }) => id === ending)?.name[language];
        return [
          proceedingTracks.find(({ id }) => id === track)?.name[language],
          cite(norm, null, language, deps.law),
          dayOf(deps, openedAt, language),
          ended,
        ]
          .filter(Boolean)
          .join(", ");
      })
      .join("; "),
  "respondent.name": ({ state }) => names(state, "respondent"),
  "respondent.address": ({ state }) =>
    state.persons.find(({ role, address }) => role === "respondent" && address)?.address,
  "protected.name": ({ state }) => names(state, "survivor"),
  "protected.reach": ({ deps, agency, language }) =>
    say(language, "document.reach", { agency: deps.agencies.get(agency)?.name[language] ?? "" }),
  "children.names": ({ state }) => names(state, "child"),
  "incident.account": ({ entries }) =>
    effective(entries)
      .flatMap((entry) =>
        entry.type === "incident" || entry.type === "report" ? (entry.sealed?.account ?? []) : [],
      )
      .join("\n\n"),
  "order.grounds": ({ order, entries }) => {
    const issued = effective(entries).find(({ seq }) => seq === order?.seq);
    return issued?.type === "protective-order-issued" ? issued.sealed?.grounds : null;
  },
  "health.notes": ({ entries }) =>
    effective(entries)
      .flatMap((entry) =>
        entry.type === "note" && entry.body.class === "health" ? (entry.sealed?.text ?? []) : [],
      )
      .join("\n\n"),
};

function names(state: CaseState, role: string): readonly Named[] {
  return state.persons
    .filter((person) => person.role === role)
    .flatMap((person) =>
      person.name
        ? [{ compartment: isChild(person) ? recordOf(person.id) : ("identity" as const), value: person.name }]
        : [],
    );
}

export function dayOf(deps: Deps, at: string, language: Language): string {
  return dateInWords(localDate(deps, at), language);
}
