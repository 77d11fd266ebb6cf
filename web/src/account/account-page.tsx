import type { AccountView } from "@arasha/server/contract";
import { ActionIcon, Badge, Button, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import {
  IconBuilding,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconKey,
  IconPassword,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { accountQuery, endOtherSessions, endSession, removePasskey, wantsProof } from "../api/door.ts";
import { addPasskey } from "../api/passkey.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { takeProblem, whyNot } from "../sign-in/sign-in-page.tsx";
import { useGuarded } from "../step-up/step-up.tsx";
import { DeclarationCard } from "./declaration.tsx";
import { MailCard } from "./mail-card.tsx";
import { useMoment } from "./moment.ts";
import { PasswordCard } from "./password-card.tsx";

/** Her ways in and where she is signed in. Who she is here is shown, and given by others. */
export function AccountPage() {
  const t = useT();
  const text = useText();
  usePageTitle(t("account.title"));
  const { me } = useSession();
  const account = useQuery(accountQuery);
  const [problem] = useState(takeProblem);
  return (
    <div className="account">
      <div>
        <Title order={1}>{me.account.name}</Title>
        <Text c="dimmed">
          {text(me.role.name)} · {text(me.agency.name)}. {t("account.given")}
        </Text>
      </div>
      {problem !== null && (
        <Text role="alert" c="var(--arasha-soon)">
          {t(whyNot(problem))}
        </Text>
      )}
      {account.error ? (
        <Failing error={account.error} retry={() => void account.refetch()} />
      ) : account.data ? (
        <>
          {!me.administrator && !me.registers && <DeclarationCard />}
          <Passkeys account={account.data} />
          {account.data.login !== null && <PasswordCard login={account.data.login} />}
          <Sessions account={account.data} />
          <MailCard account={account.data} />
        </>
      ) : (
        <LoadingRows rows={4} height={58} />
      )}
    </div>
  );
}

/** Runs one act on the account, and reads it again afterwards. A proof she chose not to give is no problem to show. */
function useAct<Input>(act: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  const guarded = useGuarded();
  const mutation = useMutation({
    mutationFn: (input: Input) => guarded(() => act(input)),
    onSettled: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  return { ...mutation, told: wantsProof(mutation.error) ? null : mutation.error };
}

function Passkeys({ account }: { readonly account: AccountView }) {
  const t = useT();
  const moment = useMoment();
  const add = useAct(addPasskey);
  const remove = useAct(removePasskey);
  const told = add.told ?? remove.told;
  return (
    <section className="card" aria-label={t("account.passkeys")}>
      <div className="account-head">
        <h2>{t("account.passkeys")}</h2>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          loading={add.isPending}
          onClick={() => {
            remove.reset();
            add.mutate(undefined);
          }}
        >
          {t("account.addPasskey")}
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {t("account.passkeysHint")}
      </Text>
      {told && <ProblemNote error={told} />}
      <ul className="own-rows">
        {account.passkeys.length === 0 && (
          <OwnRow icon={<IconKey size={18} />} title={t("account.noPasskeys")} />
        )}
        {account.passkeys.map((passkey) => {
          const device = passkey.device || t("account.unknownDevice");
          return (
            <OwnRow
              key={passkey.id}
              icon={<IconKey size={18} />}
              title={device}
              detail={[
                t("account.added", { moment: moment(passkey.createdAt) }),
                t("account.used", { moment: moment(passkey.usedAt) }),
                ...(passkey.synced ? [t("account.synced")] : []),
              ].join(" · ")}
              action={
                <Tooltip label={t("action.remove")}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={t("account.removePasskey", { device })}
                    loading={remove.isPending && remove.variables === passkey.id}
                    onClick={() => {
                      add.reset();
                      remove.mutate(passkey.id);
                    }}
                  >
                    <IconTrash size={17} />
                  </ActionIcon>
                </Tooltip>
              }
            />
          );
        })}
        {account.login !== null && (
          <OwnRow icon={<IconPassword size={18} />} title={t("account.password", { login: account.login })} />
        )}
        {account.provider !== null && (
          <OwnRow
            icon={<IconBuilding size={18} />}
            title={t("account.provider", { name: account.provider })}
          />
        )}
      </ul>
    </section>
  );
}

/** Devices held in the hand, by the words the service has for them. */
const HELD = /Android|iPhone|iPad/;

function Sessions({ account }: { readonly account: AccountView }) {
  const t = useT();
  const moment = useMoment();
  const end = useAct(endSession);
  const endOthers = useAct(endOtherSessions);
  const told = end.told ?? endOthers.told;
  return (
    <section className="card" aria-label={t("account.sessions")}>
      <div className="account-head">
        <h2>{t("account.sessions")}</h2>
        {account.sessions.length > 1 && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {t("account.endOthers")}
          </Button>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {t("account.sessionsHint")}
      </Text>
      {told && <ProblemNote error={told} />}
      <ul className="own-rows">
        {account.sessions.map((session) => {
          const device = session.device || t("account.unknownDevice");
          const here = session.id === account.session;
          return (
            <OwnRow
              key={session.id}
              icon={
                HELD.test(session.device) ? <IconDeviceMobile size={18} /> : <IconDeviceLaptop size={18} />
              }
              title={device}
              mark={here ? t("account.thisOne") : undefined}
              detail={[
                t(`method.${session.method}`),
                t("account.since", { moment: moment(session.createdAt) }),
                ...(here ? [] : [t("account.seen", { moment: moment(session.lastSeenAt) })]),
              ].join(" · ")}
              action={
                !here && (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t("account.endOf", { device })}
                    loading={end.isPending && end.variables === session.id}
                    onClick={() => end.mutate(session.id)}
                  >
                    {t("account.end")}
                  </Button>
                )
              }
            />
          );
        })}
      </ul>
    </section>
  );
}

type OwnRowProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly mark?: string | undefined;
  readonly detail?: string;
  readonly action?: ReactNode;
};

function OwnRow({ icon, title, mark, detail, action }: OwnRowProps) {
  return (
    <li className="own-row">
      <span aria-hidden>{icon}</span>
      <Stack gap={0}>
        <Group gap={8}>
          <Text span>{title}</Text>
          {mark && (
            <Badge variant="light" tt="none" fw={400}>
              {mark}
            </Badge>
          )}
        </Group>
        {detail && (
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        )}
      </Stack>
      {action}
    </li>
  );
}
