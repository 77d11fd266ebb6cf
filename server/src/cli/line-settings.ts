import { createPrivateKey, X509Certificate } from "node:crypto";
import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import type { Certificate } from "../api/encrypted.ts";
import { CannotStart } from "../store/failure.ts";

/** Files with PEM. */
export type CertificateFiles = { readonly cert: string; readonly key: string };

export type LineSettings = {
  /** Address to listen on. */
  readonly host: string;
  readonly tls?: CertificateFiles;
  /** Of the listener for the public, where it has one; that of `tls` by default. */
  readonly publicTls?: CertificateFiles;
  readonly origin?: string;
  readonly publicOrigin?: string;
  readonly publicPort?: number;
  readonly proxy?: string;
};

/** How the listeners speak. */
export type Lines = {
  readonly staff: Certificate | null;
  readonly public: Certificate | null;
};

/** The files named in the environment: `ARASHA_TLS_CERT` and `_KEY`, `ARASHA_PUBLIC_TLS_CERT` and `_KEY`. */
export function certificatesFrom(
  env: Readonly<Record<string, string | undefined>>,
): Pick<LineSettings, "tls" | "publicTls"> {
  const tls = filesFrom(env, "ARASHA_TLS");
  const publicTls = filesFrom(env, "ARASHA_PUBLIC_TLS");
  return { ...(tls && { tls }), ...(publicTls && { publicTls }) };
}

/**
 * Reads the certificates, and throws `CannotStart` where nobody could trust them, or where an address that others reach would
 * be served in the clear, be it only to a proxy. `now` is an instant, ISO 8601.
 */
export async function readLines(settings: LineSettings, now: string): Promise<Lines> {
  const { host, tls, publicTls, origin, publicOrigin, publicPort, proxy } = settings;
  if (publicTls !== undefined && publicPort === undefined)
    throw unusable("ARASHA_PUBLIC_TLS_CERT is for the port in ARASHA_PUBLIC_PORT, which is not set.");
  if (proxy !== undefined) refuseStrangeProxies(proxy);
  // Behind a proxy the name on the certificate is whatever the proxy calls this machine.
  const named = (address: string | undefined) => (proxy === undefined ? address : undefined);
  if (tls !== undefined) refuseClearOrigins({ ARASHA_ORIGIN: origin });
  const hers = publicTls ?? tls;
  if (hers !== undefined) refuseClearOrigins({ ARASHA_PUBLIC_ORIGIN: publicOrigin });
  const staff = tls === undefined ? null : readCertificate("ARASHA_TLS", tls, named(origin), now);
  const open =
    hers === undefined || publicPort === undefined
      ? null
      : readCertificate(
          publicTls === undefined ? "ARASHA_TLS" : "ARASHA_PUBLIC_TLS",
          hers,
          named(publicOrigin),
          now,
        );

  const clear = staff === null || (publicPort !== undefined && open === null);
  if (clear && !(await staysHere(host)))
    throw unusable(
      `On ${host} others could reach Arasha without encryption. Give it a certificate with ARASHA_TLS_CERT and ARASHA_TLS_KEY, also where a proxy on another machine stands in front; one on this machine needs no HOST.`,
    );
  return { staff, public: open };
}

function filesFrom(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): CertificateFiles | undefined {
  const [cert, key] = [env[`${name}_CERT`], env[`${name}_KEY`]];
  if (!cert && !key) return undefined;
  if (!cert || !key)
    throw unusable(
      `${name}_CERT and ${name}_KEY belong together: ${name}_${cert ? "KEY" : "CERT"} is missing.`,
    );
  return { cert, key };
}

/** Cookies and passkeys are bound to that address: on this line it would never be the one in the browser. */
function refuseClearOrigins(origins: Readonly<Record<string, string | undefined>>): void {
  for (const [name, origin] of Object.entries(origins))
    if (origin !== undefined && !origin.startsWith("https:"))
      throw unusable(`${name} must begin with https:// where Arasha has a certificate.`);
}

function readCertificate(
  name: string,
  files: CertificateFiles,
  origin: string | undefined,
  now: string,
): Certificate {
  const cert = readPem(`${name}_CERT`, files.cert, (pem) => new X509Certificate(pem));
  const key = readPem(`${name}_KEY`, files.key, createPrivateKey);
  const fault = faultOf(cert.read, origin, now);
  if (!cert.read.checkPrivateKey(key.read))
    throw unusable(`The key in ${name}_KEY is not that of the certificate in ${name}_CERT.`);
  if (fault !== null) throw unusable(`The certificate in ${name}_CERT ${fault}.`);
  return { cert: cert.pem, key: key.pem };
}

function readPem<T>(name: string, file: string, read: (pem: string) => T) {
  try {
    const pem = readFileSync(file, "utf8");
    return { pem, read: read(pem) };
  } catch (error) {
    // The message of a parser may quote what it read.
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : "cannot be read as PEM";
    throw unusable(`The file in ${name} ${why}: ${file}`);
  }
}

function faultOf(certificate: X509Certificate, origin: string | undefined, now: string): string | null {
  const at = Temporal.Instant.from(now).epochMilliseconds;
  const from = certificate.validFromDate.getTime();
  const until = certificate.validToDate.getTime();
  const day = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment).toString().slice(0, 10);
  if (at < from) return `is good only from ${day(from)} on`;
  if (at >= until) return `has been out of date since ${day(until)}`;
  if (origin === undefined) return null;
  const name = new URL(origin).hostname.replace(/^\[(.*)\]$/, "$1");
  const fits = isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name);
  return fits === undefined ? `does not name ${name}, where people reach this Arasha` : null;
}

/** Whether what listens there is reached from this machine alone. */
async function staysHere(host: string): Promise<boolean> {
  const addresses = await lookup(host, { all: true }).catch(() => {
    throw unusable(`${host} is not an address of this machine. Choose another with HOST.`);
  });
  return addresses.every(({ address, family }) => HERE.check(address, family === 6 ? "ipv6" : "ipv4"));
}

const HERE = new BlockList();
HERE.addSubnet("127.0.0.0", 8);
HERE.addAddress("::1", "ipv6");

/** `10.0.0.7, 10.1.0.0/16`: one proxy or several, whose word for the address of a visitor is taken. */
function refuseStrangeProxies(text: string): void {
  for (const item of text.split(",").map((part) => part.trim())) {
    const [address = "", bits, ...more] = item.split("/");
    const version = isIP(address);
    const most = version === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : 0;
    // A network of everybody names no proxy.
    if (version === 0 || prefix < 1 || prefix > most || more.length > 0)
      throw unusable(
        "ARASHA_PROXY must be the address of a proxy or its network, such as 10.0.0.7 or 10.0.0.0/24; several with commas between.",
      );
  }
}

function unusable(message: string): CannotStart {
  return new CannotStart(message, { exit: 2 });
}
