import { Group, Select, Text } from "@mantine/core";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import type { Language } from "../i18n/translate.ts";
import { useLaw } from "../law/engine.ts";
import { cite } from "../law/norm-words.ts";
import type { Referral } from "./form.ts";

export type Ground = NonNullable<Referral["ground"]>;
export type GroundKind = Ground["kind"];
export const GROUNDS: readonly GroundKind[] = ["consent", "norm", "emergency"];

/** A ground of the kind chosen, filled as far as it can be; a norm is named by hand. */
export function groundOf(kind: GroundKind, language: Language): Ground {
  if (kind === "consent") return { kind, language, method: "spoken" };
  return kind === "norm" ? { kind, norm: "", notice: "told" } : { kind, why: "threat-to-life" };
}

/** What a ground needs said: how consent was given, which norm, or what the emergency is. */
export function GroundDetail({
  ground,
  onChange,
}: {
  readonly ground: Ground;
  readonly onChange: (ground: Ground) => void;
}) {
  const t = useT();
  if (ground.kind === "norm")
    return (
      <>
        <NormGround norm={ground.norm} onChange={(norm) => onChange({ ...ground, norm })} />
        <Select
          label={t("ground.notice")}
          allowDeselect={false}
          data={(["told", "unsafe", "cannot-reach"] as const).map((value) => ({
            value,
            label: t(`ground.${value}`),
          }))}
          value={ground.notice}
          onChange={(notice) => notice && onChange({ ...ground, notice: notice as typeof ground.notice })}
          w={320}
        />
        <Text size="sm" c="dimmed">
          {t("ground.second")}
        </Text>
      </>
    );
  if (ground.kind === "emergency") {
    return (
      <Select
        label={t("ground.why")}
        allowDeselect={false}
        data={(["threat-to-life", "child-in-danger"] as const).map((value) => ({
          value,
          label: t(`ground.${value}`),
        }))}
        value={ground.why}
        onChange={(why) => why && onChange({ ...ground, why: why as typeof ground.why })}
        w={280}
      />
    );
  }
  return (
    <Group gap="sm">
      <Select
        label={t("ground.language")}
        allowDeselect={false}
        data={(["kk", "ru", "en", "other"] as const).map((value) => ({
          value,
          label: t(`language.${value}`),
        }))}
        value={ground.language}
        onChange={(language) =>
          language && onChange({ ...ground, language: language as typeof ground.language })
        }
        w={180}
      />
      <Select
        label={t("ground.method")}
        allowDeselect={false}
        data={(["spoken", "written"] as const).map((value) => ({ value, label: t(`ground.${value}`) }))}
        value={ground.method}
        onChange={(method) => method && onChange({ ...ground, method: method as typeof ground.method })}
        w={180}
      />
    </Group>
  );
}

function NormGround({
  norm,
  onChange,
}: {
  readonly norm: string;
  readonly onChange: (norm: string) => void;
}) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const law = useLaw();
  const norms = [...(law?.norms.values() ?? [])].filter(
    ({ norm: one }) => one.kind !== "offence" && one.kind !== "definition",
  );
  return (
    <Select
      label={t("ground.normName")}
      searchable
      data={norms.map(({ norm: one }) => ({
        value: one.id,
        label: `${law ? cite(law, one.id, null, language, t) : one.id} ${text(one.title)}`,
      }))}
      value={norm || null}
      onChange={(chosen) => onChange(chosen ?? "")}
      w={420}
    />
  );
}
