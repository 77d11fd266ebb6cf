import type { Language } from "@arasha/law";
import { asSurvivor, type HerSession, SURVIVOR } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { mayHavePage } from "../cases/grown.ts";
import { type CaseSession, resumeSession } from "../cases/session.ts";
import { grantViews } from "../cases/view.ts";
import type { NewEntry } from "../journal/entries.ts";
import { Refused } from "../journal/refused.ts";
import { dutiesOn, hearerOf } from "./duties.ts";
import { again } from "./keys.ts";
import { shownOn } from "./page.ts";

/** What she may do on her page: take back what she agreed to, and complain of what was not done. Neither can be undone there. */

/**
 * From this moment nothing more is opened by that consent. Throws `Refused` where it was none, was taken back before, or is not
 * for this page: what a child who has come of age agreed to is for its own.
 */
export function takeBack(
  deps: Deps,
  session: HerSession,
  consent: number,
  language: Language,
  now: string,
): Promise<void> {
  return write(deps, session, now, (on) => {
    const { page = null } = session;
    const own = grantViews(on.entries).find(({ seq, ground }) => seq === consent && ground === "consent");
    if (own === undefined || shownOn(deps, on.entries, page, own.classes, now).length === 0)
      throw new Refused("invalid");
    const body = { consent, language, ...(page && { child: page.child }) };
    return { type: "consent-withdrawn", happenedAt: now, body };
  });
}

/**
 * Writes the complaint as the duty stands now, and lets the agency in that hears it. Throws `Refused` where the duty is not
 * late or not of this page, or whether it is owed is not established, she complained of it before, or there is nobody to hear it.
 */
export function complain(deps: Deps, session: HerSession, dutyId: string, now: string): Promise<void> {
  return write(deps, session, now, (on) => {
    const state = on.state();
    const duties = dutiesOn(deps, session.page ?? null, state, on.entries, now);
    const duty = duties.find((one) => one.duty === dutyId);
    const agency = hearerOf(deps, state);
    if (agency === null || duty === undefined || duty.daysLate === null) throw new Refused("invalid");
    if (duty.complainedAt !== null || duty.verdict !== "applies") throw new Refused("invalid");
    const { norm, daysLate, of, ofKind } = duty;
    return {
      type: "complaint",
      happenedAt: now,
      body: { duty: dutyId, norm, daysLate, of, ofKind, agency },
    };
  });
}

function write(
  deps: Deps,
  session: HerSession,
  now: string,
  decide: (on: CaseSession) => NewEntry,
): Promise<void> {
  return again(() =>
    asSurvivor(deps.store.app, session, now, async (tx) => {
      const on = await resumeSession(deps, tx, session.caseId);
      if (session.page && !mayHavePage(on.entries, session.page.child)) throw new Refused("invalid");
      on.write(decide(on), SURVIVOR, now);
      await on.commit(tx);
    }),
  );
}
