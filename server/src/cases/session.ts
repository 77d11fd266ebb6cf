import type { Actor } from "../access/actor.ts";
import type { Entry, NewEntry } from "../journal/entries.ts";
import { append, extend, type Journal, newJournal, readJournal } from "../journal/journal.ts";
import { Refused } from "../journal/refused.ts";
import type { Tx } from "../store/store.ts";
import { checkEntry } from "./check.ts";
import type { Deps } from "./deps.ts";
import { project } from "./project.ts";
import { type CaseState, stateOf } from "./state.ts";

/**
 * One case being worked on inside one transaction: entries are checked one after another against the case as it then
 * stands, and written together with every table derived from them. Nothing is written until `commit`.
 */
export type CaseSession = {
  readonly caseId: string;
  readonly entries: readonly Entry[];
  readonly state: () => CaseState;
  readonly write: (entry: NewEntry, actor: Actor, now: string) => void;
  readonly commit: (tx: Tx) => Promise<void>;
};

export function openSession(deps: Deps, caseId: string): CaseSession {
  return sessionOn(deps, newJournal(caseId, deps.store.keys));
}

/** Throws `Refused("not-found")` for a case that does not exist for this reader. */
export async function resumeSession(deps: Deps, tx: Tx, caseId: string): Promise<CaseSession> {
  const journal = await readJournal(tx, deps.store.keys, caseId);
  if (!journal) throw new Refused("not-found");
  return sessionOn(deps, journal);
}

/** Whether a correction replaces personal content is for everyone to see, what by is not: so it is said beside it. */
function marked(entry: NewEntry): NewEntry {
  if (entry.type === "note")
    return { ...entry, body: { ...entry.body, class: entry.body.class ?? "narrative" } };
  if (entry.type !== "correction") return entry;
  return { ...entry, body: { ...entry.body, resealed: entry.sealed?.sealed !== undefined } };
}

function sessionOn(deps: Deps, start: Journal): CaseSession {
  let journal = start;
  const pending: Entry[] = [];
  return {
    caseId: start.caseId,
    get entries() {
      return journal.entries;
    },
    state: () => stateOf(journal.entries),
    write: (told, actor, now) => {
      const entry = marked(told);
      const state = journal.entries.length > 0 ? stateOf(journal.entries) : null;
      checkEntry(deps, actor, state, journal.entries, entry, now);
      const extended = extend(journal, [entry], actor, now);
      journal = extended.journal;
      pending.push(...extended.added);
    },
    commit: async (tx) => {
      await append(tx, deps.store.keys, { ...journal, fresh: start.fresh }, pending);
      await project(deps, tx, journal.caseId, journal.entries);
    },
  };
}
