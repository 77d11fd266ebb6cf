import type { DutyView, NextStep } from "@arasha/server/contract";
import { describe, expect, it } from "vitest";
import { cleaned, missingFields } from "./forms/fields.ts";
import { instantOf } from "./forms/start.ts";
import { orderProgress } from "./progress.ts";
import { mergeSteps } from "./steps.ts";

const step = (more: Partial<NextStep>): NextStep => ({
  type: "registered",
  norm: "xx.code.1",
  duty: null,
  due: null,
  preset: {},
  ...more,
});

describe("mergeSteps", () => {
  it("makes one step of two norms that ask for the same entry", () => {
    const nextSteps = [
      step({ type: "protective-order-issued", norm: "xx.law.72" }),
      step({ type: "protective-order-issued", norm: "xx.law.60", preset: { norm: "xx.law.60" } }),
    ];
    const [only, ...rest] = mergeSteps({ nextSteps, duties: [] });
    expect(rest).toEqual([]);
    expect(only?.preset).toEqual({ norm: "xx.law.60" });
    expect(only?.asks.map(({ norm }) => norm)).toEqual(["xx.law.72", "xx.law.60"]);
  });

  it("keeps apart what says different things, in the service's order", () => {
    const nextSteps = [
      step({ preset: { register: "a" } }),
      step({ type: "note" }),
      step({ preset: { register: "b" } }),
    ];
    expect(mergeSteps({ nextSteps, duties: [] }).map(({ preset }) => preset)).toEqual([
      { register: "a" },
      {},
      { register: "b" },
    ]);
  });

  it("names the duty the service says a step comes from, and none for a step the norm merely allows", () => {
    const duties = ["xx.code.1/0/1/1", "xx.code.1/1/1/1"].map(
      (duty) => ({ duty, norm: "xx.code.1", due: null }) as DutyView,
    );
    const of = (duty: string | null) => mergeSteps({ nextSteps: [step({ duty })], duties })[0]?.asks[0]?.duty;
    expect(of("xx.code.1/1/1/1")).toBe(duties[1]);
    expect(of(null)).toBeNull();
  });
});

describe("missingFields", () => {
  it("names what an entry cannot be without", () => {
    const nothing = { body: {}, sealed: {} };
    expect(missingFields("note", { body: { class: "plan" }, sealed: { text: "  " } })).toEqual([
      "sealed.text",
    ]);
    expect(missingFields("protective-order-served", { body: { order: 3 }, sealed: {} })).toEqual([
      "field.refusedToSign",
    ]);
    expect(missingFields("referral", nothing)).toEqual([
      "field.agency",
      "referral.purpose",
      "referral.ground",
    ]);
    const body = { agency: "a", to: "b", purpose: "c", ground: { kind: "norm", norm: "" } };
    expect(missingFields("referral", { body, sealed: {} })).toEqual(["referral.ground"]);
    const agreed = { ...body, ground: { kind: "consent" } };
    expect(missingFields("referral", { body: agreed, sealed: {} })).toEqual(["referral.ground"]);
    const until = "2026-06-08T18:59:59Z";
    expect(missingFields("referral", { body: { ...agreed, until }, sealed: {} })).toEqual([]);
    expect(missingFields("consent-given", { body: { agency: "a" }, sealed: {} })).toContain(
      "opening.classes",
    );
    expect(missingFields("consent-withdrawn", nothing)).toEqual(["field.consentOf", "ground.language"]);
  });

  it("takes a no for an answer", () => {
    expect(
      missingFields("protective-order-served", { body: { order: 3, refusedToSign: false }, sealed: {} }),
    ).toEqual([]);
  });
});

describe("cleaned", () => {
  it("leaves out blanks and keeps every real answer", () => {
    const draft = { body: { a: "", b: false, c: 0, d: undefined, e: [] }, sealed: { note: " ", text: "x" } };
    expect(cleaned(draft)).toEqual({ body: { b: false, c: 0, e: [] }, sealed: { text: "x" } });
  });
});

describe("instantOf", () => {
  it("reads a local time in the country's zone of that day", () => {
    expect(instantOf("2024-02-28T10:00", "Asia/Almaty")).toBe("2024-02-28T04:00:00Z");
    expect(instantOf("2024-03-02T10:00", "Asia/Almaty")).toBe("2024-03-02T05:00:00Z");
    expect(instantOf("", "Asia/Almaty")).toBeNull();
  });
});

describe("orderProgress", () => {
  const at = (day: number) => `2026-01-${String(day).padStart(2, "0")}T00:00:00Z`;

  it("tells how much is over, never beyond its ends", () => {
    expect(orderProgress(at(1), at(31), at(16))).toBe(50);
    expect(orderProgress(at(2), at(31), at(1))).toBe(0);
    expect(orderProgress(at(1), at(11), at(31))).toBe(100);
    expect(orderProgress(at(5), at(5), at(5))).toBe(100);
  });
});
