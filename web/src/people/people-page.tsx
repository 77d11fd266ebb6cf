import type { Invited, People, Person } from "@arasha/server/contract";
import { Button, Chip, Group, TextInput, Title } from "@mantine/core";
import { IconSearch, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleQuery } from "../api/door.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { TwoPersons } from "../oversight/two-persons.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { InviteForm } from "./invite-form.tsx";
import { LinkShown, type Shown } from "./link-shown.tsx";
import { PersonRow } from "./person-row.tsx";
import { Requests } from "./requests.tsx";
import { matching, STATES, type StateFilter } from "./select.ts";

/** Everybody with an account, for an administrator: who comes in and how. Nothing here leads to a case. */
export function PeoplePage() {
  const t = useT();
  usePageTitle(t("staff.title"));
  const people = useQuery(peopleQuery);
  const [inviting, setInviting] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const show = (name: string) => (invited: Invited) => setShown({ name, ...invited });
  return (
    <>
      <div className="people-head">
        <Title order={1}>{t("staff.title")}</Title>
        <Button
          leftSection={<IconUserPlus size={18} aria-hidden />}
          disabled={!people.data}
          onClick={() => setInviting(true)}
        >
          {t("staff.invite")}
        </Button>
      </div>
      {people.error ? (
        <Failing error={people.error} retry={() => void people.refetch()} />
      ) : people.data ? (
        <>
          <Requests all={people.data} show={show} />
          <TwoPersons />
          <List all={people.data} show={show} />
          <InviteForm all={people.data} opened={inviting} close={() => setInviting(false)} show={show} />
        </>
      ) : (
        <LoadingRows rows={8} height={56} />
      )}
      <LinkShown shown={shown} close={() => setShown(null)} />
    </>
  );
}

type ListProps = {
  readonly all: People;
  readonly show: (name: string) => (invited: Invited) => void;
};

function List({ all, show }: ListProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const [state, setState] = useState<StateFilter>("current");
  const [words, setWords] = useState("");
  const wordsOf = ({ name, role, agency }: Person) =>
    [
      name,
      ...all.roles.filter(({ id }) => id === role).map((one) => text(one.name)),
      ...all.agencies.filter(({ id }) => id === agency).map((one) => text(one.name)),
    ].join(" ");
  const rows = matching(all.people, state, words, wordsOf, language);
  const count = (which: StateFilter) => matching(all.people, which, "", wordsOf, language).length;
  return (
    <>
      <div className="people-filter">
        <TextInput
          aria-label={t("staff.find")}
          placeholder={t("staff.find")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={60}
        />
        <Chip.Group value={state} onChange={(value) => setState(value as StateFilter)}>
          <Group gap={6} role="radiogroup" aria-label={t("staff.which")}>
            {STATES.map((value) => (
              <Chip key={value} value={value} variant="outline">
                {t(`staff.${value}`)} {count(value)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      {rows.length === 0 ? (
        <Empty
          icon={<IconUsers />}
          title={t(words ? "staff.noneFound" : "staff.none")}
          hint={t(words ? "staff.noneFoundHint" : "staff.noneHint")}
        />
      ) : (
        <ul className="rows">
          {rows.map((person) => (
            <PersonRow key={person.id} person={person} all={all} show={show(person.name)} />
          ))}
        </ul>
      )}
    </>
  );
}
