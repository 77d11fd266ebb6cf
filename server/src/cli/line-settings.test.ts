import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeCertificate } from "./certificate.testing.ts";
import { certificatesFrom, readLines } from "./line-settings.ts";

const NOW = "2026-06-01T06:00:00Z";
const folder = mkdtempSync(join(tmpdir(), "arasha-lines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = makeCertificate(folder, "good", { names: ["staff.example", "*.law.example"] });
const other = makeCertificate(folder, "other");
const past = makeCertificate(folder, "past", { until: "20260601060000Z" });
const future = makeCertificate(folder, "future", { from: "20260601060001Z" });
const broken = join(folder, "broken.pem");
writeFileSync(broken, "-----BEGIN CERTIFICATE-----\nc2VjcmV0\n-----END CERTIFICATE-----\n");
const missing = join(folder, "nowhere.pem");
const EVERYWHERE = "0.0.0.0";

describe("an address in the clear", () => {
  it.each(["localhost", "127.0.0.1", "127.3.2.1", "::1"])("is this machine's own: %s", async (host) => {
    expect(await readLines({ host }, NOW)).toEqual({ staff: null, public: null });
  });

  it.each(
    ["0.0.0.0", "::", "10.0.0.7", "0", "::ffff:10.0.0.7"].flatMap((host) => [
      { host },
      { host, proxy: "10.0.0.7, 192.0.2.0/25,2001:db8::/64" },
    ]),
  )("is refused where others reach it, a proxy among them: %j", async (settings) => {
    await expect(readLines(settings, NOW)).rejects.toMatchObject({
      name: "CannotStart",
      exit: 2,
      message: expect.stringMatching(/^On \S+ others could reach Arasha without encryption\.[^\n]+$/),
    });
  });

  it("is served to a proxy on the same machine", async () => {
    const behind = { host: "localhost", proxy: "127.0.0.1", origin: "https://staff.example" };
    expect(await readLines(behind, NOW)).toEqual({ staff: null, public: null });
  });

  it.each([
    "loopback",
    "proxy.example",
    "0.0.0.0/0",
    "::/0",
    "10.0.0.0/33",
    "10.0.0.0/8/9",
    "10.0.0.7,",
    "1",
  ])("takes nothing for a proxy that is none: %s", async (proxy) => {
    await expect(readLines({ host: EVERYWHERE, proxy }, NOW)).rejects.toThrow(/^ARASHA_PROXY must be/);
  });
});

describe("a certificate", () => {
  const origin = "https://staff.example";
  const publicOrigin = "https://a.law.example";

  it("opens an address to others, for both listeners or each its own", async () => {
    const both = { host: EVERYWHERE, tls: good, origin, publicOrigin, publicPort: 1 };
    const one = await readLines(both, NOW);
    expect(one.staff?.cert).toContain("BEGIN CERTIFICATE");
    expect(one.public).toEqual(one.staff);
    const two = await readLines({ ...both, publicTls: other, publicOrigin: "https://localhost" }, NOW);
    expect(two.public?.cert).not.toBe(two.staff?.cert);
  });

  it("of the public alone leaves staff in the clear, which is refused", async () => {
    for (const proxy of [undefined, "10.0.0.7"])
      await expect(
        readLines({ host: EVERYWHERE, publicTls: good, publicPort: 1, ...(proxy && { proxy }) }, NOW),
      ).rejects.toThrow(/^On 0\.0\.0\.0/);
  });

  it("may have another name behind a proxy", async () => {
    const behind = { host: EVERYWHERE, tls: other, origin, proxy: "10.0.0.7" };
    expect((await readLines(behind, NOW)).staff).not.toBeNull();
  });

  it.each([
    ["of another key", { tls: { cert: good.cert, key: other.key } }, /_KEY is not that of the certificate/],
    ["out of date", { tls: past }, /out of date since 2026-06-01\.$/],
    ["not yet good", { tls: future }, /good only from 2026-06-01 on\.$/],
    ["of another name", { tls: good, origin: "https://x.example" }, /does not name x\.example/],
    ["of a name where an address is", { tls: good, origin: "https://[::1]" }, /does not name ::1/],
    ["of no public name", { tls: good, publicPort: 1, publicOrigin: "https://x.example" }, /x\.example/],
    ["that is none", { tls: { ...good, cert: broken } }, /ARASHA_TLS_CERT cannot be read as PEM/],
    ["that is not there", { tls: { ...good, cert: missing } }, /ARASHA_TLS_CERT is not there/],
    ["whose key is not there", { tls: { ...good, key: missing } }, /ARASHA_TLS_KEY is not there/],
    ["for an origin in the clear", { tls: good, origin: "http://localhost" }, /^ARASHA_ORIGIN must begin/],
    ["for a port there is not", { tls: good, publicTls: good }, /ARASHA_PUBLIC_PORT, which is not set/],
  ])("%s is refused in one line that gives nothing of it away", async (_, settings, line) => {
    const refused = await readLines({ host: "localhost", ...settings }, NOW).catch((error) => error);
    expect(refused).toMatchObject({ name: "CannotStart", exit: 2, message: expect.stringMatching(line) });
    expect(refused.message).not.toMatch(/c2VjcmV0|secret|\n/);
  });

  it("is a pair of files in the environment", () => {
    expect(certificatesFrom({ ARASHA_TLS_CERT: "", ARASHA_TLS_KEY: "" })).toEqual({});
    const env = { ARASHA_TLS_CERT: "a", ARASHA_TLS_KEY: "b" };
    expect(certificatesFrom(env)).toEqual({ tls: { cert: "a", key: "b" } });
    expect(() => certificatesFrom({ ...env, ARASHA_PUBLIC_TLS_KEY: "b" })).toThrow(
      /^ARASHA_PUBLIC_TLS_CERT and ARASHA_PUBLIC_TLS_KEY belong together: ARASHA_PUBLIC_TLS_CERT is missing\.$/,
    );
  });
});
