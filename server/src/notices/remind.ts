import type { DateText, Language, StandingCommitment } from "@arasha/law";
import type { Deps } from "../cases/deps.ts";
import { openMail } from "../people/mail.ts";
import { standingCommitments } from "../registers/commitments.ts";
import { dayAt, overlayOf } from "../registers/overlay.ts";
import { inTransaction, type Tx } from "../store/store.ts";
import { type Owed, owedOn, type Told } from "./owed.ts";
import { reminderTo } from "./reminder-letter.ts";
import type { StaffPost } from "./staff.ts";

/** Whoever keeps the registers is told by e-mail of commitments that come near their last day or are past it. */
export type RemindPost = StaffPost & {
  /** Where the public pages are, on which each commitment stands. */
  readonly publicOrigin: () => string;
  readonly commitments: Commitments;
};

export type Commitments = {
  readonly standing: (now: string) => readonly StandingCommitment[];
  /** Reads what other processes accepted meanwhile. */
  readonly refresh: () => Promise<void>;
};

/** Those of the country served: on its neighbours' nobody here is waited for. */
export function ownCommitments(deps: Deps): Commitments {
  const prefix = `${deps.country.pack.country}.`;
  return {
    standing: (now) =>
      standingCommitments(deps, now).filter(({ commitment: { id } }) => id.startsWith(prefix)),
    refresh: () => overlayOf(deps).refresh(),
  };
}

/**
 * One letter to each who keeps the registers, gave an address and is owed a reminder: all that is owed stands in it. A server
 * that takes none is asked again in the next round, with what is owed by then.
 */
export async function remindKeepers(post: RemindPost, clock: () => string): Promise<void> {
  for (let after: string | null = null; ; ) {
    const keeper = await takeUp(post, after, clock());
    if (keeper === null) return;
    after = keeper.account;
    if (keeper.owed.length === 0) continue;
    const to = openMail(post.deps.store, keeper.account, keeper.sealed);
    const delivery = await post.carrier(
      reminderTo(to, keeper, { staff: post.origin(), public: post.publicOrigin() }),
    );
    if (delivery === "later") await takeBack(post, keeper);
  }
}

type Keeper = {
  readonly account: string;
  readonly language: Language;
  readonly sealed: Buffer;
  readonly owed: readonly Owed[];
};

/**
 * The next account, and what it is owed, noted as told. Of two processes the second passes by an account that is being looked
 * at, and finds it told of everything afterwards; a process that dies here leaves a reminder unsent rather than sent twice.
 */
async function takeUp(post: RemindPost, after: string | null, now: string): Promise<Keeper | null> {
  const { commitments, deps } = post;
  const today = dayAt(now, deps.country.pack.calendar.zone);
  return inTransaction(deps.store.owner, async (tx) => {
    const { rows } = await tx.query(
      `select m.account, m.language, m.sealed from account_mail m join account a on a.id = m.account
        where a.active and a.registers and ($1::uuid is null or m.account > $1)
        order by m.account limit 1 for update of m skip locked`,
      [after],
    );
    const [keeper] = rows;
    if (keeper === undefined) return null;
    const told = await toldTo(tx, keeper.account);
    const owed = () => owedOn(commitments.standing(now), told, today);
    if (owed().length === 0) return { ...keeper, owed: [] };
    await commitments.refresh();
    return { ...keeper, owed: await noted(tx, keeper.account, owed(), today) };
  });
}

async function toldTo(tx: Tx, account: string): Promise<readonly Told[]> {
  const { rows } = await tx.query(
    `select commitment, due, step, nth, told_on as "on" from reminder where account = $1`,
    [account],
  );
  return rows;
}

/** Those of them that nobody else noted. */
async function noted(
  tx: Tx,
  account: string,
  owed: readonly Owed[],
  today: DateText,
): Promise<readonly Owed[]> {
  const { rows } = await tx.query(
    `insert into reminder (account, commitment, due, step, nth, told_on)
     select $1, r.commitment, r.due, r.step, r.nth, $2
       from jsonb_to_recordset($3) as r(commitment text, due date, step text, nth smallint)
     on conflict on constraint reminder_once do nothing returning commitment`,
    [account, today, JSON.stringify(owed.map(({ reminder }) => reminder))],
  );
  const fresh = new Set(rows.map(({ commitment }) => commitment));
  return owed.filter(({ commitment }) => fresh.has(commitment.id));
}

async function takeBack({ deps }: RemindPost, { account, owed }: Keeper): Promise<void> {
  await deps.store.owner.query(
    `delete from reminder r using jsonb_to_recordset($2) as o(commitment text, due date, step text, nth smallint)
      where r.account = $1 and (r.commitment, r.due, r.step, r.nth) = (o.commitment, o.due, o.step, o.nth)`,
    [account, JSON.stringify(owed.map(({ reminder }) => reminder))],
  );
}
