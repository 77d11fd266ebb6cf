import { dateInWords, type Source } from "@arasha/law";
import { Alert, Anchor, Badge, Drawer, Group, List, Skeleton, Stack, Text, Title } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { deviceNow } from "../clock.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useLaw } from "./engine.ts";
import { cite, surelyHolds, wordingsOn } from "./norm-words.ts";

type Target = { readonly norm: string; readonly part: string | null; readonly on: string | undefined };
type Sheet = { readonly open: (target: Target) => void };

const SheetContext = createContext<Sheet | null>(null);

export function useNormSheet(): Sheet {
  const sheet = useContext(SheetContext);
  if (!sheet) throw new Error("useNormSheet outside NormSheetProvider");
  return sheet;
}

/** One side sheet for the whole workspace: a norm, what it provides on the day asked about, and where that was read. */
export function NormSheetProvider({ children }: { readonly children: ReactNode }) {
  const [target, setTarget] = useState<Target | null>(null);
  const [opened, setOpened] = useState(false);
  const t = useT();
  const open = useCallback((next: Target) => {
    setTarget(next);
    setOpened(true);
  }, []);
  const sheet = useMemo(() => ({ open }), [open]);
  return (
    <SheetContext value={sheet}>
      {children}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="md"
        title={t("norm.sheet")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {target && <NormOnDay {...target} />}
      </Drawer>
    </SheetContext>
  );
}

function NormOnDay({ norm, part, on }: Target) {
  const law = useLaw();
  const { language } = useLanguage();
  const t = useT();
  const text = useText();
  if (!law) return <Skeleton height={180} aria-label={t("state.loading")} />;
  const day = on ?? deviceNow().slice(0, 10);
  const { all, on: holding } = wordingsOn(law, norm, day);
  const known = law.norms.get(norm)?.norm;
  const shown = new Set(holding.map((wording) => text(wording.version.summary)));
  if (!known) return <Text>{t("norm.notHeld", { norm })}</Text>;
  return (
    <Stack gap="md">
      <div>
        <Text c="dimmed" size="sm">
          {cite(law, norm, part, language, t)}
          {!known.numberConfirmed && ` · ${t("norm.numberUnconfirmed")}`}
        </Text>
        <Title order={2}>{text(known.title)}</Title>
        <Text size="sm" c="dimmed" mt={2}>
          {t("norm.asOn", { date: dateInWords(day, language) })}
        </Text>
      </div>
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
          <Text>{text(wording.version.summary)}</Text>
          <Validity begins={wording.begins} ends={wording.ends} />
          <AmendedBy from={wording.version.from} />
          <Title order={3} mt="xs">
            {t("norm.sources")}
          </Title>
          <Sources sources={wording.version.sources} />
        </Stack>
      ))}
      {all.length > holding.length && (
        <div>
          <Title order={3}>{t("norm.otherWordings")}</Title>
          <List size="sm" spacing={4} mt={4}>
            {all
              .filter((wording) => !holding.includes(wording))
              .map((wording) => (
                <List.Item key={wording.index}>
                  <Validity begins={wording.begins} ends={wording.ends} />
                  {shown.has(text(wording.version.summary))
                    ? t("norm.sameSummary")
                    : text(wording.version.summary)}
                </List.Item>
              ))}
          </List>
        </div>
      )}
    </Stack>
  );
}

type Stretch = { readonly earliest: string; readonly latest: string };

function Validity({ begins, ends }: { readonly begins: Stretch; readonly ends: Stretch | null }) {
  const { language } = useLanguage();
  const t = useT();
  const day = ({ earliest, latest }: Stretch) =>
    earliest === latest
      ? dateInWords(earliest, language)
      : t("norm.between", { from: dateInWords(earliest, language), to: dateInWords(latest, language) });
  return (
    <Text size="sm" c="dimmed">
      {ends === null
        ? t("norm.validFrom", { from: day(begins) })
        : t("norm.validFromUntil", { from: day(begins), until: day(ends) })}
    </Text>
  );
}

function AmendedBy({ from }: { readonly from: string }) {
  const law = useLaw();
  const text = useText();
  const t = useT();
  const act = law?.amendments.get(from);
  return act ? <Text size="sm">{t("norm.by", { act: text(act.title) })}</Text> : null;
}

const CONFIDENCE_COLOUR = { official: "teal", secondary: "gray", unverified: "amber" } as const;

export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Stack gap={8}>
      {sources.map((source) => (
        <div key={`${source.title} ${source.url ?? ""}`}>
          <Text size="sm">
            {source.url ? (
              <Anchor href={source.url} target="_blank" rel="noreferrer noopener">
                {source.title}
              </Anchor>
            ) : (
              source.title
            )}
          </Text>
          <Group gap={8} mt={2}>
            <Badge size="sm" variant="light" tt="none" fw={400} color={CONFIDENCE_COLOUR[source.confidence]}>
              {t(`confidence.${source.confidence}`)}
            </Badge>
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
