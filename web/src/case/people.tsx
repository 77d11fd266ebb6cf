import { dateInWords } from "@arasha/law";
import type { CaseView } from "@arasha/server/contract";
import { Text } from "@mantine/core";
import { useLanguage, useT } from "../i18n/language.tsx";
import { isMessageKey } from "../i18n/translate.ts";
import { useBodyName } from "../law/bodies.ts";
import { useFactWords } from "../law/labels.ts";
import { useAgencyName, useCodeName, usePlaceName } from "../shell/country.ts";
import { personWords } from "./use-children.ts";
import { Withheld } from "./withheld.tsx";

type Person = CaseView["persons"][number];
type Child = CaseView["children"][number];

/** The people of the case: role and age for all who take part, names and contacts for those who may open them. */
export function People({ view }: { readonly view: CaseView }) {
  const t = useT();
  const place = usePlaceName();
  const agency = useAgencyName();
  const ofPeople = view.entries.filter(({ type }) => type === "persons");
  const withheld = [...new Set(ofPeople.flatMap((entry) => entry.withheld))];
  return (
    <section className="card" aria-label={t("case.people")}>
      <h2>{t("case.people")}</h2>
      {view.persons.length === 0 ? (
        <Text c="dimmed">{t("case.noPeople")}</Text>
      ) : (
        <ul className="plain-list">
          {view.persons.map((person) => (
            <PersonItem
              key={person.id}
              view={view}
              person={person}
              child={view.children.find(({ id }) => id === person.id)}
            />
          ))}
        </ul>
      )}
      {withheld.includes("address") && (
        <Text size="sm">
          {t("people.reach", {
            place: place(view.case.place),
            agency: agency(view.participants[0]?.agency ?? ""),
          })}
        </Text>
      )}
      <Withheld classes={withheld} />
    </section>
  );
}

function PersonItem({
  view,
  person,
  child,
}: {
  readonly view: CaseView;
  readonly person: Person;
  readonly child: Child | undefined;
}) {
  const t = useT();
  const { language } = useLanguage();
  const { inside } = useFactWords();
  const agency = useAgencyName();
  const role = `role.${person.role}`;
  const band = child && (child.adult === "yes" ? t("child.adult") : child.bands.join(" / "));
  const coded = [
    band ? t("child.band", { band }) : person.age === null ? null : t("people.years", { age: person.age }),
    person.sex && inside("victim.sex", person.sex),
  ].filter(Boolean);
  const { phone, address, workplace, school, personalNumber } = person;
  const contact = [phone, address, workplace, school, personalNumber].filter(Boolean);
  return (
    <li>
      <Text>
        <Text span fw={600}>
          {isMessageKey(role) ? t(role) : person.role}
          {child && !person.name && ` ${person.id}`}
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
      {person.servesIn && <Text size="sm">{t("people.serves", { agency: agency(person.servesIn) })}</Text>}
      {person.respondentElsewhere && <Text size="sm">{t("people.respondentElsewhere")}</Text>}
      {child && <WhoSpeaks view={view} child={child} />}
      {child?.comesOfAge && child.adult !== "yes" && (
        <Text size="sm" c="dimmed">
          {t("child.comesOfAge", { date: dateInWords(child.comesOfAge, language) })}
        </Text>
      )}
    </li>
  );
}

/** Who may agree for a child, who may not and why, and what is missing: in words, not in a table. */
function WhoSpeaks({ view, child }: { readonly view: CaseView; readonly child: Child }) {
  const t = useT();
  const body = useBodyName();
  const code = useCodeName();
  const may = child.guardians.filter(({ why }) => why === null);
  const mayNot = child.guardians.filter(({ why }) => why === "complained-of");
  const agreed = view.grants.some(({ children }) => children.some((one) => one.child === child.id));
  const lines = [
    whoDecides(),
    ...mayNot.map(({ adult }) => t("child.never", { who: personWords(t, view, adult) })),
    child.adult === "no" && may.length > 0 ? t(`child.counts.${child.word}`) : null,
    child.adult === "no" && child.aloneFor.length > 0
      ? t("child.alone", {
          purposes: child.aloneFor.map((purpose) => code("referralPurposes", purpose)).join(", "),
        })
      : null,
    callable(),
    agreed ? null : t("child.notAgreed"),
  ].filter((line) => line !== null);
  return (
    <ul className="plain-list who-speaks">
      {lines.map((line) => (
        <li key={line}>
          <Text size="sm">{line}</Text>
        </li>
      ))}
    </ul>
  );

  function whoDecides(): string {
    if (child.adult === "yes") return t("child.ofAge");
    if (child.decides.length === 0) return t("child.ageNeeded");
    if (may.length > 0)
      return t("child.decides", { who: may.map(({ adult }) => personWords(t, view, adult)).join(", ") });
    return child.standIn?.body ? t("child.standIn", { body: body(child.standIn.body) }) : t("child.nobody");
  }

  function callable(): string | null {
    const contacts = child.guardians.filter(({ contact }) => contact);
    if (contacts.length === 0) return null;
    return t("child.contact", { who: contacts.map(({ adult }) => personWords(t, view, adult)).join(", ") });
  }
}
