import type { DutyAnswer, EventType } from "@arasha/law";

/** The entries a report writes when it is recorded. */
const WRITTEN: readonly EventType[] = ["report", "persons", "incident", "risk-check"];

/** The duties that begin when this report is recorded: none that waits for a later step, or for another way of reaching help. */
export function startingDuties(duties: readonly DutyAnswer[], channel: string): readonly DutyAnswer[] {
  return duties.filter(({ starts }) => {
    const through = starts.with?.channel;
    return WRITTEN.includes(starts.event) && (through === undefined || through === channel);
  });
}
