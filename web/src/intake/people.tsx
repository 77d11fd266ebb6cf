import type { FactPath } from "@arasha/law";
import { Group, Text, TextInput } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
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
      />
    </div>
  );
}

type ContactProps = {
  readonly legend: string;
  readonly contact: Contact;
  readonly onChange: (contact: Contact) => void;
};

function ContactOf({ legend, contact, onChange }: ContactProps) {
  const t = useT();
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
      <TextInput
        mt={6}
        label={t("people.address")}
        autoComplete="off"
        maxLength={300}
        value={contact.address}
        onChange={(event) => onChange({ ...contact, address: event.currentTarget.value })}
      />
    </fieldset>
  );
}
