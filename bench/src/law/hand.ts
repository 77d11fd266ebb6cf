import type { Facts } from "@arasha/law";
import type { Answer } from "./answer.ts";
import { administrative } from "./hand-administrative.ts";
import { criminal } from "./hand-criminal.ts";
import { incidentOf } from "./hand-incident.ts";
import { measures } from "./hand-measures.ts";

/** The day whose law is written out in these files. */
export const HAND_WRITTEN = "2025-10-01";

/**
 * The law of Kazakhstan of 1 October 2025 as a programmer would write it down if it were never to change and nobody
 * but programmers were ever to read it: the least any engine can hope to cost. Unknown facts are carried through.
 * The one place where law stands in TypeScript, on purpose: to be measured against. Sources and wordings are those of
 * the country pack, which is what it is checked against before anything is timed.
 */
export function byHand(facts: Facts): readonly Answer[] {
  const incident = incidentOf(facts);
  const answers: Answer[] = [];
  administrative(incident, answers);
  criminal(incident, answers);
  measures(incident, answers);
  return answers;
}
