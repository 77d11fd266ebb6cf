import { dateInWords, type Law, type Norm } from "@arasha/law";
import { Alert, Anchor, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useSession } from "../api/queries.ts";
import { deviceNow } from "../clock.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useLaw } from "./engine.ts";
import type { Target } from "./norm-sheet.tsx";
import { NormVersions } from "./norm-versions.tsx";
import { cite, surelyHolds, wordingsOn } from "./norm-words.ts";
import { Sources } from "./sources.tsx";
import { AmendedBy, HowSure, Provided, Validity } from "./wording.tsx";

/** A norm on a day: what it provides, since when, by which act, where that was read; then all its wordings in time. */
export function NormOnDay({ norm, part, on }: Target) {
  const law = useLaw();
  const { language } = useLanguage();
  const t = useT();
  const text = useText();
  if (!law) return <Skeleton height={180} aria-label={t("state.loading")} />;
  const day = on ?? deviceNow().slice(0, 10);
  const { all, on: holding } = wordingsOn(law, norm, day);
  const known = law.norms.get(norm)?.norm;
  if (!known) return <Text>{t("norm.notHeld", { norm })}</Text>;
  return (
    <Stack gap="md">
      <NormHead law={law} norm={known} part={part} day={day} />
      {holding.length === 0 && (
        <Alert color="gray">{t("norm.noneOnDay", { date: dateInWords(day, language) })}</Alert>
      )}
      {holding.map((wording) => (
        <Stack key={wording.index} gap="xs">
          {!surelyHolds(wording, day) && <Alert color="amber">{t("norm.dayUnsettled")}</Alert>}
          {wording.version.text !== "known" && (
            <Alert color="gray">
              {t(wording.version.text === "partly" ? "norm.textPartly" : "norm.textUnknown")}
            </Alert>
          )}
          <Group gap={8}>
            <HowSure wording={wording} />
          </Group>
          <Text>{text(wording.version.summary)}</Text>
          <Provided wording={wording} before={null} />
          <Validity wording={wording} />
          <AmendedBy from={wording.version.from} />
          <Title order={3} mt="xs">
            {t("norm.sources")}
          </Title>
          <Sources sources={wording.version.sources} />
        </Stack>
      ))}
      {all.length > 1 && <NormVersions all={all} day={day} />}
    </Stack>
  );
}

type HeadProps = {
  readonly law: Law;
  readonly norm: Norm;
  readonly part: string | null;
  readonly day: string;
};

function NormHead({ law, norm, part, day }: HeadProps) {
  const { language } = useLanguage();
  const { me } = useSession();
  const t = useT();
  const text = useText();
  return (
    <div>
      <Text c="dimmed" size="sm">
        {cite(law, norm.id, part, language, t)}
        {!norm.numberConfirmed && ` · ${t("norm.numberUnconfirmed")}`}
      </Text>
      <Title order={2}>{text(norm.title)}</Title>
      <Group gap="2px 14px" mt={2}>
        <Text size="sm" c="dimmed">
          {t("norm.asOn", { date: dateInWords(day, language) })}
        </Text>
        <Anchor
          size="sm"
          href={`${me.publicOrigin ?? ""}/law/${norm.id}?on=${day}&lang=${language}`}
          target="_blank"
          rel="noreferrer noopener"
        >
          {t("norm.public")} <IconExternalLink size={13} aria-hidden />
        </Anchor>
      </Group>
    </div>
  );
}
