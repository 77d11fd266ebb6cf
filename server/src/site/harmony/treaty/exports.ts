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
import { type Download, download } from "../../download.ts";
import type { TreatyVisit } from "./visit.ts";

/** The treaty on a day, as data: everything that is held, and how each participant stands. */
export function jsonOf({ treaty, on }: TreatyVisit): Download {
  const { participation, hash } = treaty;
  const { participants, counts, ...head } = participation;
  const { states, organisations } = treatyStatus(participation, on);
  return download(
    "application/json; charset=utf-8",
    JSON.stringify({
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
    }),
  );
}

const ACTS: readonly (readonly [string, (one: Participant) => Dated | undefined])[] = [
  ["signature", ({ signature }) => signature],
  ["ratification", ({ ratification }) => ratification],
  ["in_force", ({ inForce }) => inForce],
  ["denunciation_notified", ({ denunciation }) => denunciation?.notified],
  ["denunciation_effective", ({ denunciation }) => denunciation?.effective],
];

/** One line a state or organisation (RFC 4180, UTF-8): how it stands on the day, its days and how far each is borne out. */
export function csvOf({ treaty, on }: TreatyVisit): Download {
  const { participants, id } = treaty.participation;
  const header = [
    "treaty",
    "on",
    "code",
    ...LANGUAGES.map((language) => `name_${language}`),
    "standing",
    "stand",
    ...ACTS.flatMap(([name]) => [name, `${name}_confirmed`]),
    "sources",
  ];
  const rows = participants.map((one) => {
    const acts = ACTS.map(([, of]) => of(one));
    return [
      id,
      on,
      one.code,
      ...LANGUAGES.map((language) => stateName(one.code, language)),
      one.standing,
      standOf(one, on),
      ...acts.flatMap((act) => [act?.date ?? "", act?.confirmed ?? ""]),
      [...new Set(acts.flatMap((act) => act?.sources ?? []))].join(" "),
    ];
  });
  const text = [header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
  return download("text/csv; charset=utf-8", `${text}\r\n`);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
