import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The command as npm runs it. */
export const ARASHA = join(import.meta.dirname, "../../server/bin/arasha.ts");

/** Where Arasha is reached. */
export type Door = {
  readonly address: string;
  /** Sign-in links by role, as printed. */
  readonly links: ReadonlyMap<string, string>;
  readonly stop: () => Promise<unknown>;
};

/** Arasha as a newcomer starts it: the real command in a process of its own, with its own data folder. */
export type Running = Door & {
  readonly process: ChildProcess;
  readonly printed: () => string;
  /** SIGTERM, then waits; resolves to the exit code. */
  readonly stop: () => Promise<number | null>;
};

export function dataFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "arasha-e2e-"));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

type Environment = Readonly<Record<string, string>>;

/** Starts it and waits until the sign-in links are printed. Throws with everything it printed when it ends before. */
export async function startArasha(
  data: string,
  {
    cases,
    country = "kz",
    env,
  }: { readonly cases: number; readonly country?: string; readonly env?: Environment },
): Promise<Running> {
  const child = spawn(
    process.execPath,
    [ARASHA, "start", "--port", "0", "--cases", String(cases), "--seed", "7", "--country", country],
    {
      env: { ...process.env, ARASHA_DATA: data, DATABASE_URL: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  child.stderr.on("data", (chunk) => (text += chunk));
  const exited = once(child, "exit");
  const ready = (async () => {
    while (!text.includes("Ctrl-C stops")) await new Promise((resolve) => setTimeout(resolve, 25));
  })();
  await Promise.race([
    ready,
    exited.then(([code]) => {
      throw new Error(`arasha ended with ${code}:\n${text}`);
    }),
  ]);
  const links = new Map(
    [...text.matchAll(/^ {2}(\S.*?) {2,}(http\S+\/sign-in#\S+)$/gm)].map(([, role = "", link = ""]) => [
      role,
      link,
    ]),
  );
  const [first] = links.values();
  if (!first) throw new Error(`no sign-in link was printed:\n${text}`);
  return {
    address: new URL(first).origin,
    links,
    process: child,
    printed: () => text,
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = await exited;
      return code;
    },
  };
}

/** Signs in with the link printed for a role, and returns the session cookie. Throws when it is not accepted. */
export async function signIn(arasha: Door, role: string): Promise<string> {
  const link = arasha.links.get(role);
  if (!link) throw new Error(`there is no sign-in link for ${role}`);
  const answer = await fetch(`${arasha.address}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: arasha.address },
    body: JSON.stringify({ link: new URL(link).hash.slice(1) }),
  });
  if (!answer.ok) throw new Error(`signing in as ${role} was answered with ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
