import type { Wording } from "@arasha/law";
import { Badge, Group, Text, Title } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { useT, useText } from "../i18n/language.tsx";
import { mayHold, surelyHolds } from "./norm-words.ts";
import { AmendedBy, HowSure, Provided, Validity } from "./wording.tsx";

type Props = { readonly all: readonly Wording[]; readonly day: string };

/** All wordings of a norm side by side in order of time, that of the day in view, each with what it changed. */
export function NormVersions({ all, day }: Props) {
  const t = useT();
  const heading = useId();
  const strip = useRef<HTMLElement>(null);
  const first = all.findIndex((wording) => mayHold(wording, day));
  useEffect(() => {
    const column = strip.current?.children[first];
    // Only the strip moves: the sheet stays at its top, where the norm of the day is.
    if (strip.current && column instanceof HTMLElement) strip.current.scrollLeft = column.offsetLeft - 24;
  }, [first]);
  return (
    <div>
      <Title order={3} id={heading} mb={6}>
        {t("norm.versions")}
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="norm-versions" ref={strip} tabIndex={0} aria-labelledby={heading}>
        {all.map((wording, index) => (
          <Version key={wording.index} wording={wording} before={all[index - 1] ?? null} day={day} />
        ))}
      </section>
    </div>
  );
}

type VersionProps = { readonly wording: Wording; readonly before: Wording | null; readonly day: string };

function Version({ wording, before, day }: VersionProps) {
  const t = useT();
  const text = useText();
  const held = mayHold(wording, day);
  const summary = text(wording.version.summary);
  return (
    <article className="norm-version" data-held={held || undefined}>
      <Group gap={6}>
        {held && (
          <Badge size="sm" tt="none" fw={600} variant="filled">
            {t(surelyHolds(wording, day) ? "norm.onThisDay" : "norm.perhapsOnThisDay")}
          </Badge>
        )}
        <HowSure wording={wording} />
      </Group>
      <Validity wording={wording} />
      <AmendedBy from={wording.version.from} />
      <Provided wording={wording} before={before} />
      <Text size="sm">
        {before && text(before.version.summary) === summary ? t("norm.sameSummary") : summary}
      </Text>
    </article>
  );
}
