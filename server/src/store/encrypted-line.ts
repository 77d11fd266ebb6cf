import { CannotStart } from "./failure.ts";

/**
 * Refuses a database reached over a network unless the line is encrypted and the server's certificate checked: the facts of
 * cases cross it, and the password of the role. The driver's own default is neither. `setting` is where the address was given.
 */
export function refuseOpenLine(server: URL, setting: string): void {
  const modes = server.searchParams.getAll("sslmode");
  const checked = modes.length > 0 && modes.every((mode) => mode === "verify-full");
  if (checked || hostsOf(server).every(isHere)) return;
  throw new CannotStart(
    `${setting} leads over the network and must end in ?sslmode=verify-full, so that the line is encrypted and the server's certificate checked. sslrootcert=FILE names an authority of your own. Only a database on this machine is reached without.`,
  );
}

/** The driver lets a parameter take the place of the host. */
function hostsOf(server: URL): readonly string[] {
  return [server.hostname, ...server.searchParams.getAll("host")].map(decodeURIComponent);
}

/** Nothing, this machine by name or number, or a socket of the file system. */
function isHere(host: string): boolean {
  return /^(|localhost|127(\.\d+){3}|\[::1\]|::1|\/.*)$/.test(host);
}
