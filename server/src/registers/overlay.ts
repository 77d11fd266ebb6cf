import {
  Claim,
  Commitment,
  type DateText,
  type Judgement,
  type Judgements,
  ProgressReport,
  type Register,
  withReport,
} from "@arasha/law";
import type { Deps } from "../cases/deps.ts";
import type { ClaimBody, CommitmentBody, JudgementBody, ProgressBody } from "../contract/index.ts";
import { say } from "../messages/say.ts";
import type { Tx } from "../store/store.ts";
import { inTransaction } from "../store/store.ts";

/** What was accepted into the registers, as the pages lay it beside the packs. */
export type Accepted = {
  /** Another number whenever something was accepted. */
  readonly revision: number;
  /** In the order they were accepted. */
  readonly judgements: readonly (Omit<JudgementBody, "judgement"> & { readonly judgement: Judgement })[];
  readonly claims: readonly (Omit<ClaimBody, "claim"> & { readonly claim: Claim })[];
  readonly commitments: readonly { readonly country: string; readonly commitment: Commitment }[];
  readonly progress: readonly { readonly commitment: string; readonly report: ProgressReport }[];
  /** Accepted claims, commitments and reports the present form of the register no longer takes: not shown, and said in the log. */
  readonly unfit: readonly string[];
};

export type Overlay = { readonly current: () => Accepted; readonly refresh: () => Promise<void> };

/** Whose judgements they are: a further reader's, beside those of the pack, never in their stead. */
export const REVIEWED = "reviewed";

const overlays = new WeakMap<Deps, Overlay>();

/** One for a service, whatever listens: kept in memory, read anew at the start and after each decision. */
export function overlayOf(deps: Deps): Overlay {
  const known = overlays.get(deps);
  if (known) return known;
  let accepted: Accepted = {
    revision: 0,
    judgements: [],
    claims: [],
    commitments: [],
    progress: [],
    unfit: [],
  };
  const read = async () => {
    const rows = await inTransaction(deps.store.app, readAccepted);
    const { zone } = deps.country.pack.calendar;
    const claims = rows.flatMap((row) => (row.kind === "claim" ? [{ row, claim: claimIn(row) }] : []));
    const commitments = rows.flatMap((row) =>
      row.kind === "commitment" ? [{ row, commitment: commitmentIn(row, zone) }] : [],
    );
    const reports = rows.flatMap((row) =>
      row.kind === "progress" ? [{ row, report: reportIn(row, zone) }] : [],
    );
    accepted = {
      revision: accepted.revision + 1,
      judgements: rows.flatMap((row) =>
        row.kind === "judgement" ? [{ ...row.body, judgement: judgementOf(row.body, row.at, zone) }] : [],
      ),
      claims: claims.flatMap(({ row, claim }) => (claim === null ? [] : [{ ...row.body, claim }])),
      commitments: commitments.flatMap(({ row, commitment }) =>
        commitment === null ? [] : [{ country: row.body.country, commitment }],
      ),
      progress: reports.flatMap(({ row, report }) =>
        report === null ? [] : [{ commitment: row.body.commitment, report }],
      ),
      unfit: [
        ...claims.flatMap(({ row, claim }) => (claim === null ? [claimId(row.nr)] : [])),
        ...commitments.flatMap(({ row, commitment }) =>
          commitment === null ? [commitmentId(row.body.country, row.nr)] : [],
        ),
        ...reports.flatMap(({ row, report }) => (report === null ? [`${row.nr}`] : [])),
      ],
    };
  };
  // One after another: what was asked earlier may be answered later, and would bring back what was there before.
  let last: Promise<void> = Promise.resolve();
  const overlay: Overlay = {
    current: () => accepted,
    refresh: () => {
      last = last.then(read, read);
      return last;
    },
  };
  overlays.set(deps, overlay);
  return overlay;
}

/** A proposed judgement with the reader and the day it is given. */
export function judgementOf({ judgement }: JudgementBody, at: string, zone: string): Judgement {
  return { ...judgement, by: REVIEWED, on: dayAt(at, zone) };
}

export function dayAt(at: string, zone: string): DateText {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * A claim under the id it is given. It was valid when it was accepted; where a later version of the register knows no such form,
 * it is not shown, rather than that nothing is.
 */
function claimIn({ body, nr }: RowOf<"claim">): Claim | null {
  const read = Claim.safeParse({ ...body.claim, id: claimId(nr) });
  return read.success ? read.data : null;
}

/** A commitment under the id it is given, with the day it entered; as with a claim, null where its form is none any more. */
function commitmentIn({ body, nr, enteredAt }: RowOf<"commitment">, zone: string): Commitment | null {
  const { country, commitment } = body;
  const read = Commitment.safeParse({ ...commitment, id: commitmentId(country, nr) });
  return read.success ? { ...read.data, entered: dayAt(enteredAt, zone) } : null;
}

export function commitmentId(country: string, nr: number): string {
  return `${country}.commitment-rv-${`${nr}`.padStart(3, "0")}`;
}

/** A report with the day it entered; as with a claim, null where its form is none any more. */
function reportIn({ body, enteredAt }: RowOf<"progress">, zone: string): ProgressReport | null {
  const read = ProgressReport.safeParse(body.report);
  return read.success ? { ...read.data, entered: dayAt(enteredAt, zone) } : null;
}

export function claimId(nr: number): string {
  return `RV-${`${nr}`.padStart(3, "0")}`;
}

/** The judgements of a pack with what was accepted beside them: of each item the last, all by one further reader. */
export function withReviewed(
  judgements: Judgements,
  country: string,
  { judgements: all }: Pick<Accepted, "judgements">,
): Judgements {
  const about = all.filter((one) => one.country === country && one.treaty === judgements.treaty);
  if (about.length === 0) return judgements;
  const last = new Map(about.map(({ judgement }) => [judgement.item, judgement]));
  return {
    ...judgements,
    readers: [...judgements.readers, reader()],
    judgements: [...judgements.judgements, ...last.values()],
  };
}

/** A register with what was accepted into it. A list that has a name already keeps its own. */
export function withClaims(register: Register, { claims }: Pick<Accepted, "claims">): Register {
  const joined = <T extends { readonly id: string }>(own: readonly T[], more: readonly T[]) => [
    ...new Map([...more, ...own].map((one) => [one.id, one])).values(),
  ];
  return {
    ...register,
    claims: [...register.claims, ...claims.map(({ claim }) => claim)],
    speakers: joined(
      register.speakers,
      claims.flatMap(({ speakers }) => speakers),
    ),
    documents: joined(
      register.documents,
      claims.flatMap(({ documents }) => documents),
    ),
    units: joined(
      register.units,
      claims.flatMap(({ units }) => units),
    ),
  };
}

/**
 * A country's commitments with those accepted since, and all with what was reported of them: each report at its day, after those
 * of that day that came before.
 */
export function withCommitments(
  commitments: readonly Commitment[],
  country: string,
  { commitments: more, progress }: Pick<Accepted, "commitments" | "progress">,
): readonly Commitment[] {
  const of = Map.groupBy(progress, ({ commitment }) => commitment);
  const added = more.flatMap((one) => (one.country === country ? [one.commitment] : []));
  return [...commitments, ...added].map((one) =>
    (of.get(one.id) ?? []).reduce((made, { report }) => withReport(made, report), one),
  );
}

function reader(): Judgements["readers"][number] {
  const text = (key: "registers.reader" | "registers.readerRole") => ({
    kk: say("kk", key),
    ru: say("ru", key),
    en: say("en", key),
  });
  return { id: REVIEWED, name: text("registers.reader"), role: text("registers.readerRole") };
}

type AcceptedRow = { readonly nr: number; readonly at: string; readonly enteredAt: string } & (
  | { readonly kind: "claim"; readonly body: ClaimBody }
  | { readonly kind: "judgement"; readonly body: JudgementBody }
  | { readonly kind: "commitment"; readonly body: CommitmentBody }
  | { readonly kind: "progress"; readonly body: ProgressBody }
);
type RowOf<K extends AcceptedRow["kind"]> = Extract<AcceptedRow, { readonly kind: K }>;

async function readAccepted(tx: Tx): Promise<readonly AcceptedRow[]> {
  const { rows } = await tx.query(
    `select p.nr::integer as nr, p.kind, p.body, p.proposed_at as at, d.decided_at as "enteredAt"
       from register_proposal p join register_decision d on d.proposal = p.id
      where d.decision = 'accepted' order by d.decided_at, p.nr`,
  );
  return rows;
}
