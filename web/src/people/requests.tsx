import type { Invited, People, Person } from "@arasha/server/contract";
import { Button, Group, Text } from "@mantine/core";
import { approve, withdraw } from "../api/door.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { useKeeping } from "./person-row.tsx";

type RequestsProps = {
  readonly all: People;
  readonly show: (name: string) => (invited: Invited) => void;
};

type Request = Person & { readonly invitation: NonNullable<Person["invitation"]> };

/** What waits for a second administrator, above everything else; nothing where nothing waits. */
export function Requests({ all, show }: RequestsProps) {
  const t = useT();
  const waiting = all.people.filter((person): person is Request => person.invitation?.waiting === true);
  if (waiting.length === 0) return null;
  return (
    <section className="card requests" aria-label={t("staff.requests")}>
      <h2>{t("staff.requests")}</h2>
      <Text size="sm" c="dimmed" mb={6}>
        {t("staff.requestsHint")}
      </Text>
      {waiting.map((person) => (
        <RequestRow key={person.invitation.id} person={person} all={all} show={show(person.name)} />
      ))}
    </section>
  );
}

function RequestRow({
  person,
  all,
  show,
}: {
  readonly person: Request;
  readonly all: People;
  readonly show: (invited: Invited) => void;
}) {
  const t = useT();
  const text = useText();
  const me = useSession().me.account.id;
  const { id, askedBy, recovery } = person.invitation;
  const agree = useKeeping(() => approve(id), show);
  const decline = useKeeping(() => withdraw(id));
  const role = all.roles.find((one) => one.id === person.role);
  const asker = all.people.find((one) => one.id === askedBy)?.name ?? t("staff.commandLine");
  const told = agree.told ?? decline.told;
  const mine = askedBy === me;
  const mayAgree = !mine && person.id !== me;
  return (
    <div className="request">
      <div>
        <Text fw={600}>
          {recovery
            ? t("staff.wants.recovery", { name: person.name })
            : t("staff.wants.first", { name: person.name, role: role ? text(role.name) : person.role })}
        </Text>
        <Text size="sm" c="dimmed">
          {mine ? t("staff.yourRequest") : mayAgree ? t("staff.askedBy", { name: asker }) : t("staff.forYou")}
        </Text>
        {told && <ProblemNote error={told} />}
      </div>
      <Group gap={8}>
        <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate()}>
          {t(mine ? "staff.withdraw" : "staff.decline")}
        </Button>
        {mayAgree && (
          <Button loading={agree.isPending} onClick={() => agree.mutate()}>
            {t("staff.agree")}
          </Button>
        )}
      </Group>
    </div>
  );
}
