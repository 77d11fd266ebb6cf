import type { CaseView } from "@arasha/server/contract";
import { Checkbox, Group, Select, Text } from "@mantine/core";
import { useT } from "../../i18n/language.tsx";

export type Relation = CaseView["relations"][number];

const RELATIONS: readonly Relation["relation"][] = [
  "parent",
  "adoptive-parent",
  "appointed-guardian",
  "step-parent",
  "grandparent",
  "sibling",
  "other-relative",
  "none",
];

type Person = {
  readonly id: string;
  readonly role: string;
  readonly band?: string;
  readonly respondentElsewhere?: boolean;
};

export function isYoung({ role, band }: Person): boolean {
  return role === "child" || band !== undefined;
}

/** What each adult is to each child: it decides who may agree for the child. */
export function RelationsField({
  persons,
  relations,
  onChange,
}: {
  readonly persons: readonly Person[];
  readonly relations: readonly Relation[];
  readonly onChange: (relations: readonly Relation[]) => void;
}) {
  const t = useT();
  const children = persons.filter(isYoung);
  const adults = persons.filter((person) => !isYoung(person));
  const pairs = children.flatMap((child) => adults.map((adult) => ({ child, adult })));
  if (pairs.length === 0) return null;
  return (
    <fieldset className="plain person-row">
      <legend>{t("relation.title")}</legend>
      {pairs.map(({ child, adult }) => {
        const found = relations.find((one) => one.child === child.id && one.adult === adult.id);
        const others = relations.filter((one) => one !== found);
        const complained = adult.role === "respondent" || adult.respondentElsewhere === true;
        const role = t(`role.${adult.role as "survivor" | "respondent" | "witness" | "guardian"}`);
        return (
          <Group key={`${child.id} ${adult.id}`} gap="xs" align="flex-end">
            <Select
              label={t("relation.of", { adult: `${role} ${adult.id}`, child: child.id })}
              clearable
              data={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
              value={found?.relation ?? null}
              onChange={(relation) =>
                onChange(
                  relation === null
                    ? others
                    : [
                        ...others,
                        {
                          represents: "unknown",
                          ...found,
                          child: child.id,
                          adult: adult.id,
                          relation: relation as Relation["relation"],
                        },
                      ],
                )
              }
              w={220}
            />
            {found && (
              <Select
                label={t("relation.represents")}
                allowDeselect={false}
                data={(["yes", "no", "unknown"] as const).map((value) => ({
                  value,
                  label: t(`answer.${value}`),
                }))}
                value={found.represents}
                onChange={(represents) =>
                  onChange([...others, { ...found, represents: represents as Relation["represents"] }])
                }
                w={150}
              />
            )}
            {found && !complained && (
              <Checkbox
                mb={8}
                label={t("relation.contact")}
                checked={found.contact ?? false}
                onChange={(event) => {
                  const { contact: _before, ...rest } = found;
                  onChange([...others, event.currentTarget.checked ? { ...rest, contact: true } : rest]);
                }}
              />
            )}
            {found && complained && (
              <Text size="sm" c="dimmed" mb={8}>
                {t("relation.complainedOf")}
              </Text>
            )}
          </Group>
        );
      })}
    </fieldset>
  );
}
