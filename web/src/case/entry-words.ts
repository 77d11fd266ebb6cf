import { dateInWords } from "@arasha/law";
import type { CaseView, EntryView } from "@arasha/server/contract";
import { useCallback } from "react";
import { useSession } from "../api/queries.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { isMessageKey, type MessageKey, type Translate } from "../i18n/translate.ts";
import { useFactWords } from "../law/labels.ts";
import { type CodeList, useAgencyName, useCodeName, usePlaceName } from "../shell/country.ts";

import { compartmentWords } from "./compartment-words.ts";

type Body = EntryView["body"];

/** An entry as a sentence: what was done, in the words of the field. */
export function useEntrySentence(view: CaseView): (entry: EntryView) => string {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const { inside } = useFactWords();
  const agency = useAgencyName();
  const place = usePlaceName();
  const code = useCodeName();
  return useCallback(
    (entry) => {
      const { body } = entry;
      const named = (list: CodeList, field: string) => code(list, word(body, field));
      switch (entry.type) {
        case "report":
          return t("entry.report", {
            channel: named("channels", "channel"),
            place: place(word(body, "place")),
            by: option(t, "reportedBy", word(body, "reportedBy")),
          });
        case "persons":
          return t("entry.persons", { n: list(body, "persons").length });
        case "incident": {
          const facts = record(body, "facts");
          const acts = list(facts, "acts").map((act) => inside("acts", act));
          const date = lastDay(facts);
          return t("entry.incident", {
            acts: acts.length > 0 ? acts.join(", ") : t("entry.noActs"),
            date: date === null ? "" : dateInWords(date, language),
          });
        }
        case "risk-check": {
          const signs = Object.entries(record(body, "flags"))
            .filter(([, answer]) => answer === "yes")
            .map(([flag]) => code("riskFlags", flag));
          const judgement = option(t, "risk", word(body, "judgement"));
          return signs.length > 0
            ? t("entry.risk-check", { judgement, signs: signs.join(", ") })
            : t("entry.risk-check.none", { judgement });
        }
        case "protective-order-served":
          return t(body.refusedToSign === true ? "entry.served.refused" : "entry.protective-order-served");
        case "protective-order-checked":
          return t(body.complied === true ? "entry.checked.complied" : "entry.checked.not");
        case "protective-order-ended":
          return t("entry.protective-order-ended", { ending: named("orderEndings", "ending") });
        case "notified":
          return t("entry.notified", { to: named("notified", "to") });
        case "referral":
          return t("entry.referral", {
            agency: agency(word(body, "agency")),
            purpose: named("referralPurposes", "purpose"),
            ground: option(t, "participant", word(record(body, "ground"), "kind")),
          });
        case "consent-given":
          return t("entry.consent-given", {
            agency: agency(word(body, "agency")),
            classes: list(body, "classes")
              .map((name) => compartmentWords(t, String(name)))
              .join(", "),
          });
        case "consent-withdrawn":
          return body.child === undefined
            ? t("entry.consent-withdrawn", { seq: String(body.consent) })
            : t("entry.consent-withdrawn.grown", { seq: String(body.consent), child: word(body, "child") });
        case "my-case-opened":
        case "my-case-closed":
        case "coerced-access":
          return body.child === undefined
            ? t(`entry.${entry.type}`)
            : t(`entry.${entry.type}.grown`, { child: word(body, "child") });
        case "asked-anew":
          return t("entry.asked-anew", {
            child: word(body, "child"),
            answer: option(t, "asked", word(body, "answer")),
          });
        case "disclosure-approved":
          return t("entry.disclosure-approved", { seq: String(body.referral) });
        case "document-made": {
          const made = view.documents.find(({ seq }) => seq === entry.seq);
          return t("entry.document-made", { title: made ? made.title[language] : word(body, "template") });
        }
        case "document-approved":
          return t("entry.document-approved", { seq: String(body.document) });
        case "document-served":
          return t("entry.document-served", { seq: String(body.document) });
        case "safe-contact-agreed":
          return t("entry.safe-contact-agreed", { channel: option(t, "contact", word(body, "channel")) });
        case "safe-contact-withdrawn":
          return t("entry.safe-contact-withdrawn", { why: option(t, "reach.why", word(body, "why")) });
        case "contact-tried": {
          const outcome = option(t, "tried", word(body, "outcome"));
          const why = word(body, "why");
          if (why !== "") return t("entry.contact-tried.why", { outcome, why: option(t, "notSent", why) });
          return t("entry.contact-tried", { outcome });
        }
        case "registered":
          return t("entry.registered", { register: named("registers", "register") });
        case "proceeding-opened":
          if (body.track === "refused") return t("entry.proceeding-opened.refused");
          return t("entry.proceeding-opened", { track: named("proceedingTracks", "track") });
        case "proceeding-ended":
          return t("entry.proceeding-ended", { ending: named("proceedingEndings", "ending") });
        case "outcome":
          return t("entry.outcome", { outcome: named("outcomes", "outcome") });
        case "closing":
          return t("entry.closing", { closing: named("closings", "closing") });
        case "complaint":
          return t("entry.complaint", { norm: word(body, "norm"), days: Number(body.daysLate) });
        case "erasure-asked":
        case "erased":
          return t(entry.type === "erased" ? "entry.erased" : "entry.erasure-asked", {
            what:
              body.record === true
                ? t("erasure.record")
                : list(body, "classes")
                    .map((name) => option(t, "class", String(name)))
                    .join(", "),
            ground: named("erasureGrounds", "ground"),
          });
        case "erasure-approved":
          return t("entry.erasure-approved", { seq: String(body.request) });
        case "hold-placed":
          return t("entry.hold-placed", { ground: named("holdGrounds", "ground") });
        case "glass-broken":
          return t("entry.glass-broken", {
            reason: code("emergencies", word(body, "reason")),
            until: formatMoment(word(body, "until"), view.asOf, zone, language),
          });
        case "correction": {
          const corrected = view.entries.find((one) => one.seq === body.corrects);
          return t("entry.correction", {
            what: corrected ? t(`type.${corrected.type}`) : String(body.corrects),
          });
        }
        default:
          return t(`entry.${entry.type}` as MessageKey);
      }
    },
    [t, language, zone, inside, agency, place, code, view],
  );
}

/** Personal text of an entry, with its label, when this reader may open it. */
export function sealedTexts(entry: EntryView): readonly (readonly [MessageKey, string])[] {
  return Object.entries(entry.sealed ?? {}).flatMap(([field, told]) => {
    const label = `sealed.${field}`;
    return typeof told === "string" && isMessageKey(label) ? [[label, told] as const] : [];
  });
}

/** The norm an entry names, when it names one. */
export function normOf(entry: EntryView): { readonly norm: string; readonly part: string | null } | null {
  const ground = record(entry.body, "ground");
  const norm = word(entry.body, "norm") || word(ground, "norm");
  return norm === "" ? null : { norm, part: word(entry.body, "part") || null };
}

function option(t: Translate, group: string, value: string): string {
  const key = `${group}.${value}`;
  return isMessageKey(key) ? t(key) : value;
}

function word(body: Body, field: string): string {
  const value = body[field];
  return typeof value === "string" ? value : "";
}

function list(body: Body, field: string): readonly unknown[] {
  const value = body[field];
  return Array.isArray(value) ? value : [];
}

function record(body: Body, field: string): Body {
  const value = body[field];
  return typeof value === "object" && value !== null ? (value as Body) : {};
}

function lastDay(facts: Body): string | null {
  const { date } = facts;
  return typeof date === "string" ? date : word(record(facts, "date"), "to") || null;
}
