import { Select } from "@mantine/core";
import { fieldError } from "../../api/problem.tsx";
import { useSession } from "../../api/queries.ts";
import { useLanguage, useT } from "../../i18n/language.tsx";
import { Chips } from "../../intake/chips.tsx";
import { GROUNDS, type Ground, GroundDetail, groundOf } from "../../intake/ground.tsx";
import { type Opening, OpeningFields, proposedOpening } from "../../intake/opening.tsx";
import { useAgencyName } from "../../shell/country.ts";
import { useEntrySentence } from "../entry-words.ts";
import { pendingDisclosures } from "../steps.ts";
import { childWords, useChildrenOfCase } from "../use-children.ts";
import { useGrantWords } from "../who-reads.tsx";
import { type FieldsProps, withValue } from "./entry-fields.tsx";
import type { EntryDraft } from "./fields.ts";

/** On what ground an agency is told, and what it may read: the two are asked together. */
export function GroundField({ draft, onChange, today, view }: FieldsProps) {
  const t = useT();
  const { language } = useLanguage();
  const session = useSession();
  const ground = draft.body.ground as Ground | undefined;
  const purpose = typeof draft.body.purpose === "string" ? draft.body.purpose : "";
  const toAsk = useChildrenOfCase(view, today)(purpose);
  return (
    <>
      <Chips
        label={t("referral.ground")}
        options={GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))}
        value={ground ? [ground.kind] : []}
        onChange={([kind]) => {
          const opening = kind && proposedOpening(session, purpose, kind, today, toAsk);
          const body = { ...draft.body, ground: kind && groundOf(kind, language), ...opening };
          onChange({ ...draft, body });
        }}
      />
      {ground && (
        <>
          <GroundDetail
            ground={ground}
            onChange={(next) => onChange(withValue(draft, "body", "ground", next))}
          />
          <OpeningFields
            opening={openingOf(draft)}
            ground={ground.kind}
            today={today}
            toAsk={toAsk}
            onChange={(opening) => onChange({ ...draft, body: { ...draft.body, ...opening } })}
          />
        </>
      )}
    </>
  );
}

export function OpeningField({ draft, onChange, today, view }: FieldsProps) {
  const purpose = typeof draft.body.purpose === "string" ? draft.body.purpose : "";
  const toAsk = useChildrenOfCase(view, today)(purpose);
  return (
    <OpeningFields
      opening={openingOf(draft)}
      ground="consent"
      today={today}
      toAsk={toAsk}
      onChange={(opening) => onChange({ ...draft, body: { ...draft.body, ...opening } })}
    />
  );
}

/** An agency that takes part already. */
export function ParticipantField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const name = useAgencyName();
  const { me } = useSession();
  const others = view.participants.filter(({ agency }) => agency !== me.agency.id);
  return (
    <Select
      label={t("field.agency")}
      data={others.map(({ agency }) => ({ value: agency, label: name(agency) }))}
      value={typeof draft.body.agency === "string" ? draft.body.agency : null}
      onChange={(agency) => onChange(withValue(draft, "body", "agency", agency ?? undefined))}
      error={fieldError(error, "agency")}
    />
  );
}

/** Which of her consents it is about. */
export function ConsentField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const words = useGrantWords();
  const consents = view.grants.filter(({ ground }) => ground === "consent");
  const { consent } = draft.body;
  return (
    <Select
      label={t("field.consentOf")}
      data={consents.map((grant) => ({ value: String(grant.seq), label: words(grant) }))}
      value={typeof consent === "number" ? String(consent) : null}
      onChange={(seq) =>
        onChange(withValue(draft, "body", "consent", seq === null ? undefined : Number(seq)))
      }
      error={fieldError(error, "consent")}
    />
  );
}

/** What a colleague wants to tell without her consent. */
export function DisclosureField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const sentence = useEntrySentence(view);
  const { referral } = draft.body;
  return (
    <Select
      label={t("field.disclosureOf")}
      data={pendingDisclosures(view).map((entry) => ({ value: String(entry.seq), label: sentence(entry) }))}
      value={typeof referral === "number" ? String(referral) : null}
      onChange={(seq) =>
        onChange(withValue(draft, "body", "referral", seq === null ? undefined : Number(seq)))
      }
      error={fieldError(error, "referral")}
    />
  );
}

/** Whoever has come of age on this case. */
export function GrownChildField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const { child } = draft.body;
  return (
    <Select
      label={t("field.askedChild")}
      data={view.children
        .filter(({ adult }) => adult !== "no")
        .map((one) => ({ value: one.id, label: childWords(t, view, one) }))}
      value={typeof child === "string" ? child : null}
      onChange={(id) => onChange(withValue(draft, "body", "child", id ?? undefined))}
      error={fieldError(error, "child")}
    />
  );
}

function openingOf({ body }: EntryDraft): Opening {
  return {
    classes: Array.isArray(body.classes) ? body.classes : [],
    until: typeof body.until === "string" ? body.until : null,
    children: Array.isArray(body.children) ? body.children : [],
  };
}
