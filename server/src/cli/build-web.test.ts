import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildWeb, PROJECT } from "./build-web.ts";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "arasha-web-"));
  write("web/package.json", JSON.stringify({ type: "module" }));
  write("web/index.html", '<script type="module" src="/src/main.js"></script>');
  write("web/src/main.js", "document.title = 'first';");
  write("law/src/index.ts", "export {};");
  mkdirSync(join(project, "node_modules"));
  symlinkSync(join(PROJECT, "node_modules/vite"), join(project, "node_modules/vite"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(project, path, ".."), { recursive: true });
  writeFileSync(join(project, path), text);
}

function bundle(): string {
  const assets = join(project, "web/dist/assets");
  return readdirSync(assets)
    .map((name) => readFileSync(join(assets, name), "utf8"))
    .join("\n");
}

describe("buildWeb", () => {
  it("builds once, again after a change in its own sources or the law's, and not otherwise", async () => {
    expect(await buildWeb(project)).toEqual({ folder: join(project, "web/dist"), built: true });
    expect(bundle()).toContain("first");
    expect((await buildWeb(project)).built).toBe(false);

    write("web/src/main.js", "document.title = 'second';");
    expect((await buildWeb(project)).built).toBe(true);
    expect(bundle()).toContain("second");
    expect(bundle()).not.toContain("first");

    write("law/src/index.ts", "export const changed = true;");
    expect((await buildWeb(project)).built).toBe(true);
    write("server/src/cases/command.ts", "export {};");
    expect((await buildWeb(project)).built).toBe(false);
  });

  it("keeps the bundle it has when a build fails, says why, and leaves nothing behind", async () => {
    await buildWeb(project);
    write("web/src/main.js", "import './missing.js';");
    await expect(buildWeb(project)).rejects.toThrow(/could not be built:(.|\n)*missing\.js/);
    expect(bundle()).toContain("first");
    expect(readdirSync(join(project, "node_modules"))).toEqual(["vite"]);
  });

  it("ends a build that is no longer wanted", async () => {
    await expect(buildWeb(project, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(join(project, "node_modules"))).toEqual(["vite"]);
  });
});
