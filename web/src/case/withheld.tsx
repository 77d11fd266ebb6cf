import type { EntryView } from "@arasha/server/contract";
import { Text } from "@mantine/core";
import { IconEraser, IconLock } from "@tabler/icons-react";
import { useT } from "../i18n/language.tsx";
import { compartmentWords } from "./compartment-words.ts";

/** What an entry held and nobody can read any more: not to be taken for something that was never said. */
export function Erased({ erased }: { readonly erased: EntryView["erased"] }) {
  const t = useT();
  if (erased.length === 0) return null;
  const classes = erased.map((one) => compartmentWords(t, one.class)).join(", ");
  const by = [...new Set(erased.map((one) => one.by))].join(", ");
  return (
    <Text size="sm" c="dimmed">
      <IconEraser size={12} aria-hidden /> {t("case.erased", { classes, seq: by })}
    </Text>
  );
}

/** That there is more, of which kind, and that it is not for this reader: she must not take it for nothing. */
export function Withheld({ classes }: { readonly classes: EntryView["withheld"] }) {
  const t = useT();
  if (classes.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      <IconLock size={12} aria-hidden />{" "}
      {t("case.withheld", { classes: classes.map((name) => compartmentWords(t, name)).join(", ") })}
    </Text>
  );
}
