import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { CannotStart } from "../store/failure.ts";

export const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));

export type WebBuild = {
  /** Folder of the finished bundle. */
  readonly folder: string;
  /** False when the bundle on the disk was made from the same sources already. */
  readonly built: boolean;
};

/** What the bundle is made of: its own sources, what it imports from the other workspaces, and the installed packages. */
const SOURCES = [
  "web",
  "law/src",
  "server/src/api",
  "server/src/journal",
  "tsconfig.json",
  "package-lock.json",
];
const NOT_SOURCES = new Set(["dist", "node_modules"]);

/**
 * Builds the staff workspace into `web/dist` when its sources changed since the last build, in a process of its own so
 * that the database can start meanwhile. A running server keeps its bundle until the new one is complete. Throws
 * `CannotStart` with what Vite said when the build fails. Abort `signal` to end the build.
 */
export async function buildWeb(project = PROJECT, signal?: AbortSignal): Promise<WebBuild> {
  const web = join(project, "web");
  const folder = join(web, "dist");
  const stamp = hashOf(project, SOURCES);
  if (stampOf(folder) === stamp) return { folder, built: false };

  // Beside the packages: on the same disk, so that renaming works, and out of the way of version control.
  const next = join(project, "node_modules", `.arasha-web-${process.pid}`);
  try {
    await runVite(web, next, signal);
    writeFileSync(join(next, ".stamp"), stamp);
    rmSync(folder, { recursive: true, force: true });
    renameSync(next, folder);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return { folder, built: true };
}

function stampOf(folder: string): string | null {
  const file = join(folder, ".stamp");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** SHA-256 over the paths and contents of the files, in the order of their paths. */
export function hashOf(project: string, sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesIn(join(project, source))).sort()) {
    const content = readFileSync(file);
    // The length keeps one file's end from being read as the next one's beginning.
    hash.update(`${relative(project, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about?.isDirectory()) return about ? [path] : [];
  return readdirSync(path)
    .filter((name) => !NOT_SOURCES.has(name))
    .flatMap((name) => filesIn(join(path, name)));
}

async function runVite(web: string, outDir: string, signal?: AbortSignal): Promise<void> {
  const vite = dirname(createRequire(join(web, "package.json")).resolve("vite/package.json"));
  const child = spawn(
    process.execPath,
    [
      join(vite, "bin", "vite.js"),
      "build",
      "--outDir",
      outDir,
      "--emptyOutDir",
      "--logLevel",
      "warn",
      "--configLoader",
      "native",
    ],
    {
      cwd: web,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, "close");
  if (code === 0) return;
  const [fault] = stripVTControlCharacters(said).split(/\n {4}at /);
  throw new CannotStart(`The staff workspace could not be built:\n${fault?.trim()}`);
}
