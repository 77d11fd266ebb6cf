import { Group, List, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useT } from "../i18n/language.tsx";
import { LanguageSwitch, SchemeSwitch } from "../shell/header.tsx";

/** For a person without a session: how one signs in, and what to do when the link no longer works. */
export function SignedOut({ problem }: { readonly problem?: ReactNode }) {
  const t = useT();
  return (
    <main className="sign-in">
      <Group justify="space-between" mb="xl" wrap="nowrap">
        <span className="wordmark">Arasha</span>
        <Group gap={6} wrap="nowrap">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </Group>
      <Stack gap="md">
        <Title order={1}>{t("signIn.title")}</Title>
        {problem}
        <Text>{t("signIn.how")}</Text>
        <List spacing={6}>
          <List.Item>{t("signIn.own")}</List.Item>
          <List.Item>{t("signIn.expired")}</List.Item>
          <List.Item>{t("signIn.demo")}</List.Item>
        </List>
        <Text c="dimmed" size="sm">
          {t("signIn.kept")}
        </Text>
      </Stack>
    </main>
  );
}
