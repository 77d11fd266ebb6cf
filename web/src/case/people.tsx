import type { CaseView } from "@arasha/server/contract";
import { Text } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
import { isMessageKey } from "../i18n/translate.ts";
import { useFactWords } from "../law/labels.ts";
import { Withheld } from "./withheld.tsx";

type Person = CaseView["persons"][number];

/** The people of the case: role and age for all who take part, names and contacts for those who may open them. */
export function People({ view }: { readonly view: CaseView }) {
  const t = useT();
  const ofPeople = view.entries.filter(({ type }) => type === "persons");
  return (
    <section className="card" aria-label={t("case.people")}>
      <h2>{t("case.people")}</h2>
      {view.persons.length === 0 ? (
        <Text c="dimmed">{t("case.noPeople")}</Text>
      ) : (
        <ul className="plain-list">
          {view.persons.map((person) => (
            <PersonItem key={person.id} person={person} />
          ))}
        </ul>
      )}
      <Withheld classes={[...new Set(ofPeople.flatMap(({ withheld }) => withheld))]} />
    </section>
  );
}

function PersonItem({ person }: { readonly person: Person }) {
  const t = useT();
  const { inside } = useFactWords();
  const role = `role.${person.role}`;
  const coded = [
    person.age === null ? null : t("people.years", { age: person.age }),
    person.sex && inside("victim.sex", person.sex),
  ].filter(Boolean);
  const contact = [person.phone, person.address].filter(Boolean);
  return (
    <li>
      <Text>
        <Text span fw={600}>
          {isMessageKey(role) ? t(role) : person.role}
        </Text>
        {person.name && ` ${person.name}`}
        {coded.length > 0 && (
          <Text span c="dimmed">
            {" "}
            · {coded.join(", ")}
          </Text>
        )}
      </Text>
      {contact.length > 0 && <Text size="sm">{contact.join(" · ")}</Text>}
    </li>
  );
}
