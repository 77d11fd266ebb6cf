import type { FactPath } from "@arasha/law";
import { Group, Select, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { childrenOf } from "./children.ts";
import { Chips } from "./chips.tsx";
import { FactField } from "./fact-field.tsx";
import type { Contact, IntakeForm } from "./form.ts";

type PeopleProps = { readonly form: IntakeForm; readonly change: (part: Partial<IntakeForm>) => void };

const HER: readonly FactPath[] = ["victim.age", "victim.sex", "victim.pregnant", "victim.disabled"];
const THEIRS: readonly FactPath[] = ["respondent.age", "respondent.sex", "respondent.intoxicated"];
const AROUND: readonly FactPath[] = [
  "circumstances.childPresent",
  "circumstances.weapon",
  "circumstances.threatToLife",
  "circumstances.sharedHome",
  "orders.protectiveOrder",
];

/** The one harmed, the one complained of, and what was around them. */
export function PeopleFields({ form, change }: PeopleProps) {
  const t = useT();
  const facts = { answers: form.answers, onChange: (answers: IntakeForm["answers"]) => change({ answers }) };
  const { children, bad } = childrenOf(form.childrenAges);
  return (
    <div className="fact-grid">
      <div>
        {HER.map((fact) => (
          <FactField key={fact} fact={fact} {...facts} />
        ))}
        <TextInput
          label={t("people.children")}
          description={t("people.childrenHint")}
          error={bad.length > 0 && t("people.childrenBad", { what: bad.join(", ") })}
          autoComplete="off"
          value={form.childrenAges}
          onChange={(event) => change({ childrenAges: event.currentTarget.value })}
        />
        {children.length > 0 &&
          (["survivor", "respondent"] as const).map((who) => (
            <Chips
              key={who}
              label={t(`people.parent.${who}`)}
              hints={false}
              options={(["yes", "no", "unknown"] as const).map((value) => ({
                value,
                label: t(`answer.${value}`),
              }))}
              value={form.parents[who] ? [form.parents[who]] : []}
              onChange={([answer]) => change({ parents: { ...form.parents, [who]: answer ?? null } })}
            />
          ))}
        {children.length > 0 && form.parents.respondent === "yes" && (
          <Text size="sm" c="dimmed">
            {t("people.parentComplainedOf")}
          </Text>
        )}
      </div>
      <div>
        {[...THEIRS, ...AROUND].map((fact) => (
          <FactField key={fact} fact={fact} {...facts} />
        ))}
      </div>
    </div>
  );
}

/** Names and addresses: kept sealed, never shown in a list. */
export function ContactFields({ form, change }: PeopleProps) {
  const t = useT();
  return (
    <div className="fact-grid">
      <ContactOf
        legend={t("role.survivor")}
        contact={form.survivor}
        onChange={(survivor) => change({ survivor })}
      />
      <ContactOf
        legend={t("role.respondent")}
        contact={form.respondent}
        onChange={(respondent) => change({ respondent })}
      >
        <ServesIn
          agency={form.servesIn}
          onChange={(servesIn) =>
            // Whoever was to be told there is not told.
            change({ servesIn, referrals: form.referrals.filter(({ agency }) => agency !== servesIn) })
          }
        />
      </ContactOf>
    </div>
  );
}

type ContactProps = {
  readonly legend: string;
  readonly contact: Contact;
  readonly onChange: (contact: Contact) => void;
  readonly children?: ReactNode;
};

function ContactOf({ legend, contact, onChange, children }: ContactProps) {
  const t = useT();
  const number = useText()(useSession().country.personalNumber.name);
  return (
    <fieldset className="plain">
      <legend>{legend}</legend>
      <Group gap="xs" grow>
        <TextInput
          label={t("people.name")}
          autoComplete="off"
          maxLength={300}
          value={contact.name}
          onChange={(event) => onChange({ ...contact, name: event.currentTarget.value })}
        />
        <TextInput
          label={t("people.phone")}
          autoComplete="off"
          inputMode="tel"
          maxLength={300}
          value={contact.phone}
          onChange={(event) => onChange({ ...contact, phone: event.currentTarget.value })}
        />
      </Group>
      <Group gap="xs" grow mt={6} align="flex-start">
        <TextInput
          label={t("people.address")}
          autoComplete="off"
          maxLength={300}
          value={contact.address}
          onChange={(event) => onChange({ ...contact, address: event.currentTarget.value })}
        />
        <TextInput
          label={number}
          autoComplete="off"
          inputMode="numeric"
          maxLength={30}
          value={contact.personalNumber}
          onChange={(event) => onChange({ ...contact, personalNumber: event.currentTarget.value })}
        />
      </Group>
      {children}
    </fieldset>
  );
}

type ServesInProps = { readonly agency: string; readonly onChange: (agency: string) => void };

/** Where the respondent serves in an agency, it learns nothing of the case. */
export function ServesIn({ agency, onChange }: ServesInProps) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  return (
    <Select
      mt={6}
      label={t("people.servesIn")}
      description={t(agency === "" ? "people.servesInHint" : "people.servesInClosed")}
      searchable
      clearable
      nothingFoundMessage={t("people.servesInNone")}
      data={country.agencies.map(({ id, name }) => ({ value: id, label: text(name) }))}
      value={agency || null}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
