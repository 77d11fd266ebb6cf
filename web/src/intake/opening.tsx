import type { CaseView, CountryView, Me } from "@arasha/server/contract";
import { Text, TextInput } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { localDate } from "../i18n/format.ts";
import { useT } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import { AgreedFields } from "./agreed.tsx";
import { type Agreed, type ChildToAsk, concernedBy } from "./children.ts";
import { Chips } from "./chips.tsx";
import type { GroundKind } from "./ground.tsx";

type Compartment = CaseView["grants"][number]["classes"][number];
/** What an agency is let read, and until when; `until` is an instant. Each child's record is opened by itself. */
export type Opening = {
  readonly classes: readonly Compartment[];
  readonly until: string | null;
  readonly children: readonly Agreed[];
};

export const NOTHING_OPENED: Opening = { classes: [], until: null, children: [] };

/** A consent is proposed for a season: long enough for the help asked for, soon enough to be asked again. */
const PROPOSED = { days: 90 };

/** What the purpose needs and this role may open, as a proposal to be read out. `today` is a date there. */
export function proposedOpening(
  { me, country }: { readonly me: Me; readonly country: CountryView },
  purpose: string,
  ground: GroundKind,
  today: string,
  children: readonly ChildToAsk[],
): Opening {
  const needs = codesOf(country, "referralPurposes").find(({ id }) => id === purpose)?.needs ?? [];
  return {
    // A record nobody may agree to open is not proposed.
    classes: needs
      .filter((name) => me.opens.includes(name))
      .flatMap((name) =>
        name === "child"
          ? children
              .filter(({ nobody }) => ground !== "consent" || nobody === "")
              .map(({ id }) => `child/${id}` as const)
          : [name],
      ),
    children: [],
    until: ground === "consent" ? endOfDay(inDays(today), country.zone) : null,
  };
}

export function OpeningFields({
  opening,
  ground,
  today,
  toAsk,
  onChange,
}: {
  readonly opening: Opening;
  readonly ground: GroundKind;
  readonly today: string;
  readonly toAsk: readonly ChildToAsk[];
  readonly onChange: (opening: Opening) => void;
}) {
  const t = useT();
  const { me, country } = useSession();
  return (
    <>
      <Chips
        multiple
        label={t("opening.classes")}
        options={me.opens.flatMap((value): readonly { value: Compartment; label: string }[] =>
          value === "child"
            ? toAsk.map(({ id, label }) => ({ value: `child/${id}`, label }))
            : [{ value, label: t(`class.${value}`) }],
        )}
        value={opening.classes}
        onChange={(classes) => onChange({ ...opening, classes })}
      />
      {ground === "consent" && (
        <>
          <Text size="sm" c="dimmed">
            {t("opening.hint")}
          </Text>
          <TextInput
            type="date"
            label={t("opening.until")}
            min={today}
            value={opening.until === null ? "" : localDate(opening.until, country.zone)}
            onChange={({ currentTarget: { value } }) =>
              onChange({
                ...opening,
                until: value === "" ? null : endOfDay(value, country.zone),
              })
            }
            w={180}
          />
          <AgreedFields
            toAsk={concernedBy(opening.classes, toAsk)}
            agreed={opening.children}
            onChange={(agreed) => onChange({ ...opening, children: agreed })}
          />
        </>
      )}
    </>
  );
}

function inDays(today: string): string {
  return Temporal.PlainDate.from(today).add(PROPOSED).toString();
}

/** How she may be reached is proposed for a month: long enough to be used, soon enough to be asked again. */
export function askedAnew(today: string, zone: string): string {
  return endOfDay(Temporal.PlainDate.from(today).add({ days: 30 }).toString(), zone);
}

/** The last second of a day there, as an instant. */
export function endOfDay(day: string, zone: string): string {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: zone, plainTime: "23:59:59" })
    .toInstant()
    .toString();
}
