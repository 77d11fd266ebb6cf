/** Where lines for the operator go; `process.stdout` is one. */
export type Terminal = {
  readonly isTTY?: boolean;
  write(text: string): unknown;
};

export type Progress = {
  /** A line of its own. */
  say(line: string): void;
  /** A step that is done, with the seconds since the program began. */
  done(step: string, what: string): void;
  /** How far a long step is. On a terminal one line that changes; elsewhere a line for every quarter. */
  soFar(step: string, done: number, total: number, unit: string): void;
};

const STEP_WIDTH = 14;
const LINE_WIDTH = 64;

/** `elapsed` gives seconds since the program began. */
export function createProgress(terminal: Terminal, elapsed: () => number): Progress {
  let open = false;
  let quarter = 0;
  const write = (text: string) => {
    terminal.write(`${open ? "\r\u001b[K" : ""}${text}\n`);
    open = false;
  };
  const line = (step: string, what: string) =>
    `  ${step.padEnd(STEP_WIDTH)}${what.padEnd(LINE_WIDTH - STEP_WIDTH)} ${elapsed().toFixed(1).padStart(5)} s`;

  return {
    say: write,
    done: (step, what) => write(line(step, what)),
    soFar(step, done, total, unit) {
      const text = line(step, `${grouped(done)} of ${grouped(total)} ${unit}`);
      if (terminal.isTTY) {
        terminal.write(`\r\u001b[K${text}`);
        open = true;
        return;
      }
      const reached = Math.floor((4 * done) / total);
      if (reached > quarter && done < total) terminal.write(`${text}\n`);
      quarter = reached;
    },
  };
}

const grouped = (number: number) => number.toLocaleString("en");
