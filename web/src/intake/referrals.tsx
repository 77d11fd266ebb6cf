import { Checkbox, Group, Select, Stack, Text } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import type { ChildToAsk } from "./children.ts";
import { Chips } from "./chips.tsx";
import type { Referral } from "./form.ts";
import { GROUNDS, GroundDetail, type GroundKind, groundOf } from "./ground.tsx";
import { NOTHING_OPENED, OpeningFields, proposedOpening } from "./opening.tsx";

type ReferralProps = {
  readonly place: string;
  /** The agency the respondent serves in: it is not told, another of its kind may be. */
  readonly servesIn: string;
  /** A date there. */
  readonly today: string;
  readonly referrals: readonly Referral[];
  readonly toAsk: (purpose: string) => readonly ChildToAsk[];
  readonly onChange: (referrals: readonly Referral[]) => void;
};

/** The agencies that can help in her region. Each is only told with a ground, which is recorded with the referral. */
export function ReferralFields({ place, servesIn, today, referrals, toAsk, onChange }: ReferralProps) {
  const t = useT();
  const text = useText();
  const { me, country } = useSession();
  const purposes = codesOf(country, "referralPurposes");
  if (place === "") {
    return (
      <Text size="sm" c="dimmed">
        {t("referral.placeFirst")}
      </Text>
    );
  }
  const instead = country.agencies.find(({ id }) => id === servesIn)?.rerouteTo;
  const offered = country.agencies.filter(
    ({ id, place: where }) => (where === place || id === instead) && id !== me.agency.id && id !== servesIn,
  );
  return (
    <Stack gap={6}>
      {offered.map((agency) => {
        const made = referrals.find((one) => one.agency === agency.id);
        const others = referrals.filter((one) => one.agency !== agency.id);
        return (
          <div key={agency.id}>
            <Checkbox
              label={text(agency.name)}
              checked={made !== undefined}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...others, newReferral(agency, purposes)] : others)
              }
            />
            {made && (
              <ReferralDetail
                referral={made}
                today={today}
                toAsk={toAsk}
                onChange={(next) => onChange(inPlace(referrals, made, next))}
              />
            )}
          </div>
        );
      })}
    </Stack>
  );
}

function inPlace(all: readonly Referral[], before: Referral, after: Referral): readonly Referral[] {
  return all.map((one) => (one === before ? after : one));
}

/** The purpose such an agency is first thought of for is proposed; a ground never is: it has to be asked, or named. */
function newReferral(
  agency: { readonly id: string; readonly kind: string },
  purposes: readonly { readonly id: string; readonly group?: string | undefined }[],
): Referral {
  const purpose = purposes.find(({ group }) => group === agency.kind)?.id ?? "";
  return { to: agency.kind, agency: agency.id, purpose, ground: null, ...NOTHING_OPENED };
}

type DetailProps = {
  readonly referral: Referral;
  readonly today: string;
  readonly toAsk: (purpose: string) => readonly ChildToAsk[];
  readonly onChange: (referral: Referral) => void;
};

function ReferralDetail({ referral, today, toAsk, onChange }: DetailProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const session = useSession();
  const { country } = session;
  // Another purpose needs other things: what is proposed follows it.
  const proposed = (purpose: string, kind: GroundKind | undefined) =>
    kind ? proposedOpening(session, purpose, kind, today, toAsk(purpose)) : NOTHING_OPENED;
  const { ground } = referral;
  return (
    <div className="referral-detail">
      <Group gap="sm" align="flex-end">
        <Select
          label={t("referral.purpose")}
          required
          withAsterisk={false}
          data={codesOf(country, "referralPurposes").map(({ id, name }) => ({
            value: id,
            label: text(name),
          }))}
          value={referral.purpose || null}
          onChange={(purpose) =>
            onChange({ ...referral, purpose: purpose ?? "", ...proposed(purpose ?? "", ground?.kind) })
          }
          w={240}
        />
      </Group>
      <Chips
        inline
        label={t("referral.ground")}
        options={GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))}
        value={ground ? [ground.kind] : []}
        onChange={([kind]) =>
          onChange({
            ...referral,
            ground: kind ? groundOf(kind, language) : null,
            ...proposed(referral.purpose, kind),
          })
        }
      />
      {ground && (
        <>
          <GroundDetail ground={ground} onChange={(next) => onChange({ ...referral, ground: next })} />
          <OpeningFields
            opening={referral}
            ground={ground.kind}
            today={today}
            toAsk={toAsk(referral.purpose)}
            onChange={(opening) => onChange({ ...referral, ...opening })}
          />
        </>
      )}
    </div>
  );
}
