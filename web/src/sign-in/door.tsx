import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconBuilding, IconFingerprint, IconPassword } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { goToProvider, waysQuery } from "../api/door.ts";
import { signInByPasskey } from "../api/passkey.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useArrival } from "./arrival.ts";
import { DoorFrame } from "./frame.tsx";
import { PasswordForm } from "./password-form.tsx";

/** For a person without a session: her passkey first, then what else there is. */
export function Door({ problem }: { readonly problem?: ReactNode }) {
  const t = useT();
  usePageTitle(t("signIn.title"));
  const ways = useQuery(waysQuery);
  const arrive = useArrival();
  const [password, setPassword] = useState(false);
  const byPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: arrive });
  const away = useMutation({ mutationFn: () => goToProvider("sign-in") });
  const busy = byPasskey.isPending || away.isPending;
  const told = byPasskey.error ?? away.error;
  const start = (way: () => void) => {
    byPasskey.reset();
    away.reset();
    way();
  };
  return (
    <DoorFrame>
      <Stack gap="lg">
        <Title order={1}>{t("signIn.title")}</Title>
        {told ? <ProblemNote error={told} /> : problem}
        <Stack gap={6} className="door-ways">
          <Button
            size="md"
            leftSection={<IconFingerprint size={20} aria-hidden />}
            loading={byPasskey.isPending}
            disabled={busy}
            onClick={() => start(() => byPasskey.mutate())}
          >
            {t("signIn.passkey")}
          </Button>
          <Text size="sm" c="dimmed" mb="sm">
            {t("signIn.passkeyHint")}
          </Text>
          {ways.isPending && <Skeleton height={42} />}
          {ways.data?.provider && (
            <Button
              size="md"
              variant="default"
              leftSection={<IconBuilding size={20} aria-hidden />}
              loading={away.isPending}
              disabled={busy}
              onClick={() => start(() => away.mutate())}
            >
              {t("signIn.provider", { name: ways.data.provider })}
            </Button>
          )}
          {password ? (
            <PasswordForm arrive={arrive} />
          ) : (
            <Button
              size="md"
              variant="default"
              leftSection={<IconPassword size={20} aria-hidden />}
              disabled={busy}
              onClick={() => start(() => setPassword(true))}
            >
              {t("signIn.password")}
            </Button>
          )}
        </Stack>
        {ways.data?.demonstration && <Text size="sm">{t("signIn.demo")}</Text>}
        <Text size="sm" c="dimmed">
          {t("signIn.noWay")} {t("signIn.kept")}
        </Text>
      </Stack>
    </DoorFrame>
  );
}
