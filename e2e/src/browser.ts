import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sparticuz, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** A Chromium of the system wins over the one from npm. */
const OF_THE_SYSTEM = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Nothing but the pages asked for: no update checks, no look-ups. Root may not use the sandbox. */
const ARGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--font-render-hinting=none",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export async function launchBrowser(): Promise<Browser> {
  const found = OF_THE_SYSTEM.find((path) => path && existsSync(path));
  if (found) return chromium.launch({ executablePath: found, args: ARGS });
  const { executablePath, libraries } = await fromNpm();
  return chromium.launch({
    executablePath,
    // Outside a container of its own this build cannot raise its sandbox.
    args: [...ARGS, "--no-sandbox", "--no-zygote"],
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(dirname(executablePath), "fonts"),
      ...(libraries && { LD_LIBRARY_PATH: libraries }),
    },
  });
}

type Unpacked = { readonly executablePath: string; readonly libraries: string | null };

/**
 * Unpacks the Chromium of `@sparticuz/chromium` once, beside the package, where the user who installed it may write.
 * Its own libraries are used only where the system lacks them.
 */
async function fromNpm(): Promise<Unpacked> {
  const folder = fileURLToPath(new URL("../../node_modules/.cache/arasha-chromium", import.meta.url));
  if (!existsSync(folder)) await unpack(folder);
  const executablePath = join(folder, "chromium");
  const libraries = join(folder, "al2023", "lib");
  const runs = (env: object) =>
    spawnSync(executablePath, ["--version"], { env: { ...process.env, ...env } }).status === 0;
  if (runs({})) return { executablePath, libraries: null };
  if (runs({ LD_LIBRARY_PATH: libraries })) return { executablePath, libraries };
  throw new Error(
    `the Chromium from npm does not run here; install one of the system: ${executablePath} --version says why`,
  );
}

/**
 * The package looks for its fonts in folders of its own choosing only. Where a machine has none of those and no fonts
 * either, this Chromium ends at the first letter its page has no font for.
 */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>
`;
}

async function unpack(folder: string): Promise<void> {
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  const before = process.env.TMPDIR;
  // The package unpacks to the temporary folder and trusts whatever lies there, even another user's.
  process.env.TMPDIR = aside;
  try {
    await sparticuz.executablePath();
    await inflate(
      join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "../bin/al2023.tar.br"),
    );
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(join(aside, "fonts", "fonts.conf"), fontsIn(join(folder, "fonts")));
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Another process was quicker.
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
