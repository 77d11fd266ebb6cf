import { expect, it } from "vitest";
import type { Deps } from "../cases/deps.ts";
import { claimId, commitmentId, overlayOf } from "./overlay.ts";

const text = (en: string) => ({ kk: en, ru: en, en });
const PROMISE = {
  country: "tl",
  commitment: {
    kind: "plan",
    text: text("Build a shelter"),
    owner: text("A ministry"),
    by: text("A ministry"),
    to: text("Everybody"),
    made: "2025",
    due: "none-stated",
    about: {},
    sources: [{ title: "Gazette", url: "https://gazette.example", confidence: "official" }],
  },
};

it("what was accepted last is shown, though an earlier look at the register is answered after a later one", async () => {
  const at = "2026-03-10T09:00:00Z";
  const row = (nr: number) => ({ nr, kind: "commitment", body: PROMISE, at, enteredAt: at });
  let accepted: readonly ReturnType<typeof row>[] = [];
  const looks: ((broken?: Error) => void)[] = [];
  // A database that tells what it saw when it was asked, and takes its time.
  const query = (sql: string) => {
    if (!sql.startsWith("select")) return Promise.resolve();
    const rows = accepted;
    return new Promise((seen, failed) => looks.push((broken) => (broken ? failed(broken) : seen({ rows }))));
  };
  const app = { connect: async () => ({ query, release: () => undefined }) };
  const deps = { store: { app }, country: { pack: { calendar: { zone: "UTC" } } } } as unknown as Deps;
  const overlay = overlayOf(deps);
  const rest = () => new Promise(setImmediate);
  const refreshed = async (before: Promise<unknown>[]) => {
    const all = Promise.allSettled(before);
    let done = false;
    void all.then(() => (done = true));
    while (!done) {
      looks.pop()?.();
      await rest();
    }
  };

  const first = overlay.refresh();
  await rest();
  accepted = [row(7)];
  const second = overlay.refresh();
  await rest();
  await refreshed([first, second]);
  expect(overlay.current().commitments.map(({ commitment: { id } }) => id)).toEqual([commitmentId("tl", 7)]);

  // Nor does one that failed keep the next from being made.
  const third = overlay.refresh();
  await rest();
  looks.pop()?.(new Error("the database is away"));
  await expect(third).rejects.toThrow("away");
  accepted = [row(7), row(1000)];
  await refreshed([overlay.refresh()]);
  expect(overlay.current().commitments).toHaveLength(2);
  expect(claimId(1000)).toBe("RV-1000");
});
