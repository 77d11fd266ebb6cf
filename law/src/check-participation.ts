import type { Dated, Participant, Participation, TreatyReservation } from "./participation.ts";
import { earliestOf, firstOfMonthAfter, inForceByRule, periodEnd } from "./treaty-status.ts";

/** One thing wrong with who takes part: the participant (or published count) by its place in the list, the field, why. */
export type ParticipationFault = {
  readonly of: "participants" | "counts" | "sources";
  readonly at: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
};

type Found = Pick<ParticipationFault, "path" | "message">;

/** Every act that no state could have done, in an order in which nobody can do them, or that rests on nothing named. */
export function checkParticipation(participation: Participation): readonly ParticipationFault[] {
  const sources = new Set(participation.sources.map(({ id }) => id));
  const codes = new Set(participation.participants.map(({ code }) => code));
  return [
    ...twice("sources", participation.sources, ({ id }) => id, "id"),
    ...twice("participants", participation.participants, ({ code }) => code, "code"),
    ...participation.participants.flatMap((one, at) =>
      [
        ...ofParticipant(participation, one),
        ...unknownSources(one, sources),
        ...unknownMembers(one, codes),
      ].map((found) => ({ of: "participants" as const, at, ...found })),
    ),
    ...participation.counts.flatMap((count, at) =>
      [...unknownSources(count, sources), ...unknownCircle(participation, count.within)].map((found) => ({
        of: "counts" as const,
        at,
        ...found,
      })),
    ),
  ];
}

function twice<T>(
  of: ParticipationFault["of"],
  list: readonly T[],
  id: (one: T) => string,
  field: string,
): readonly ParticipationFault[] {
  return list.flatMap((one, at) =>
    list.findIndex((other) => id(other) === id(one)) === at
      ? []
      : [{ of, at, path: [field], message: `"${id(one)}" is given twice` }],
  );
}

function ofParticipant(participation: Participation, one: Participant): readonly Found[] {
  return [
    ...signing(participation, one),
    ...consent(one),
    ...force(participation, one),
    ...leaving(participation, one),
    ...one.reservations.flatMap((reservation, at) =>
      reserving(participation, one, reservation).map(({ path, message }) => ({
        path: ["reservations", at, ...path],
        message,
      })),
    ),
    ...inviting(one),
  ];
}

function signing({ opened }: Participation, { signature, standing }: Participant): readonly Found[] {
  if (signature === undefined) return [];
  const path = ["signature", "date"];
  if (standing === "other") {
    return [{ path: ["signature"], message: "the treaty is not open to it for signature: see its standing" }];
  }
  if (signature.date >= opened) return [];
  return [{ path, message: `is before the treaty was opened for signature on ${opened}` }];
}

function consent({ signature, ratification, standing, invitation }: Participant): readonly Found[] {
  if (ratification === undefined) return [];
  if (signature === undefined && ratification.accession === undefined) {
    const message = "ratified without having signed: only an accession needs no signature (accession: true)";
    return [{ path: ["ratification"], message }];
  }
  if (signature !== undefined && ratification.accession) {
    const message = "who has signed ratifies; an accession needs no signature";
    return [{ path: ["ratification", "accession"], message }];
  }
  if (signature !== undefined && ratification.date < signature.date) {
    return [before(["ratification", "date"], ratification, `the signature on ${signature.date}`)];
  }
  if (standing !== "other") return [];
  if (invitation === undefined) {
    return [{ path: ["ratification"], message: "acceded without an invitation: enter the invitation" }];
  }
  return ratification.date < invitation.decided.date
    ? [before(["ratification", "date"], ratification, `the invitation of ${invitation.decided.date}`)]
    : [];
}

function force(participation: Participation, { ratification, inForce }: Participant): readonly Found[] {
  const { article } = participation.entryIntoForce;
  if (ratification === undefined) {
    const message = "in force for who has not ratified";
    return inForce === undefined ? [] : [{ path: ["inForce"], message }];
  }
  const byRule = inForceByRule(participation, ratification.date);
  if (inForce === undefined) {
    if (byRule === null) return [];
    const message = `ratified, and no day of entry into force: by article ${article} it is ${byRule}`;
    return [{ path: ["ratification"], message }];
  }
  if (inForce.date === byRule) return [];
  const message =
    byRule === null
      ? `the treaty is not in force: too few have consented (article ${article})`
      : `is ${inForce.date}; by article ${article} a deposit of ${ratification.date} takes effect on ${byRule}`;
  return [{ path: ["inForce", "date"], message }];
}

function leaving(participation: Participation, one: Participant): readonly Found[] {
  const { denunciation, ratification } = one;
  if (denunciation === undefined) return [];
  if (ratification === undefined) {
    return [{ path: ["denunciation"], message: "a denunciation by who has not ratified" }];
  }
  const { notified, effective } = denunciation;
  if (notified.date < ratification.date) {
    return [
      before(["denunciation", "notified", "date"], notified, `the ratification on ${ratification.date}`),
    ];
  }
  const { article, after } = participation.denunciation;
  const byRule = firstOfMonthAfter(notified.date, after);
  if (effective.date === byRule) return [];
  const message = `is ${effective.date}; by article ${article} a denunciation of ${notified.date} takes effect on ${byRule}`;
  return [{ path: ["denunciation", "effective", "date"], message }];
}

function reserving(
  participation: Participation,
  { inForce }: Participant,
  { articles, periods, ended }: TreatyReservation,
): readonly Found[] {
  if (inForce === undefined) return [{ path: [], message: "a reservation of who has not ratified" }];
  const { permitted, article, period } = participation.reservations;
  const allowed = permitted.map((one) => one.article);
  const outside =
    articles === "unknown" ? [] : articles.filter((one) => !allowed.some((of) => within(one, of)));
  const rhythm = rhythmOf(participation, inForce.date, periods);
  const first = periods[0];
  return [
    ...outside.map((one) => ({
      path: ["articles", articles.indexOf(one)],
      message: `no reservation is permitted to article ${one}; to: ${allowed.join(", ")}`,
    })),
    ...rhythm.map((at) => ({
      path: ["periods", at, "date"],
      message: `does not begin where article ${article} lets a period begin: at the entry into force on ${inForce.date}, or ${period} after the period before`,
    })),
    ...(ended !== undefined && first !== undefined && ended.date < first.date
      ? [before(["ended", "date"], ended, `it began on ${first.date}`)]
      : []),
  ];
}

/** The periods that begin neither with the entry into force nor at the end of the one before. */
function rhythmOf(
  participation: Participation,
  inForce: string,
  periods: readonly Dated[],
): readonly number[] {
  return periods.flatMap(({ date }, at) => {
    const last = periods[at - 1];
    const due = last === undefined ? inForce : periodEnd(participation, last.date);
    return date === due ? [] : [at];
  });
}

/** `59` permits `59.1`; `44.1` does not lie within `44.1.e`. */
function within(article: string, permitted: string): boolean {
  return article === permitted || article.startsWith(`${permitted}.`);
}

function inviting({ invitation, standing }: Participant): readonly Found[] {
  if (invitation === undefined) return [];
  if (standing !== "other") {
    return [{ path: ["invitation"], message: "needs none: the treaty is open to it; see its standing" }];
  }
  const { decided, until, extensions } = invitation;
  const late = extensions.flatMap((extension, at) =>
    earliestOf(extension.until) <= earliestOf(until)
      ? [{ path: ["invitation", "extensions", at, "until"], message: "prolongs nothing: it ends no later" }]
      : [],
  );
  return earliestOf(until) <= decided.date
    ? [{ path: ["invitation", "until"], message: `is not after the invitation of ${decided.date}` }, ...late]
    : late;
}

function before(path: Found["path"], { date }: Dated, than: string): Found {
  return { path, message: `${date} is before ${than}` };
}

/** Sources that are named anywhere inside and are not in the list. */
function unknownSources(value: object, known: ReadonlySet<string>): readonly Found[] {
  const walk = (inner: unknown, path: readonly (string | number)[]): readonly Found[] => {
    if (typeof inner !== "object" || inner === null) return [];
    return Object.entries(inner).flatMap(([key, one]) => {
      const here = [...path, Array.isArray(inner) ? Number(key) : key];
      if (key !== "sources" || !Array.isArray(one)) return walk(one, here);
      return one.flatMap((id: unknown, at) =>
        typeof id === "string" && known.has(id)
          ? []
          : [{ path: [...here, at], message: `"${String(id)}" is not among the sources of the treaty` }],
      );
    });
  };
  return walk(value, []);
}

function unknownMembers(
  { members = [], standing }: Participant,
  codes: ReadonlySet<string>,
): readonly Found[] {
  if (members.length > 0 && standing !== "organisation") {
    return [{ path: ["members"], message: "only an organisation has members" }];
  }
  return members.flatMap((code, at) =>
    codes.has(code) ? [] : [{ path: ["members", at], message: `"${code}" is not among the participants` }],
  );
}

function unknownCircle({ participants }: Participation, within: string | undefined): readonly Found[] {
  if (within === undefined || participants.some(({ code, members }) => code === within && members)) return [];
  return [{ path: ["within"], message: `"${within}" is no organisation whose members are given` }];
}
