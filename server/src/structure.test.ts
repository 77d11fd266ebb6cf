import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** A workspace may import those to its left: see docs/architecture.md. */
const WORKSPACES = ["law", "packs", "server", "web"];

/** A folder of the server may import those on earlier lines, and none on its own. */
const FOLDERS = [
  ["store"],
  ["trail"],
  ["journal"],
  ["contract"],
  ["access"],
  ["people", "cases"],
  ["survivor"],
  ["oversight"],
  ["evidence"],
  ["messages"],
  ["registers"],
  ["notices"],
  ["publish"],
  ["site"],
  ["documents", "breach"],
  ["api"],
  ["cli"],
];

/** The engine is pure: nothing of the platform may reach it. */
const OF_THE_ENGINE = new Set(["zod"]);

type Import = {
  readonly file: string;
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
};

function importsOf(workspace: string): Import[] {
  const files = globSync(`${workspace}/src/**/*.{ts,tsx}`, { cwd: ROOT }).filter(
    (file) => !/\.test\.tsx?$|\/testing\.ts$|\/testland\.ts$|\/fixture/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const found = text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s(type\s)?[^"';]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"|(?:^|\n)import\s+"([^"]+)"/g,
    );
    return [...found].map(([, type, from, dynamic, bare]) => {
      const target = from ?? dynamic ?? bare ?? "";
      return {
        file,
        from: workspace,
        target: target.startsWith(".") ? relative(ROOT, join(ROOT, dirname(file), target)) : target,
        typeOnly: type !== undefined,
      };
    });
  });
}

const imports = WORKSPACES.flatMap(importsOf);

describe("the direction of imports", () => {
  it("has something to look at", () => {
    for (const workspace of WORKSPACES)
      expect(imports.filter((one) => one.from === workspace).length, workspace).toBeGreaterThan(5);
  });

  it("goes only to the left between workspaces", () => {
    const wrong = imports.filter(({ from, target }) => {
      const workspace =
        /^@arasha\/(\w+)/.exec(target)?.[1] ?? (target.includes("/") ? target.split("/")[0] : "");
      return (
        WORKSPACES.includes(workspace ?? "") && WORKSPACES.indexOf(workspace ?? "") > WORKSPACES.indexOf(from)
      );
    });
    expect(wrong).toEqual([]);
  });

  it("takes from the server only its contract, and only as types, in the workspace of the browser", () => {
    const taken = imports.filter(({ from, target }) => from === "web" && target.startsWith("@arasha/server"));
    expect(taken.filter(({ target, typeOnly }) => target !== "@arasha/server/contract" || !typeOnly)).toEqual(
      [],
    );
  });

  it("goes only to earlier folders inside the server", () => {
    const rank = (file: string) => FOLDERS.findIndex((line) => line.includes(file.split("/")[2] ?? ""));
    const inside = imports.filter(
      ({ from, target }) => from === "server" && target.startsWith("server/src/"),
    );
    expect(inside.filter(({ file }) => rank(file) < 0).map(({ file }) => file)).toEqual([]);
    const wrong = inside.filter(({ file, target }) => {
      const [here, there] = [file.split("/")[2], target.split("/")[2]];
      return here !== there && rank(target) >= rank(file);
    });
    expect(wrong).toEqual([]);
  });

  it("lets nothing of the platform into the engine", () => {
    const outside = imports.filter(({ from, target }) => from === "law" && !target.startsWith("law/"));
    expect(outside.filter(({ target }) => !OF_THE_ENGINE.has(target))).toEqual([]);
  });
});

describe("the engine", () => {
  it("reads no clock and does no input or output", () => {
    const wrong = globSync("law/src/**/*.ts", { cwd: ROOT })
      .filter((file) => !file.endsWith(".test.ts"))
      .filter((file) =>
        /Temporal\.Now|Date\.now|new Date\(|process\.|"node:|fetch\(|console\./.test(
          readFileSync(join(ROOT, file), "utf8"),
        ),
      );
    expect(wrong).toEqual([]);
  });
});

describe("messages to survivors", () => {
  const takers = (target: RegExp) =>
    imports
      .filter((one) => target.test(one.target) && !one.typeOnly)
      .map(({ file }) => file)
      .sort();

  it("leave by one program, which knows two ways out: nothing else holds a mailer or a line to a centre", () => {
    expect([...new Set(takers(/^nodemailer/))]).toEqual(["server/src/notices/mail.ts"]);
    expect([...new Set(takers(/^smpp/))]).toEqual(["server/src/notices/sms.ts"]);
    expect(takers(/notices\/sms\.ts$/)).toEqual([
      "server/src/cli/keep-notices.ts",
      "server/src/cli/notify.ts",
    ]);
    expect(takers(/notices\/mail\.ts$/)).toEqual([
      "server/src/cli/keep-notices.ts",
      "server/src/cli/notify.ts",
    ]);
    const others = ["smtp", "sendmail", "mailgun", "twilio", "web-push"];
    expect(imports.filter(({ target }) => others.some((name) => target.startsWith(name)))).toEqual([]);
  });

  it("are composed behind the gate alone, which alone makes what lets them through", () => {
    expect(takers(/notices\/text\.ts$/)).toEqual([
      "server/src/notices/post.ts",
      "server/src/site/my-case/link.ts",
    ]);
    const passes = globSync("server/src/**/*.ts", { cwd: ROOT })
      .filter((file) => !file.endsWith(".test.ts"))
      .filter((file) => /\bas Pass\b/.test(readFileSync(join(ROOT, file), "utf8")));
    expect(passes).toEqual(["server/src/notices/gate.ts"]);
  });
});
