import { check } from "./check.ts";
import { type PackInput, testland } from "./testland.ts";

/** Testland with something changed in it, and what the check then says. Only tests use it. */
export type Change = (pack: PackInput) => PackInput;
type Values = Readonly<Record<string, unknown>>;

/** The faults of Testland so changed, as lines: `norm or list, version, field: code: message`. */
export function faults(...changes: readonly Change[]): readonly string[] {
  const pack = testland((raw) => changes.reduce((changed, change) => change(changed), raw));
  return check(pack).map(({ norm, list, version, path, code, message }) => {
    const where = [norm ?? list, version, path?.join(".")].filter((one) => one !== undefined);
    return `${where.join(" ")}: ${code}: ${message}`;
  });
}

/** The same, of each only where it stands and its code. */
export function faultCodes(...changes: readonly Change[]): readonly string[] {
  return faults(...changes).map((line) => line.split(": ").slice(0, 2).join(": "));
}

export function inVersion(id: string, at: number, values: Values): Change {
  return inNorm(id, (versions) => void Object.assign(versions[at] ?? {}, values));
}

/** In a part of its last version. */
export function inPart(id: string, at: number, values: Values): Change {
  return inNorm(id, (versions) => {
    const parts = versions.at(-1)?.parts as Record<string, unknown>[] | undefined;
    Object.assign(parts?.[at] ?? {}, values);
  });
}

/** The versions of a norm instead of those it has, each with what is the same in all of them. */
export function versionsOf(id: string, ...versions: readonly Values[]): Change {
  return inNorm(id, (old) => {
    const [first] = old;
    old.splice(0, old.length, ...versions.map((values) => ({ ...first, until: undefined, ...values })));
  });
}

export function inAmendment(id: string, values: Values): Change {
  return (pack) => ({
    ...pack,
    amendments: pack.amendments.map((act) => (act.id === id ? { ...act, ...values } : act)),
  });
}

export function withNorm(id: string, kind: string, version: Values): Change {
  const title = { kk: "a", ru: "b", en: "c" };
  const sources = [{ title: "x", url: "https://x.example", confidence: "official" }];
  const said = { text: "known", summary: title, sources, from: "first" };
  const norm = { id, kind, title, versions: [{ ...said, ...version }] };
  return (pack) => ({ ...pack, norms: [...pack.norms, norm] });
}

function inNorm(id: string, how: (versions: Record<string, unknown>[]) => void): Change {
  return (pack) => {
    const norm = pack.norms.find((one) => one.id === id);
    if (norm === undefined) throw new Error(`Testland has no norm ${id}`);
    how(norm.versions);
    return pack;
  };
}
