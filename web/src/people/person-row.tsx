import type { Invited, People, Person } from "@arasha/server/contract";
import { ActionIcon, Badge, Button, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { IconDotsVertical, IconKey, IconLink, IconLockX, IconLogout } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMoment } from "../account/moment.ts";
import { closeAccount, endSessionsOf, inviteAgain, peopleQuery, wantsProof } from "../api/door.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { useGuarded } from "../step-up/step-up.tsx";

type RowProps = {
  readonly person: Person;
  readonly all: People;
  readonly show: (invited: Invited) => void;
};

/** One person: who she is, where, how she comes in or what she waits for, and what can be done. */
export function PersonRow({ person, all, show }: RowProps) {
  const t = useT();
  const { me } = useSession();
  const own = person.id === me.account.id;
  return (
    <li className="row person" data-state={person.state}>
      <Group gap={8}>
        <span className="person-name">{person.name}</span>
        {own && (
          <Badge variant="light" tt="none" fw={400}>
            {t("staff.yourself")}
          </Badge>
        )}
      </Group>
      <Place person={person} all={all} />
      <Text size="sm" c="dimmed">
        <HowIn person={person} asOf={all.asOf} />
      </Text>
      {own || person.state === "closed" ? <span /> : <Actions person={person} show={show} />}
    </li>
  );
}

function Place({ person, all }: Pick<RowProps, "person" | "all">) {
  const text = useText();
  const role = all.roles.find(({ id }) => id === person.role);
  const agency = all.agencies.find(({ id }) => id === person.agency);
  return (
    <div>
      <Text size="sm">{role ? text(role.name) : person.role}</Text>
      <Text size="sm" c="dimmed">
        {agency ? text(agency.name) : person.agency}
      </Text>
    </div>
  );
}

/** In words: never by colour or sign alone. */
function HowIn({ person, asOf }: Pick<RowProps, "person"> & { readonly asOf: string }) {
  const t = useT();
  const moment = useMoment();
  const { me } = useSession();
  const { invitation } = person;
  // On a demonstration those who made no way in of their own have the links printed at the start.
  const printed = me.synthetic && person.state === "active" && person.ways.length === 0;
  const ways = printed ? (["link"] as const) : person.ways;
  const parts: readonly string[] = [
    ...ways.map((way) => t(`method.${way}`)),
    ...(person.state === "invited" && !invitation?.waiting && !invitation?.opened ? [t("staff.noWay")] : []),
    ...(invitation?.waiting ? [t("staff.waiting")] : []),
    ...(invitation?.opened ? [t("staff.opened")] : []),
    ...(invitation?.expiresAt
      ? [
          Temporal.Instant.compare(invitation.expiresAt, asOf) > 0
            ? t("staff.until", { moment: moment(invitation.expiresAt) })
            : t("staff.expired", { moment: moment(invitation.expiresAt) }),
        ]
      : []),
    ...(person.state === "closed" ? [t("staff.closed").toLocaleLowerCase()] : []),
  ];
  return parts.join(" · ");
}

function Actions({ person, show }: Pick<RowProps, "person" | "show">) {
  const t = useT();
  const [asked, setAsked] = useState<"close" | "end" | "recover" | null>(null);
  const again = useKeeping(() => inviteAgain(person.id), show);
  const close = useKeeping(() => closeAccount(person.id));
  const end = useKeeping(() => endSessionsOf(person.id));
  const { name } = person;
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("staff.actions", { name })}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {person.state === "invited" ? (
            <Menu.Item leftSection={<IconLink size={16} />} onClick={() => again.mutate()}>
              {t("staff.resend")}
            </Menu.Item>
          ) : (
            <>
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => setAsked("end")}>
                {t("staff.endSessions")}
              </Menu.Item>
              <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setAsked("recover")}>
                {t("staff.recover")}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconLockX size={16} />} onClick={() => setAsked("close")}>
            {t("staff.close")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Ask
        opened={asked === "close"}
        title={t("staff.closeTitle", { name })}
        what={t("staff.closeWhat")}
        action={t("staff.close")}
        doing={close}
        done={() => setAsked(null)}
      />
      <Ask
        opened={asked === "end"}
        title={t("staff.endSessionsTitle", { name })}
        what={t("staff.endSessionsWhat")}
        action={t("staff.endSessions")}
        doing={end}
        done={() => setAsked(null)}
      />
      <Ask
        opened={asked === "recover"}
        title={t("staff.recoverTitle", { name })}
        what={t("staff.recoverWhat")}
        action={t("staff.recover")}
        doing={again}
        done={() => setAsked(null)}
      />
      <Ask
        opened={asked === null && again.told !== null}
        title={t("staff.resend")}
        what=""
        action={t("action.tryAgain")}
        doing={again}
        done={again.reset}
      />
    </>
  );
}

type Keeping = {
  readonly mutateAsync: () => Promise<unknown>;
  readonly isPending: boolean;
  readonly told: Error | null;
  readonly reset: () => void;
};

/** An act on somebody's account: asks for a proof where one is due, and reads the list again. */
export function useKeeping<T>(act: () => Promise<T>, onDone: (result: T) => void = () => undefined) {
  const client = useQueryClient();
  const guarded = useGuarded();
  const mutation = useMutation({
    mutationFn: () => guarded(act),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
  return { ...mutation, told: wantsProof(mutation.error) ? null : mutation.error };
}

type AskProps = {
  readonly opened: boolean;
  readonly title: string;
  readonly what: string;
  readonly action: string;
  readonly doing: Keeping;
  readonly done: () => void;
};

/** Says what follows before it is done; the safe answer has the focus. */
function Ask({ opened, title, what, action, doing, done }: AskProps) {
  const t = useT();
  const leave = () => {
    doing.reset();
    done();
  };
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={title}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Stack gap="md">
        {what && <Text size="sm">{what}</Text>}
        {doing.told && <ProblemNote error={doing.told} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={leave}>
            {t("action.cancel")}
          </Button>
          <Button
            loading={doing.isPending}
            onClick={() =>
              // What went wrong is told here; only what is done closes.
              doing.mutateAsync().then(done, () => undefined)
            }
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
