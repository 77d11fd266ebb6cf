import { bothHalves, INSTALLATION, type Keys, open, seal } from "../store/keys.ts";
import type { NewSecret, Secret } from "../store/secrets.ts";
import type { Tx } from "../store/store.ts";
import { record, trailRow } from "../trail/record.ts";
import { classesOf, correctedBy, join, split } from "./classes.ts";
import { type Compartment, childOf } from "./compartments.ts";
import { entryDigest, type JournalRow } from "./digest.ts";
import { ENTRY_VERSION, type Entry, type NewEntry } from "./entries.ts";
import { closesOf } from "./exclusions.ts";
import { type Grant, grantedBy, grantsOf } from "./grants.ts";
import { halfOf, nameHalf, newSecret, TRAIL } from "./halves.ts";
import { contextOf, KeyRing } from "./key-ring.ts";

/** Who reads or writes: the account and the agency it acts for. */
export type Author = { readonly account: string; readonly agency: string };

/** A case as its journal tells it, with the key that names it on the trail. Kept for the length of one transaction. */
export type Journal = {
  readonly caseId: string;
  readonly entries: readonly Entry[];
  /** Names the case on the trail, of both its halves. */
  readonly key: Buffer;
  /** The half of it that the database holds, wrapped. */
  readonly caseKey: Buffer;
  /** The case's halves from the key store. */
  readonly secrets: readonly Secret[];
  /** True while nothing of the case has been written yet. */
  readonly fresh: boolean;
};

export function newJournal(caseId: string, keys: Keys): Journal {
  const caseKey = keys.newKey();
  const half = newSecret(caseId, TRAIL, 0);
  const key = bothHalves(caseKey, half.secret, TRAIL);
  return { caseId, entries: [], key, caseKey, secrets: [half], fresh: true };
}

/**
 * The journal of a case with all opened that the reader may read, for a person to read: that she looked, and at which
 * classes, is on the trail before anything is opened. `null` when there is no such case for her: the database does not
 * tell apart a case that does not exist and one she does not take part in.
 */
export async function lookInto(
  tx: Tx,
  keys: Keys,
  caseId: string,
  reader: Author,
  now: string,
): Promise<(Journal & { readonly glass: UnderGlass | null }) | null> {
  const journal = await readJournal(tx, keys, caseId);
  if (journal === null) return null;
  const glass = await glassOf(tx, caseId);
  // Under glass nothing is wrapped for her agency: it is opened this once with whatever key this service holds.
  const holder = glass === null ? reader.agency : null;
  const entries = await opened(tx, keys, journal, reader, now, await sealedParts(tx, caseId), holder);
  return { ...journal, glass, entries };
}

/**
 * The entries of a case with the children's records opened that the reader may read, and nothing else: to see how old a
 * child is whom she is about to speak for. On the trail like any look; none where there is nothing to open.
 */
export async function lookAtChildren(
  tx: Tx,
  keys: Keys,
  journal: Journal,
  reader: Author,
  now: string,
): Promise<readonly Entry[]> {
  const parts = (await sealedParts(tx, journal.caseId)).filter((part) => childOf(part.class) !== null);
  return parts.length === 0 ? journal.entries : opened(tx, keys, journal, reader, now, parts);
}

async function opened(
  tx: Tx,
  keys: Keys,
  journal: Journal,
  reader: Author,
  now: string,
  held: readonly SealedPart[],
  holder: string | null = reader.agency,
): Promise<readonly Entry[]> {
  const { caseId, secrets } = journal;
  // What was erased nobody looks at.
  const parts = held.filter((part) => halfOf(secrets, part.class, part.keyVersion) !== null);
  await record(tx, {
    kind: "read",
    at: now,
    actor: reader.account,
    agency: reader.agency,
    case: keys.caseOnTrail(journal.key, caseId),
    upTo: journal.entries.length,
    classes: [...new Set(parts.map((part) => part.class))].sort(),
  });
  if (parts.length === 0) return journal.entries;
  const ring = await KeyRing.of(tx, keys, caseId, holder, journal.secrets);
  return journal.entries.map((entry) => {
    const own = parts.filter(({ seq }) => seq === entry.seq);
    const open = own.flatMap((part) => openedPart(ring, caseId, entry, part));
    const sealed = join(open.map(({ content }) => content));
    return sealed ? ({ ...entry, sealed, opened: open.map((part) => part.class) } as Entry) : entry;
  });
}

/** Emergency access: whoever broke the glass of a case, and until when. */
export type UnderGlass = { readonly id: string; readonly until: string };

/** The emergency access the one asking has to a case now. */
export async function glassOf(tx: Tx, caseId: string): Promise<UnderGlass | null> {
  const { rows } = await tx.query<UnderGlass>({
    name: "my-glass",
    text: "select id, until from my_glass($1)",
    values: [caseId],
  });
  return rows[0] ?? null;
}

/**
 * The journal of a case for a program, nothing of it opened: to decide on what is written next, or to derive tables from.
 * What it decides is on the trail by what it writes.
 */
export async function readJournal(tx: Tx, keys: Keys, caseId: string): Promise<Journal | null> {
  const [rows, secrets] = await Promise.all([readRows(tx, caseId), keys.secrets.of(caseId)]);
  const [first] = rows;
  if (first === undefined) return null;
  const context = contextOf(caseId, { class: TRAIL, author: "", version: 1 });
  if (first.trailKey === null) throw new Error("the key that names the case on the trail is gone");
  const [kek, wrapped] = first.trailKey;
  const held = { holder: INSTALLATION, kek: kek.toString(), wrapped, context };
  const [caseKey = null] = await keys.unwrap([held]);
  const half = nameHalf(secrets);
  if (caseKey === null) throw new Error("the key of the installation is held by nobody else");
  if (half === null)
    throw new Error("the key store has nothing for a case of this database: see `arasha key check`");
  const key = bothHalves(caseKey, half, TRAIL);
  return { caseId, key, caseKey, secrets, fresh: false, entries: rows.map(entryOf) };
}

/** The entries alone, nothing of them opened: for programs that need no key. Null when there is no such case. */
export async function readEntries(tx: Tx, caseId: string): Promise<readonly Entry[] | null> {
  const rows = await readRows(tx, caseId);
  return rows.length === 0 ? null : rows.map(entryOf);
}

async function readRows(tx: Tx, caseId: string): Promise<readonly Row[]> {
  const { rows } = await tx.query({
    name: "journal-read",
    text: `select j.seq, j.type, j.version, j.happened_at, j.recorded_at, j.actor, j.agency, j.body, j.classes,
                  case when j.seq = 1 then (select array[convert_to(k.kek, 'UTF8'), k.wrapped] from case_key k
                                             where k.case_id = j.case_id and k.class = 'trail') end as "trailKey"
             from journal j where j.case_id = $1 order by j.seq`,
    values: [caseId],
  });
  return rows;
}

/** Numbers and stamps new entries; nothing is written yet. */
export function extend(
  journal: Journal,
  entries: readonly NewEntry[],
  author: Author,
  recordedAt: string,
): { readonly journal: Journal; readonly added: readonly Entry[] } {
  const first = journal.entries.length + 1;
  const added = entries.map(
    (entry, index) =>
      ({
        ...entry,
        seq: first + index,
        version: ENTRY_VERSION,
        recordedAt,
        actor: author.account,
        agency: author.agency,
        classes: classesOf(entry, correctedBy(entry, journal.entries)),
      }) as Entry,
  );
  return { journal: { ...journal, entries: [...journal.entries, ...added] }, added };
}

/**
 * Writes entries, what is sealed of them, and that they were written. `journal` holds them already. Throws PostgreSQL's
 * `unique_violation` on `journal_key` when another transaction has written the same `seq` of the case first.
 */
export async function append(tx: Tx, keys: Keys, journal: Journal, added: readonly Entry[]): Promise<void> {
  const [first] = added;
  if (first === undefined) return;
  const { parts, ring, newSecrets } = await sealing(tx, keys, journal, added);
  // Durable before this transaction commits: what is sealed with a secret that was lost would never open.
  const kept = keys.secrets.keep(newSecrets);
  // Both have ended before either is heard: whoever was told that it failed gives the connection back.
  const ended = await Promise.allSettled([kept, write(tx, keys, journal, added, parts, ring)]);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

async function write(
  tx: Tx,
  keys: Keys,
  journal: Journal,
  added: readonly Entry[],
  parts: readonly SealedPart[],
  ring: KeyRing | null,
): Promise<void> {
  const first = added[0] as Entry;
  const rows = added.map((entry) => ({
    seq: entry.seq,
    type: entry.type,
    version: entry.version,
    happened_at: entry.happenedAt,
    recorded_at: entry.recordedAt,
    actor: entry.actor,
    agency: entry.agency,
    body: entry.body,
    classes: entry.classes,
  }));
  const traces = byAuthor(added).map((written) =>
    trailRow({
      kind: "written",
      at: written[0].recordedAt,
      actor: written[0].actor,
      agency: written[0].agency,
      case: keys.writtenOnTrail(journal.key, journal.caseId),
      entries: written.map(({ seq }) =>
        digestOf(journal.caseId, rows[seq - first.seq] as (typeof rows)[number], parts),
      ),
    }),
  );
  await tx.query({
    name: "journal-append",
    text: `with trace as (
             insert into trail (recorded_at, data)
             select * from jsonb_to_recordset($3::jsonb) as t (recorded_at timestamptz, data text)
           )
           insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
           select $1, r.seq, r.type, r.version, r.happened_at, r.recorded_at, r.actor, r.agency, r.body, r.classes
             from jsonb_to_recordset($2::jsonb) as r (seq integer, type text, version smallint, happened_at timestamptz,
                  recorded_at timestamptz, actor uuid, agency text, body jsonb, classes text[])
            order by r.seq`,
    values: [journal.caseId, JSON.stringify(rows), JSON.stringify(traces)],
  });
  await writeKeys(tx, keys, journal, ring);
  if (parts.length === 0) return;
  await tx.query({
    name: "sealed-parts-write",
    text: `insert into sealed_part (case_id, seq, class, author, key_version, sealed)
           select $1, r.seq, r.class, r.author, r.key_version, decode(r.sealed, 'base64')
             from jsonb_to_recordset($2::jsonb) as r (seq integer, class text, author text, key_version smallint, sealed text)`,
    values: [
      journal.caseId,
      JSON.stringify(
        parts.map(({ sealed, keyVersion, ...part }) => ({
          ...part,
          key_version: keyVersion,
          sealed: sealed.toString("base64"),
        })),
      ),
    ],
  });
}

type SealedPart = {
  readonly seq: number;
  readonly class: Compartment;
  readonly author: string;
  readonly keyVersion: number;
  readonly sealed: Buffer;
};

const OPENING_OR_CLOSING: ReadonlySet<string> = new Set([
  "referral",
  "consent-given",
  "consent-withdrawn",
  "disclosure-approved",
]);

/** What is sealed of new entries, and the keys given out by them, in the order they were written. */
async function sealing(
  tx: Tx,
  keys: Keys,
  journal: Journal,
  added: readonly Entry[],
): Promise<{
  readonly parts: readonly SealedPart[];
  readonly ring: KeyRing | null;
  readonly newSecrets: readonly NewSecret[];
}> {
  const { caseId, fresh, secrets } = journal;
  const named = fresh ? secrets.filter((one): one is NewSecret => one.secret !== null) : [];
  const concerned = ({ type, classes }: Entry) => classes.length > 0 || OPENING_OR_CLOSING.has(type);
  if (!added.some(concerned)) return { parts: [], ring: null, newSecrets: named };
  const [agency = null, ...others] = new Set(added.map((entry) => entry.agency));
  const by = others.length === 0 ? agency : null;
  const ring = fresh ? new KeyRing(keys, caseId, secrets) : await KeyRing.of(tx, keys, caseId, by, secrets);
  const names = added.flatMap((entry) => entry.classes);
  const made = await ring.ready(names, journal.entries, !fresh);
  const parts = added.filter(concerned).flatMap((entry): SealedPart[] => {
    const before = journal.entries.slice(0, entry.seq - 1);
    if (entry.type === "consent-withdrawn")
      ring.retire(grantsOf(before).filter(({ seq }) => seq === entry.body.consent));
    if (entry.type === "persons" || entry.type === "correction") ring.retire(fallenBy(entry, before));
    for (const { agency } of closesOf(entry, journal.entries)?.[1] ?? []) ring.retireHeldBy(agency);
    ring.passOn(grantedBy(entry, journal.entries), before);
    return [...split(entry, correctedBy(entry, before))].map(([name, content]) => {
      const upToHere = journal.entries.slice(0, entry.seq);
      const { key, version } = ring.forWriting(name, entry.agency, upToHere, entry.recordedAt);
      const part = { seq: entry.seq, class: name, author: entry.agency, keyVersion: version };
      const plain = Buffer.from(JSON.stringify(content));
      return { ...part, sealed: seal(key, plain, partContext(caseId, entry, part)) };
    });
  });
  return { parts, ring, newSecrets: [...named, ...made] };
}

/** What a list of people ends that names as complained of somebody who had agreed for a child. */
function fallenBy(entry: Entry, before: readonly Entry[]): readonly Grant[] {
  const left = new Set(grantsOf([...before, entry]).map(({ seq }) => seq));
  return grantsOf(before).filter(({ seq }) => !left.has(seq));
}

async function writeKeys(tx: Tx, keys: Keys, journal: Journal, ring: KeyRing | null): Promise<void> {
  const { caseId, caseKey, fresh } = journal;
  const trail = { class: TRAIL, author: "", version: 1, holder: INSTALLATION, key: caseKey };
  const rows = [
    ...(fresh ? [{ ...trail, context: contextOf(caseId, trail) }] : []),
    ...(ring?.added() ?? []),
  ];
  if (rows.length === 0) return;
  // Holds off a change of the master key until this transaction ends: then nothing is left behind under the old one.
  const { rows: now } = await tx.query({ name: "kek", text: "select kek_for_writing() as kek" });
  const wrapped = await keys.wrap(now[0].kek, rows);
  await tx.query({
    name: "case-keys-write",
    text: `insert into case_key (case_id, class, author, version, holder, kek, wrapped)
           select $1, r.class, r.author, r.version, r.holder, r.kek, decode(r.wrapped, 'base64')
             from jsonb_to_recordset($2::jsonb)
                  as r (class text, author text, version smallint, holder text, kek text, wrapped text)
           on conflict do nothing`,
    values: [
      caseId,
      JSON.stringify(
        rows.map(({ class: name, author, version, holder }, at) => ({
          class: name,
          author,
          version,
          holder,
          kek: wrapped[at]?.kek,
          wrapped: wrapped[at]?.wrapped.toString("base64"),
        })),
      ),
    ],
  });
}

/** The parts the one asking may read: row-level security leaves out the rest. */
async function sealedParts(tx: Tx, caseId: string): Promise<readonly SealedPart[]> {
  const { rows } = await tx.query({
    name: "sealed-parts-read",
    text: `select seq, class, author, key_version as "keyVersion", sealed from sealed_part
            where case_id = $1 order by seq, class`,
    values: [caseId],
  });
  return rows;
}

/** Nothing where the reader may read the class, but nobody who had the author's key has passed it on yet. */
function openedPart(ring: KeyRing, caseId: string, entry: Entry, part: SealedPart) {
  const key = ring.open(part.class, part.author, part.keyVersion);
  if (key === null) return [];
  const content = JSON.parse(open(key, part.sealed, partContext(caseId, entry, part)).toString());
  return [{ class: part.class, content: content as Record<string, unknown> }];
}

function partContext(
  caseId: string,
  { type, version }: Pick<Entry, "type" | "version">,
  part: Omit<SealedPart, "sealed">,
): string {
  return `journal|${caseId}|${part.seq}|${type}|${version}|${part.class}|${part.author}|${part.keyVersion}`;
}

/** Entries written together by one author stand on the trail as one leaf in her name. */
function byAuthor(added: readonly Entry[]): readonly (readonly [Entry, ...Entry[]])[] {
  const runs: [Entry, ...Entry[]][] = [];
  for (const entry of added) {
    const run = runs.at(-1);
    if (run?.[0].actor === entry.actor && run[0].agency === entry.agency) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function digestOf(
  caseId: string,
  row: Omit<JournalRow, "case_id" | `part${string}`>,
  parts: readonly SealedPart[],
): string {
  const own = parts.filter(({ seq }) => seq === row.seq).sort((a, b) => (a.class < b.class ? -1 : 1));
  return entryDigest({
    ...row,
    case_id: caseId,
    part_classes: own.map((part) => part.class),
    part_authors: own.map(({ author }) => author),
    part_versions: own.map(({ keyVersion }) => keyVersion),
    parts: own.map(({ sealed }) => sealed),
  });
}

type Row = {
  seq: number;
  type: Entry["type"];
  version: number;
  happened_at: string;
  recorded_at: string;
  actor: string;
  agency: string;
  body: never;
  classes: Compartment[];
  /** Of the first entry: the key that names the case on the trail, and what it is wrapped with. */
  trailKey: readonly [kek: Buffer, wrapped: Buffer] | null;
};

function entryOf(row: Row): Entry {
  return {
    seq: row.seq,
    type: row.type,
    version: row.version,
    happenedAt: row.happened_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    agency: row.agency,
    body: row.body,
    classes: row.classes,
  } as Entry;
}
