import { Button, CloseButton, Group, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useT } from "../../i18n/language.tsx";
import { useFactWords } from "../../law/labels.ts";
import type { FieldsProps } from "./entry-fields.tsx";

type Coded = { readonly id: string; readonly role: string; readonly age?: number; readonly sex?: string };
type Contact = {
  readonly id: string;
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
};
const ROLES = ["survivor", "respondent", "child", "witness"] as const;
const CONTACTS = ["name", "phone", "address"] as const;

/** Everyone the case is about. The list replaces the one before, so it begins with those already noted. */
export function PersonsField({ draft, onChange }: FieldsProps) {
  const t = useT();
  const persons = (draft.body.persons ?? []) as readonly Coded[];
  const contacts = (draft.sealed.persons ?? []) as readonly Contact[];
  const change = (nextPersons: readonly Coded[], nextContacts: readonly Contact[]) => {
    const { persons: _before, ...sealed } = draft.sealed;
    const told = nextContacts.filter((contact) => CONTACTS.some((field) => contact[field]));
    onChange({
      body: { ...draft.body, persons: nextPersons },
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
  readonly change: (person: Coded, contact: Contact) => void;
  readonly remove: () => void;
};

function PersonRow({ person, contact, change, remove }: RowProps) {
  const t = useT();
  const { name, value } = useFactWords();
  return (
    <fieldset className="plain person-row">
      <legend>{t("people.person", { id: person.id })}</legend>
      <Group gap="xs" align="flex-end">
        <Select
          label={t("people.role")}
          allowDeselect={false}
          data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={person.role}
          onChange={(role) => role && change({ ...person, role }, contact)}
          w={170}
        />
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
      <Group gap="xs" mt={6} grow>
        {CONTACTS.map((field) => (
          <TextInput
            key={field}
            label={t(`people.${field}`)}
            autoComplete="off"
            maxLength={300}
            value={contact[field] ?? ""}
            onChange={(event) => change(person, { ...contact, [field]: event.currentTarget.value })}
          />
        ))}
      </Group>
    </fieldset>
  );
}
