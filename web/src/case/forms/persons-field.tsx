import { Button, Checkbox, CloseButton, Group, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useSession } from "../../api/queries.ts";
import { useT, useText } from "../../i18n/language.tsx";
import { ServesIn } from "../../intake/people.tsx";
import { useChildhood } from "../../intake/use-children.ts";
import { useFactWords } from "../../law/labels.ts";
import type { FieldsProps } from "./entry-fields.tsx";
import { isYoung, type Relation, RelationsField } from "./relations-field.tsx";

type Coded = {
  readonly id: string;
  readonly role: string;
  readonly age?: number;
  readonly sex?: string;
  readonly band?: string;
  readonly respondentElsewhere?: boolean;
  readonly servesIn?: string;
};
type Contact = {
  readonly born?: string;
  readonly id: string;
  readonly name?: string;
  readonly personalNumber?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly workplace?: string;
  readonly school?: string;
};
const ROLES = ["survivor", "respondent", "child", "guardian", "witness"] as const;
const CONTACTS = ["name", "personalNumber", "phone", "address", "workplace", "school"] as const;

/** Where somebody spends the day: a child at school, an adult at work. */
const fieldsFor = (role: string) =>
  CONTACTS.filter((field) => field !== (role === "child" ? "workplace" : "school"));

/** Everyone the case is about. The list replaces the one before, so it begins with those already noted. */
export function PersonsField({ draft, onChange, today }: FieldsProps) {
  const t = useT();
  const persons = (draft.body.persons ?? []) as readonly Coded[];
  const contacts = (draft.sealed.persons ?? []) as readonly Contact[];
  const relations = (draft.body.relations ?? []) as readonly Relation[];
  const change = (nextPersons: readonly Coded[], nextContacts: readonly Contact[]) => {
    const { persons: _before, ...sealed } = draft.sealed;
    const told = nextContacts.filter((contact) => contact.born || CONTACTS.some((field) => contact[field]));
    const ids = new Set(nextPersons.map(({ id }) => id));
    const left = relations.filter(({ child, adult }) => ids.has(child) && ids.has(adult));
    onChange({
      body: { ...draft.body, persons: nextPersons, ...(relations.length > 0 && { relations: left }) },
      sealed: told.length > 0 ? { ...sealed, persons: told } : sealed,
    });
  };
  return (
    <>
      {persons.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          contact={contacts.find(({ id }) => id === person.id) ?? { id: person.id }}
          today={today}
          change={(next, contact) =>
            change(
              persons.map((one) => (one.id === person.id ? next : one)),
              [...contacts.filter(({ id }) => id !== person.id), contact],
            )
          }
          remove={() =>
            change(
              persons.filter(({ id }) => id !== person.id),
              contacts.filter(({ id }) => id !== person.id),
            )
          }
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        style={{ alignSelf: "flex-start" }}
        onClick={() => change([...persons, { id: freeId(persons), role: "survivor" }], contacts)}
      >
        {t("people.add")}
      </Button>
      <RelationsField
        persons={persons}
        relations={relations}
        onChange={(next) => onChange({ ...draft, body: { ...draft.body, relations: next } })}
      />
    </>
  );
}

function freeId(persons: readonly Coded[]): string {
  const taken = persons.map(({ id }) => Number(id.slice(1)));
  return `p${Math.max(0, ...taken) + 1}`;
}

type RowProps = {
  readonly person: Coded;
  readonly contact: Contact;
  readonly today: string;
  readonly change: (person: Coded, contact: Contact) => void;
  readonly remove: () => void;
};

function PersonRow({ person, contact, today, change, remove }: RowProps) {
  const t = useT();
  const childhood = useChildhood(today);
  const child = isYoung(person);
  const { name, value } = useFactWords();
  const number = useText()(useSession().country.personalNumber.name);
  return (
    <fieldset className="plain person-row">
      <legend>{t("people.person", { id: person.id })}</legend>
      <Group gap="xs" align="flex-end">
        <Select
          label={t("people.role")}
          allowDeselect={false}
          data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={person.role}
          onChange={(role) => {
            const { servesIn, ...rest } = person;
            if (role)
              change({ ...rest, role, ...(role === "respondent" && servesIn && { servesIn }) }, contact);
          }}
          w={170}
        />
        {(child || person.role === "survivor") && (
          <>
            <TextInput
              type="date"
              label={t("people.born")}
              max={today}
              value={contact.born ?? ""}
              onChange={(event) => {
                const { born: _before, ...rest } = contact;
                const born = event.currentTarget.value;
                change(person, born === "" ? rest : { ...rest, born });
              }}
              w={160}
            />
            <Select
              label={t("people.band")}
              clearable
              disabled={Boolean(contact.born)}
              data={(childhood?.bands ?? []).map(({ id }) => ({ value: id, label: id }))}
              value={contact.born ? null : (person.band ?? null)}
              onChange={(band) => {
                const { band: _before, ...rest } = person;
                change(band ? { ...rest, band } : rest, contact);
              }}
              w={110}
            />
          </>
        )}
        {!child && (
          <TextInput
            label={t("people.age")}
            inputMode="numeric"
            value={person.age ?? ""}
            onChange={(event) => {
              const digits = event.currentTarget.value.replace(/\D/g, "").slice(0, 3);
              const { age: _before, ...rest } = person;
              change(digits === "" ? rest : { ...rest, age: Math.min(Number(digits), 120) }, contact);
            }}
            w={80}
          />
        )}
        <Select
          label={t("people.sex")}
          clearable
          data={["female", "male"].map((sex) => ({ value: sex, label: value("victim.sex", sex) }))}
          value={person.sex ?? null}
          onChange={(sex) => {
            const { sex: _before, ...rest } = person;
            change(sex ? { ...rest, sex } : rest, contact);
          }}
          aria-description={name("victim.sex")}
          w={130}
        />
        <CloseButton aria-label={t("action.remove")} onClick={remove} mb={4} />
      </Group>
      <div className="person-fields">
        {fieldsFor(person.role).map((field) => (
          <TextInput
            key={field}
            label={field === "personalNumber" ? number : t(`people.${field}`)}
            autoComplete="off"
            maxLength={300}
            value={contact[field] ?? ""}
            onChange={(event) => change(person, { ...contact, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      {!child && person.role !== "respondent" && (
        <Checkbox
          mt={6}
          label={t("people.respondentElsewhere")}
          checked={person.respondentElsewhere ?? false}
          onChange={(event) => {
            const { respondentElsewhere: _before, ...rest } = person;
            change(event.currentTarget.checked ? { ...rest, respondentElsewhere: true } : rest, contact);
          }}
        />
      )}
      {person.role === "respondent" && (
        <ServesIn
          agency={person.servesIn ?? ""}
          onChange={(servesIn) => {
            const { servesIn: _before, ...rest } = person;
            change({ ...rest, ...(servesIn !== "" && { servesIn }) }, contact);
          }}
        />
      )}
    </fieldset>
  );
}
