import { readFileSync, statSync } from "node:fs";
import type { PackFault } from "./fault.ts";

/** The largest file of a pack: many times the longest in use. What is larger is another file, or meant to exhaust. */
export const LARGEST_FILE = 512 * 1024;

export type TextRead = { readonly text: string } | { readonly fault: PackFault };

/**
 * Reads one file as UTF-8 text and as nothing else. A file that is missing, cannot be opened, is no plain file, is too
 * large or is in another encoding is a fault at the line where that shows, never an exception, and never text in
 * which letters have silently been replaced.
 *
 * @param file how the fault names it.
 */
export function readText(path: string, file: string): TextRead {
  const fault = (message: string, line = 1): TextRead => ({ fault: { file, line, path: "", message } });
  let bytes: Uint8Array;
  try {
    const about = statSync(path);
    if (!about.isFile())
      return fault(about.isDirectory() ? "is a folder, not a file" : "is not a plain file");
    if (about.size > LARGEST_FILE) return fault(tooLarge(about.size));
    bytes = readFileSync(path);
  } catch (error) {
    return fault(unread(error));
  }
  const wrong = wrongEncoding(bytes);
  return wrong === null ? { text: new TextDecoder().decode(bytes) } : fault(wrong.message, wrong.line);
}

function tooLarge(size: number): string {
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} kB`;
  return `is too large (${kilobytes(size)}): at most ${kilobytes(LARGEST_FILE)} are read`;
}

function unread(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "the file is missing",
    EACCES: "cannot be read: no permission",
    EPERM: "cannot be read: no permission",
    ELOOP: "cannot be read: its links lead in a circle",
  };
  return reasons[code] ?? `cannot be read (${code})`;
}

const SAVE = "save it as UTF-8 without a byte order mark";

/** What shows that bytes are no plain UTF-8 text, and on which line. */
function wrongEncoding(bytes: Uint8Array): { readonly message: string; readonly line: number } | null {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { message: `is written in UTF-16; ${SAVE}`, line: 1 };
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { message: `begins with a byte order mark; ${SAVE}`, line: 1 };
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    return {
      message: `holds a NUL character: perhaps it is written in UTF-16; ${SAVE}`,
      line: lineAt(bytes, nul),
    };
  }
  const invalid = firstInvalid(bytes);
  if (invalid === null) return null;
  return {
    message: `is not UTF-8 from this line on: perhaps it is written in Windows-1251; ${SAVE}`,
    line: lineAt(bytes, invalid),
  };
}

/** Where the first bytes stand that UTF-8 does not know; null where there are none. */
function firstInvalid(bytes: Uint8Array): number | null {
  const valid = (end: number) => {
    try {
      // A character cut off at the end is no fault of what stands before it.
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), {
        stream: end < bytes.length,
      });
      return true;
    } catch {
      return false;
    }
  };
  if (valid(bytes.length)) return null;
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (valid(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === 0x0a) line++;
  return line;
}
