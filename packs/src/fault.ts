/** One thing wrong with a pack: the file (relative to the pack), the line (from 1), the field, and what to do, in plain words. */
export type PackFault = {
  readonly file: string;
  readonly line: number;
  /** The field, as `versions[0].summary.kk`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
};

/** A pack that cannot be used. `faults` holds every fault found, in the order of the files and their lines. */
export class InvalidPack extends Error {
  readonly faults: readonly PackFault[];

  constructor(folder: string, faults: readonly PackFault[]) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super([`The pack ${folder} has ${count}:`, ...faults.map(describeFault)].join("\n"));
    this.name = "InvalidPack";
    this.faults = faults;
  }
}

/** A fault as one line: `law/uk-2014/109-1.yaml:12 versions[0].from: ...`. */
export function describeFault(fault: PackFault): string {
  const field = fault.path === "" ? "" : ` ${fault.path}`;
  return `${fault.file}:${fault.line}${field}: ${fault.message}`;
}
