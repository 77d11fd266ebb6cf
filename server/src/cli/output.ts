import type { Language } from "@arasha/law";

/** What a command is surrounded by; a test brings its own. */
export type Surroundings = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Instant, ISO 8601. */
  readonly clock: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Options every command takes. */
export type Common = { readonly json?: boolean; readonly lang: Language };

/**
 * The end of a command that will not go on. 1: a domain refusal, the command was understood; 2: bad usage or bad
 * input. The message is one line for standard error and names what is at fault.
 */
export class Ended extends Error {
  readonly exit: 1 | 2;

  constructor(exit: 1 | 2, message: string) {
    super(message);
    this.name = "Ended";
    this.exit = exit;
  }
}

/** Prints the answer: as JSON for programs, or as text for people. JSON is two spaces deep and ends with a newline. */
export function answer(around: Surroundings, options: Common, value: unknown, text: () => string): void {
  around.out(`${options.json ? JSON.stringify(value, null, 2) : text()}\n`);
}

/** Lines in columns, two spaces apart; the last column is as long as it is. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Every line moved in by so many spaces. */
export function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by));
}
