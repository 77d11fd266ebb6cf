import { Group, Select, Text } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
import type { Agreed, ChildToAsk } from "./children.ts";
import { Chips } from "./chips.tsx";

/** For each child a consent is about: who agreed, and what the child itself said to it. */
export function AgreedFields({
  toAsk,
  agreed,
  onChange,
}: {
  readonly toAsk: readonly ChildToAsk[];
  readonly agreed: readonly Agreed[];
  readonly onChange: (agreed: readonly Agreed[]) => void;
}) {
  const t = useT();
  return (
    <>
      {toAsk.map((child) => {
        const one = agreed.find((found) => found.child === child.id);
        const others = agreed.filter((found) => found.child !== child.id);
        const put = (next: Agreed | null) => onChange(next ? [...others, next] : others);
        return (
          <fieldset key={child.id} className="plain person-row">
            <legend>{child.label}</legend>
            {child.nobody ? (
              <Text size="sm" className="field-error">
                {child.nobody}
              </Text>
            ) : (
              <Group gap="sm" align="flex-end">
                <Select
                  label={t("child.agreedBy")}
                  data={[...child.by]}
                  value={one?.by ?? null}
                  onChange={(by) =>
                    put(by === null ? null : { child: child.id, by, assent: one?.assent ?? "not-asked" })
                  }
                  w={240}
                />
                {one && one.by !== "self" && (
                  <Chips
                    inline
                    label={t("child.word")}
                    options={(["given", "refused", "not-asked"] as const).map((value) => ({
                      value,
                      label: t(`child.word.${value}`),
                    }))}
                    value={[one.assent]}
                    onChange={([assent]) => put({ ...one, assent: assent ?? "not-asked" })}
                  />
                )}
              </Group>
            )}
            {!child.nobody && (
              <Text size="sm" c="dimmed">
                {t(`child.counts.${child.word}`)}
              </Text>
            )}
          </fieldset>
        );
      })}
    </>
  );
}
