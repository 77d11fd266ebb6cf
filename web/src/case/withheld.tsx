import type { EntryView } from "@arasha/server/contract";
import { Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useT } from "../i18n/language.tsx";

/** That there is more, of which kind, and that it is not for this reader: she must not take it for nothing. */
export function Withheld({ classes }: { readonly classes: EntryView["withheld"] }) {
  const t = useT();
  if (classes.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      <IconLock size={12} aria-hidden />{" "}
      {t("case.withheld", { classes: classes.map((name) => t(`class.${name}`)).join(", ") })}
    </Text>
  );
}
