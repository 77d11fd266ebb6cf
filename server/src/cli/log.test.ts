import type { FastifyBaseLogger } from "fastify";
import { describe, expect, it } from "vitest";
import { createLog, LOG_LEVELS, type LogLevel, logLevelFrom } from "./log.ts";

const NOW = "2026-06-01T06:00:00Z";

function lines(level: LogLevel, say: (log: FastifyBaseLogger) => void) {
  let told = "";
  const write = (text: string) => {
    told += text;
  };
  say(createLog({ write }, () => NOW, level));
  return told
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

describe("the log", () => {
  it("is a line of JSON each, in UTC, with nothing of the machine", () => {
    expect(lines("info", (log) => log.info({ route: "/api/cases/:caseId" }, "answered"))).toEqual([
      { level: "info", time: NOW, route: "/api/cases/:caseId", msg: "answered" },
    ]);
  });

  it("keeps of an error where it was, and never what it says, whoever logs it", () => {
    const about = new Error("duplicate key: Aigul\nforged line");
    const told = lines("error", (log) => {
      log.error(about);
      log.error({ err: about, req: { url: "/Aigul" } }, "failed");
    });
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({
      msg: "failed",
      err: { kind: "Error", at: expect.arrayContaining([expect.stringMatching(/^at /)]) },
    });
    expect(JSON.stringify(told)).not.toMatch(/Aigul|forged/);
  });

  it("says as much as it is asked to, and by default what somebody has to look at", () => {
    const each = (level: LogLevel) =>
      lines(level, (log) => {
        for (const known of LOG_LEVELS) log[known]("x");
      }).length;
    expect(LOG_LEVELS.map(each)).toEqual([1, 2, 3]);
    expect(logLevelFrom(undefined)).toBe("warn");
    expect(logLevelFrom("info")).toBe("info");
    expect(() => logLevelFrom("loud")).toThrow("error, warn, info");
  });
});
