/**
 * A question the law engine will not answer, in plain words. `field` is the input at fault, in the caller's own
 * vocabulary; `code` is stable, for translation at the edge.
 */
export class LawError extends Error {
  readonly code: "before-coverage" | "date" | "instant" | "calendar" | "bill-day" | "bill-norm";
  readonly field: string;

  constructor(code: LawError["code"], field: string, message: string) {
    super(message);
    this.name = "LawError";
    this.code = code;
    this.field = field;
  }
}

/** One thing wrong in a pack, and where it stands. */
export type Fault = {
  /** The norm at fault; absent where it is in one of the lists of the pack. */
  readonly norm?: string;
  /** Its version, counted from 0. */
  readonly version?: number;
  /** The list at fault. */
  readonly list?: "acts" | "amendments" | "mci" | "calendar";
  /** The field, from the version or the list down. */
  readonly path?: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
};

/** A pack that cannot be compiled, with everything wrong in it, not only the first fault. */
export class PackError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(
      [
        "The pack has faults:",
        ...faults.map((f) => `- ${f.norm === undefined ? "" : `${f.norm}: `}${f.message}`),
      ].join("\n"),
    );
    this.name = "PackError";
    this.faults = faults;
  }
}
