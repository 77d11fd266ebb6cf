import { type Confidence, dateInWords, type Source } from "@arasha/law";
import { Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import { useLanguage, useT } from "../i18n/language.tsx";

const COLOUR = { official: "teal", secondary: "gray", unverified: "amber" } as const;

/** How far what a norm provides can be trusted, in a word. */
export function ConfidenceBadge({ confidence }: { readonly confidence: Confidence }) {
  const t = useT();
  return (
    <Badge size="sm" variant="light" tt="none" fw={400} color={COLOUR[confidence]}>
      {t(`confidence.${confidence}`)}
    </Badge>
  );
}

/** Where it was read, each with how far it can be trusted. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Stack gap={8}>
      {sources.map((source) => (
        <div key={`${source.title} ${source.url ?? ""}`}>
          <Text size="sm">
            <Anchor href={source.url} target="_blank" rel="noreferrer noopener">
              {source.title}
            </Anchor>
          </Text>
          <Group gap={8} mt={2}>
            <ConfidenceBadge confidence={source.confidence} />
            {source.read && (
              <Text size="xs" c="dimmed">
                {t("norm.readOn", { date: dateInWords(source.read, language) })}
              </Text>
            )}
          </Group>
          {source.note && (
            <Text size="xs" c="dimmed">
              {source.note}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}
