import type { CountryView, Me } from "@arasha/server/contract";
import { Text, TextInput } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { localDate } from "../i18n/format.ts";
import { useT } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import { Chips } from "./chips.tsx";
import type { GroundKind } from "./ground.tsx";

type DataClass = Me["opens"][number];
/** What an agency is let read, and until when; `until` is an instant. */
export type Opening = { readonly classes: readonly DataClass[]; readonly until: string | null };

export const NOTHING_OPENED: Opening = { classes: [], until: null };

/** A consent is proposed for a season: long enough for the help asked for, soon enough to be asked again. */
const PROPOSED = { days: 90 };

/** What the purpose needs and this role may open, as a proposal to be read out. `today` is a date there. */
export function proposedOpening(
  { me, country }: { readonly me: Me; readonly country: CountryView },
  purpose: string,
  ground: GroundKind,
  today: string,
): Opening {
  const needs = codesOf(country, "referralPurposes").find(({ id }) => id === purpose)?.needs ?? [];
  return {
    classes: needs.filter((name) => me.opens.includes(name)),
    until: ground === "consent" ? endOfDay(inDays(today), country.zone) : null,
  };
}

export function OpeningFields({
  opening,
  ground,
  today,
  onChange,
}: {
  readonly opening: Opening;
  readonly ground: GroundKind;
  readonly today: string;
  readonly onChange: (opening: Opening) => void;
}) {
  const t = useT();
  const { me, country } = useSession();
  return (
    <>
      <Chips
        multiple
        label={t("opening.classes")}
        options={me.opens.map((value) => ({ value, label: t(`class.${value}`) }))}
        value={opening.classes}
        onChange={(classes) => onChange({ classes, until: opening.until })}
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
                classes: opening.classes,
                until: value === "" ? null : endOfDay(value, country.zone),
              })
            }
            w={180}
          />
        </>
      )}
    </>
  );
}

function inDays(today: string): string {
  return Temporal.PlainDate.from(today).add(PROPOSED).toString();
}

/** The last second of a day there, as an instant. */
function endOfDay(day: string, zone: string): string {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: zone, plainTime: "23:59:59" })
    .toInstant()
    .toString();
}
