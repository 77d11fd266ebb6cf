import type { Person } from "@arasha/server/contract";
import { describe, expect, it } from "vitest";
import { matching, type StateFilter } from "./select.ts";

const person = (name: string, state: Person["state"], agency = "police"): Person => ({
  id: `id-${name}`,
  name,
  state,
  agency,
  role: "role",
  createdAt: "2026-03-10T09:00:00Z",
  ways: [],
  invitation: null,
});
const PEOPLE = [
  person("Өмір", "active"),
  person("Олжас", "closed"),
  person("Анар", "active", "court"),
  person("Ақбота", "invited"),
];
const names = (state: StateFilter, asked = "") =>
  matching(PEOPLE, state, asked, ({ name, agency }) => `${name} ${agency}`, "kk").map(({ name }) => name);

describe("the people shown", () => {
  it("are those of the state asked for, in the order of the Kazakh alphabet", () => {
    expect(names("current")).toEqual(["Ақбота", "Анар", "Өмір"]);
    expect(names("invited")).toEqual(["Ақбота"]);
    expect(names("closed")).toEqual(["Олжас"]);
  });

  it("hold every word asked for, in any order and case", () => {
    expect(names("current", "POLICE өмір")).toEqual(["Өмір"]);
    expect(names("current", "өмір court")).toEqual([]);
    expect(names("current", "  ")).toHaveLength(3);
  });
});
