import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useT } from "../i18n/language.tsx";

export function NotFound() {
  const t = useT();
  return (
    <main className="sign-in">
      <Stack gap="sm">
        <Title order={1}>{t("notFound.title")}</Title>
        <Text>{t("notFound.hint")}</Text>
        <Anchor href="/">{t("notFound.home")}</Anchor>
      </Stack>
    </main>
  );
}
