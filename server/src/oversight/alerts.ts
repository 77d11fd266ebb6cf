import { asAccount } from "../access/actor.ts";
import type { AlertView, Finding, Questions } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { OVERSIGHT, openWords, type Place, sealWords } from "../journal/words.ts";
import type { Secret } from "../store/secrets.ts";
import type { Store, Tx } from "../store/store.ts";
import { type OversightDeed, record } from "../trail/record.ts";

/** How many alerts a reviewer is shown at once. */
const MOST = 200;

/** What wants a look, the newest first; or what was closed. Nothing for somebody without the right of oversight. */
export function alertsFor(
  store: Store,
  reviewer: string,
  closed: boolean,
  now: string,
): Promise<readonly AlertView[]> {
  return asAccount(store.app, reviewer, async (tx) => {
    const { rows } = await tx.query("select * from alerts($1, $2)", [closed, MOST]);
    // Access to what oversight knows is itself on the trail.
    await trace(tx, "listed", reviewer, null, closed ? "closed" : "open", now);
    const uses = await usesOf(tx, store, rows);
    const secrets = await store.keys.secrets.ofMany(rows.map(({ id }) => id));
    return rows.map((row) => viewOf(store, row, secrets.get(row.id) ?? [], uses.get(row.id) ?? null));
  });
}

/** The emergency access some alerts are about, by alert. */
async function usesOf(tx: Tx, store: Store, alerts: readonly { readonly id: string }[]) {
  const { rows } = await tx.query("select * from glass_of($1)", [alerts.map(({ id }) => id)]);
  const secrets = await store.keys.secrets.ofMany(rows.map(({ id }) => id));
  return new Map(
    rows.map((row): [string, NonNullable<AlertView["glass"]>] => [
      row.alert,
      {
        reason: row.reason,
        openedAt: row.opened_at,
        until: row.until,
        classes: row.classes,
        words: read(store, "glass", row.id, secrets.get(row.id) ?? [], row.words),
        reviewBy: row.review_due,
        reviewAtLatest: row.review_latest,
        seenAt: row.seen_at,
      },
    ]),
  );
}

/** Asks the one an alert is about to explain it. `Refused("not-found")` where there is nothing to ask, or nobody. */
export function askAbout(store: Store, reviewer: string, alert: string, now: string): Promise<void> {
  return asAccount(store.app, reviewer, async (tx) => {
    const { rows } = await tx.query("select ask_about($1, $2) as asked", [alert, now]);
    if (!rows[0].asked) throw new Refused("not-found");
    await trace(tx, "asked", reviewer, alert, "alert", now);
  });
}

/** Closes an alert with what was found, and why. Nobody closes one about herself. */
export function closeAlert(
  store: Store,
  reviewer: string,
  alert: string,
  { finding, words }: { readonly finding: Finding; readonly words: string },
  now: string,
): Promise<void> {
  return asAccount(store.app, reviewer, async (tx) => {
    const told = writing(store, "words", alert, words);
    const { rows } = await tx.query("select close_alert($1, $2, $3, $4) as closed", [
      alert,
      finding,
      told.sealed,
      now,
    ]);
    if (!rows[0].closed) throw new Refused("not-found");
    await store.keys.secrets.keep([told.secret]);
    await trace(tx, "closed", reviewer, alert, finding, now);
  });
}

/** What oversight has asked this person and she has not answered yet. */
export function questionsTo(store: Store, account: string): Promise<Questions["questions"]> {
  return asAccount(store.app, account, async (tx) => {
    const { rows } = await tx.query(
      `select id, raised_at as at, asked_at as "askedAt", code from my_questions()`,
    );
    return rows;
  });
}

export function answerQuestion(
  store: Store,
  account: string,
  alert: string,
  words: string,
  now: string,
): Promise<void> {
  return asAccount(store.app, account, async (tx) => {
    const told = writing(store, "answer", alert, words);
    const { rows } = await tx.query("select answer_question($1, $2, $3) as answered", [
      alert,
      told.sealed,
      now,
    ]);
    if (!rows[0].answered) throw new Refused("not-found");
    await store.keys.secrets.keep([told.secret]);
    await trace(tx, "answered", account, alert, "alert", now);
  });
}

type Row = {
  readonly id: string;
  readonly raised_at: string;
  readonly kind: string;
  readonly account: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly agency: string | null;
  readonly code: string | null;
  readonly detail: Record<string, unknown>;
  readonly state: AlertView["state"];
  readonly asked_at: string | null;
  readonly answered_at: string | null;
  readonly answer: Buffer | null;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
  readonly finding: Finding | null;
  readonly words: Buffer | null;
};

function viewOf(store: Store, row: Row, secrets: readonly Secret[], glass: AlertView["glass"]): AlertView {
  const { id, account, name, role, agency, answer, words } = row;
  return {
    id,
    raisedAt: row.raised_at,
    kind: row.kind,
    person: account && name && role && agency ? { id: account, name, role, agency } : null,
    code: row.code,
    detail: row.detail,
    state: row.state,
    askedAt: row.asked_at,
    glass,
    answer:
      answer && row.answered_at
        ? { at: row.answered_at, words: read(store, "answer", id, secrets, answer) ?? "" }
        : null,
    closed:
      row.closed_at && row.finding
        ? {
            at: row.closed_at,
            by: row.closed_by ?? "",
            finding: row.finding,
            words: read(store, "words", id, secrets, words) ?? "",
          }
        : null,
  };
}

/**
 * What people write to oversight is for its eyes alone: sealed under a key of its own, and a secret that is erased with the case.
 * The secret is kept once the database took what was written.
 */
export function writing(store: Store, what: "glass" | "answer" | "words", id: string, words: string) {
  return sealWords(store.keys.oversightKey, placeOf(what, id), words);
}

function read(
  store: Store,
  what: "glass" | "answer" | "words",
  id: string,
  secrets: readonly Secret[],
  sealed: Buffer | null,
): string | null {
  return sealed && openWords(store.keys.oversightKey, placeOf(what, id), secrets, sealed);
}

function placeOf(what: string, id: string): Place {
  return { id, name: `${OVERSIGHT}${what}`, context: `oversight|${what}|${id}` };
}

function trace(tx: Tx, deed: OversightDeed, actor: string, alert: string | null, how: string, now: string) {
  return record(tx, { kind: "oversight", at: now, actor, alert, deed, how });
}
