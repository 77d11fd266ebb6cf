import {
  checkCount,
  type Dated,
  invitationOn,
  LANGUAGES,
  type Participant,
  reservationOn,
  standOf,
  treatyStatus,
} from "@arasha/law";
import { stateName } from "../../../messages/state-names.ts";
import type { Table } from "../../../publish/table.ts";
import type { TreatyVisit } from "./visit.ts";

/** The treaty on a day, as data: everything that is held, and how each participant stands. */
export function dataOf({ treaty, on }: TreatyVisit): unknown {
  const { participation, hash } = treaty;
  const { participants, counts, ...head } = participation;
  const { states, organisations } = treatyStatus(participation, on);
  return {
    ...head,
    edition: hash,
    on,
    states,
    organisations,
    participants: participants.map((one) => ({
      ...one,
      stand: standOf(one, on),
      reservations: one.reservations.map((reservation) => ({
        ...reservation,
        state: reservationOn(participation, reservation, on),
      })),
      ...(one.invitation && {
        invitation: { ...one.invitation, validity: invitationOn(one.invitation, on) },
      }),
    })),
    counts: counts.map((count) => checkCount(participation, count)),
  };
}

const ACTS: readonly (readonly [string, (one: Participant) => Dated | undefined])[] = [
  ["signature", ({ signature }) => signature],
  ["ratification", ({ ratification }) => ratification],
  ["in_force", ({ inForce }) => inForce],
  ["denunciation_notified", ({ denunciation }) => denunciation?.notified],
  ["denunciation_effective", ({ denunciation }) => denunciation?.effective],
];

/** One line a state or organisation: how it stands on the day, its days and how far each is borne out. */
export function tableOf({ treaty, on }: TreatyVisit): Table {
  const { participants, id } = treaty.participation;
  const columns = [
    "treaty",
    "on",
    "code",
    ...LANGUAGES.map((language) => `name_${language}`),
    "standing",
    "stand",
    ...ACTS.flatMap(([name]) => [name, `${name}_confirmed`]),
    "sources",
  ];
  return {
    name: `${id} ${on}`,
    columns: columns.map((title) => ({
      title,
      width: title.startsWith("name_") || title === "sources" ? 28 : 14,
    })),
    rows: participants.map((one) => {
      const acts = ACTS.map(([, of]) => of(one));
      return [
        id,
        on,
        one.code,
        ...LANGUAGES.map((language) => stateName(one.code, language)),
        one.standing,
        standOf(one, on),
        ...acts.flatMap((act) => [act?.date ?? null, act?.confirmed ?? null]),
        [...new Set(acts.flatMap((act) => act?.sources ?? []))].join(" "),
      ];
    }),
  };
}
