import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findEmbedded } from "../../../server/src/store/embedded.ts";
import { dataFolder, type Running, signIn, startArasha } from "../server.ts";

/**
 * What two scanners made by others, Debian's `sqlmap` and `wapiti`, find in a running Arasha: as nobody, and with the session of
 * a member of staff. First of all each is let loose on a page that is made badly on purpose: a scanner that does not see
 * that one proves nothing.
 */
export type Scan = {
  readonly tool: string;
  readonly target: string;
  /** What was found, one line each. */
  readonly found: readonly string[];
  /** What it objected to and we leave as it is: see ARGUED. */
  readonly argued: readonly string[];
  readonly seconds: number;
};

export type Scans = {
  readonly versions: readonly string[];
  /** The page made badly: here something must be found. */
  readonly controls: readonly Scan[];
  readonly scans: readonly Scan[];
};

/** What is tried is whether anything is found, not how soon somebody who tries is made to wait. */
const UNBOUNDED = { ARASHA_READS_A_MINUTE: "1000000", ARASHA_COMPUTING_A_MINUTE: "1000000" };

/** Throws with one line when a scanner is not installed. Takes some minutes; `say` hears of each step. */
export async function scan(say: (line: string) => void): Promise<Scans> {
  const versions = [versionOf("sqlmap", ["--version"]), versionOf("wapiti", ["--version"])];
  const folder = mkdtempSync(join(tmpdir(), "arasha-scan-"));
  const data = dataFolder();
  let arasha: Running | undefined;
  try {
    arasha = await startArasha(data.path, { cases: 30, env: UNBOUNDED });
    // Before anything is tried: after that the door lets nobody in from here for a while.
    const cookie = await signIn(arasha, "Police inspector");
    const controls = await scanBadPage(data.path, folder, say);
    const scans: Scan[] = [];
    for (const target of await targetsOf(arasha)) scans.push(await sqlmap(target, folder, say));
    for (const target of crawlsOf(arasha, cookie)) scans.push(await wapiti(target, folder, say));
    return { versions, controls, scans };
  } finally {
    await arasha?.stop();
    data.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionOf(tool: string, args: readonly string[]): string {
  const { error, stdout, stderr } = spawnSync(tool, args, { encoding: "utf8" });
  if (error) throw new Error(`${tool} is not installed here: apt install sqlmap wapiti`);
  const [version = "unknown"] = /\d+\.\d+\.\d+/.exec(stdout + stderr) ?? [];
  return `${tool} ${version}`;
}

/** A request with the places to try marked by `*`. */
type Target = {
  readonly name: string;
  readonly address: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Each place where something typed by somebody comes near the database, and the forms of the public pages. */
async function targetsOf(arasha: Running): Promise<readonly Target[]> {
  const { address } = arasha;
  const [inspector, operator, ombudsman, researcher] = await Promise.all(
    ["Police inspector", "Hotline operator", "Ombudsman's officer", "Researcher"].map((role) =>
      signIn(arasha, role),
    ),
  );
  const cases = await fetch(`${address}/api/cases?limit=1`, { headers: { cookie: inspector ?? "" } });
  const caseId = ((await cases.json()) as { readonly rows: readonly { readonly caseId: string }[] }).rows[0]
    ?.caseId;
  if (caseId === undefined) throw new Error("the inspector of the demonstration has no case");
  const get = (name: string, path: string, cookie?: string): Target => ({
    name,
    address,
    method: "GET",
    path,
    headers: cookie === undefined ? {} : { cookie },
  });
  const post = (name: string, path: string, type: string, body: string, cookie?: string): Target => ({
    name,
    address,
    method: "POST",
    path,
    headers: {
      "content-type": type,
      origin: address,
      ...(cookie && { cookie, "idempotency-key": randomUUID() }),
    },
    body,
  });
  const json = "application/json";
  const form = "application/x-www-form-urlencoded";
  return [
    get("the queue", "/api/queue?band=late*&limit=10*", inspector),
    get("the list of cases", "/api/cases?limit=10*&status=open*&cursor=x*", inspector),
    post("searching a case", "/api/cases/search", json, '{"by":"code*","number":"AAAA*"}', inspector),
    get("one case", `/api/cases/${caseId}*`, inspector),
    get("the chain in numbers", "/api/statistics/funnel?breakOn=2024-06-16*", ombudsman),
    get("a proof of the trail", "/api/trail/inclusion?leaf=1*&size=3*"),
    post(
      "a report",
      "/api/cases",
      json,
      JSON.stringify({
        report: {
          channel: "hotline-111*",
          place: "KZ-75*",
          reportedBy: "survivor*",
          sealed: { account: "synthetic*" },
        },
      }),
      operator,
    ),
    post(
      "a note",
      `/api/cases/${caseId}/entries`,
      json,
      JSON.stringify({ after: 1, entry: { type: "note*", body: {}, sealed: { text: "synthetic*" } } }),
      inspector,
    ),
    post("signing in by a link", "/api/session", json, JSON.stringify({ link: "x*" })),
    post(
      "signing in by a password",
      "/api/sign-in/password",
      json,
      '{"login":"x*","password":"y*","code":"1*"}',
    ),
    post("her own page", "/my-case", form, "code=TGB8-8TTQ*&key=0000-0000-0000*"),
    get("searching the law", "/law/search?q=battery*&lang=en*&on=2024-06-16*"),
    get("an article", "/law/kz.uk-2014.109-1?on=2024-06-16*&lang=en*"),
    get("what applies", "/law/what?lang=en*"),
    get("a treaty and the law", "/treaties/istanbul/matrix?on=2024-06-16*&lang=en*&country=kz*"),
    get("claims", "/claims?q=shelter*&verdict=differs*&lang=en*"),
    post(
      "suggesting a claim",
      "/claims/propose",
      form,
      "statement=synthetic*&who=somebody*&where=https://example.org/*&when=2024*&about=all*&figure=1*&unit=x*",
    ),
    get("proposals for the registers", "/api/registers?state=pending*&target=claim*", researcher),
  ];
}

async function sqlmap(target: Target, folder: string, say: (line: string) => void): Promise<Scan> {
  const began = performance.now();
  const file = join(folder, "request.txt");
  const headers = { host: new URL(target.address).host, ...target.headers };
  const lines = [
    `${target.method} ${target.path} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    target.body ?? "",
  ];
  writeFileSync(file, lines.join("\r\n"));
  const options = [
    "--batch",
    "--flush-session",
    "--disable-coloring",
    "--dbms=postgresql",
    "--level=2",
    "--risk=2",
  ];
  const text = await output("sqlmap", [
    ...["-r", file, ...options, "--technique=BEUST", "--time-sec=2", "--threads=4"],
    ...["--ignore-code=*", "--ignore-stdin", "--skip-waf", "--output-dir", join(folder, "sqlmap")],
  ]);
  if (!/testing if|do not appear to be injectable|injection point/.test(text))
    throw new Error(`sqlmap did not test "${target.name}":\n${text.slice(-1500)}`);
  const found = [...text.matchAll(/^Parameter: (.+)$/gm)].map(([, where]) => `injection at ${where}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  say(`sqlmap  ${target.name}: ${found.length === 0 ? "nothing" : found.join("; ")} (${seconds} s)`);
  return { tool: "sqlmap", target: target.name, found, argued: [], seconds };
}

type Crawl = {
  readonly name: string;
  readonly url: string;
  /** Addresses no link of a page leads to. */
  readonly also: readonly string[];
  readonly cookie: string | null;
};

function crawlsOf({ address }: Running, cookie: string): readonly Crawl[] {
  return [
    { name: "the public pages, as nobody", url: `${address}/law`, also: [], cookie: null },
    {
      name: "treaties and claims, as nobody",
      url: `${address}/treaties`,
      also: [`${address}/claims/propose`],
      cookie: null,
    },
    { name: "her own page, as nobody", url: `${address}/my-case`, also: [], cookie: null },
    {
      name: "the workspace and its API, as an inspector",
      url: `${address}/`,
      also: [
        "/api/cases?limit=10&status=open",
        "/api/queue?band=late&limit=10",
        "/api/session",
        "/queue",
      ].map((path) => address + path),
      cookie,
    },
  ];
}

/** What a scanner objects to and we leave as it is. */
export const ARGUED: readonly { readonly line: RegExp; readonly why: string }[] = [
  {
    line: /X-XSS-Protection is not set/,
    why: "obsolete; browsers that still know it are safer without, and the content security policy lets no script of others run",
  },
  {
    line: /^Cross Site Request Forgery: \/(my-case|n\/)/,
    why: "the door takes a code and a key and has no session yet; a form of another site is refused by its origin (`abuse.test.ts`, 25)",
  },
  {
    line: /^Cross Site Request Forgery: \/claims\/propose /,
    why: "the form is anybody's and sent under no session; a form of another site is refused by its origin (`propose.test.ts`)",
  },
];

async function wapiti(
  { name, url, also, cookie }: Crawl,
  folder: string,
  say: (line: string) => void,
): Promise<Scan> {
  const began = performance.now();
  const report = join(folder, "wapiti.json");
  const modules =
    "backup,cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,sql,timesql,xss";
  mkdirSync(join(folder, "session"), { recursive: true });
  const text = await output("wapiti", [
    ...also.flatMap((one) => ["-s", one]),
    ...["-u", url, "--scope", "domain", "-m", modules, "-d", "3", "--max-links-per-page", "12"],
    ...["--max-scan-time", "20", "--max-attack-time", "12", "-f", "json", "-o", report],
    ...["--flush-session", "--no-bugreport", "--store-session", join(folder, "session")],
    ...(cookie === null ? [] : ["-H", `Cookie: ${cookie}`]),
  ]);
  let told: {
    readonly vulnerabilities: Readonly<
      Record<
        string,
        readonly { readonly path: string; readonly parameter: string | null; readonly info: string }[]
      >
    >;
  };
  try {
    told = JSON.parse(readFileSync(report, "utf8"));
  } catch (error) {
    throw new Error(`wapiti left no report on "${name}":\n${text.slice(-1500)}`, { cause: error });
  }
  const lines = Object.entries(told.vulnerabilities).flatMap(([kind, ones]) =>
    ones.map(({ path, parameter, info }) => `${kind}: ${path} ${parameter ?? ""} ${info}`),
  );
  const isArgued = (said: string) => ARGUED.some(({ line }) => line.test(said));
  const [argued, found] = [lines.filter(isArgued), lines.filter((said) => !isArgued(said))];
  const seconds = Math.round((performance.now() - began) / 1000);
  say(`wapiti  ${name}: ${found.length === 0 ? "nothing" : found.join("; ")} (${seconds} s)`);
  return { tool: "wapiti", target: name, found, argued, seconds };
}

/** A page that puts what it is asked into a statement and into itself, over the same database: both scanners must see it. */
async function scanBadPage(
  data: string,
  folder: string,
  say: (line: string) => void,
): Promise<readonly Scan[]> {
  const config = findEmbedded(data);
  if (config === null) throw new Error("the database of the demonstration is not running");
  const pool = new pg.Pool({ connectionString: config.appUrl, max: 4 });
  const server = createServer(async (request, response) => {
    const id = new URL(request.url ?? "/", "http://localhost").searchParams.get("id");
    if (id === null) return response.setHeader("content-type", "text/html").end('<a href="/?id=1">one</a>');
    const { rows } = await pool
      .query(`select case when n = '${id}' then 'found' end as a from (values ('1')) as t (n)`)
      .catch((error: Error) => ({ rows: [{ a: error.message }] }));
    response.setHeader("content-type", "text/html").end(`<p>${id}: ${rows[0]?.a}</p>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return [
      await sqlmap(
        { name: "a page made badly", address, method: "GET", path: "/?id=1*", headers: {} },
        folder,
        say,
      ),
      await wapiti({ name: "a page made badly", url: `${address}/`, also: [], cookie: null }, folder, say),
    ];
  } finally {
    server.close();
    server.closeAllConnections();
    await pool.end();
  }
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const child: ChildProcess = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stdout?.on("data", (chunk) => (text += chunk));
  child.stderr?.on("data", (chunk) => (text += chunk));
  await once(child, "close");
  return text;
}
