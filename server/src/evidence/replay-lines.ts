import {
  Facts,
  type Law,
  LawError,
  NO_TALLY,
  type OtherRegime,
  replay,
  type Tally,
  tally,
} from "@arasha/law";

export type Job = { readonly country: string; readonly regime: OtherRegime };

/** Some whole lines of a caseload, and the number of the first. */
export type Block = { readonly text: string; readonly firstLine: number };

/** The first line of a block that is no incident, and the field at fault. */
export type LineFault = { readonly line: number; readonly why: string };
export type Reply = { readonly tally: Tally; readonly fault: LineFault | null };

/** The tally of a block of JSON Lines, an incident a line; empty lines are passed over. Stops at the first bad line. */
export function tallyOf(law: Law, { text, firstLine }: Block, regime: OtherRegime): Reply {
  let line = firstLine - 1;
  let why = "";
  const incidents = function* () {
    for (const one of text.split("\n")) {
      line += 1;
      if (one.trim() === "") continue;
      const read = readLine(one);
      if (typeof read === "string") {
        why = read;
        return;
      }
      yield read;
    }
  };
  try {
    const counted = tally(replay(law, incidents(), regime));
    return why === "" ? { tally: counted, fault: null } : { tally: NO_TALLY, fault: { line, why } };
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    return { tally: NO_TALLY, fault: { line, why: error.message } };
  }
}

function readLine(text: string): Facts | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  const parsed = Facts.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join(".") ?? "";
    return `${path === "" ? "" : `${path}: `}not as docs/facts.md says (${issue?.message})`;
  }
  const { date } = parsed.data;
  if (typeof date !== "string" && date.from > date.to) return "date: its last day is before its first";
  return parsed.data;
}
