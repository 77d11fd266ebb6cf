import { readFileSync } from "node:fs";
import { WORKSPACE_PAGES } from "@arasha/server/contract";
import { expect, it } from "vitest";

// Read and not run: the pages themselves would take longer to load than all other tests here.
it("the service knows every page of the workspace by its first step, and no other", () => {
  const source = readFileSync(new URL("router.tsx", import.meta.url), "utf8");
  const paths = [...source.matchAll(/path: "\/([^"/]*)/g)].map(([, first = ""]) => first);
  expect([...new Set(paths)].sort()).toEqual([...WORKSPACE_PAGES].sort());
});
