import { type Confidence, NORM_KINDS, type NormKind, type Pack, type Source, type Version } from "./norm.ts";
import { bestConfidence } from "./reasons.ts";
import { actId } from "./reference.ts";

type Count = { readonly norms: number; readonly versions: number };

/** How far a pack holds the law it speaks of, in counts. */
export type Coverage = {
  readonly total: Count;
  readonly byKind: Readonly<Partial<Record<NormKind, Count>>>;
  readonly byAct: Readonly<Record<string, Count>>;
  /** Versions by how much of the text is held. */
  readonly text: Readonly<Record<Version["text"], number>>;
  /** Versions by the best confidence among their sources. */
  readonly confidence: Readonly<Record<Confidence, number>>;
  /** Versions that lean on one secondary source and on nothing else. */
  readonly oneSecondarySource: number;
  readonly parts: {
    readonly total: number;
    readonly withoutSanction: number;
    readonly withoutCompetentBody: number;
  };
  /** Acts whose day is disputed, or known only to lie within a window. */
  readonly days: { readonly established: number; readonly imprecise: number; readonly disputed: number };
};

/** Counts what a pack holds: what is known, how surely, and what is missing. Bills are counted like the rest. */
export function coverage(pack: Pack): Coverage {
  const versions = pack.norms.flatMap((norm) => norm.versions);
  const parts = versions.flatMap((version) => version.parts ?? []);
  const of = (norms: Pack["norms"]): Count => ({
    norms: norms.length,
    versions: norms.reduce((sum, norm) => sum + norm.versions.length, 0),
  });
  const count = <T>(list: readonly T[], holds: (one: T) => boolean) => list.filter(holds).length;
  const text = (held: Version["text"]) => count(versions, (version) => version.text === held);
  const sure = (how: Confidence) => count(versions, ({ sources }) => bestConfidence(sources) === how);
  const why = pack.amendments.map(({ inForce }) =>
    typeof inForce === "string" ? "established" : inForce.why,
  );
  const day = (one: (typeof why)[number]) => count(why, (other) => other === one);
  const group = (name: (norm: Pack["norms"][number]) => string) =>
    Object.fromEntries([...Map.groupBy(pack.norms, name)].sort().map(([key, norms]) => [key, of(norms)]));
  const kinds = group(({ kind }) => kind);
  return {
    total: of(pack.norms),
    byKind: Object.fromEntries(NORM_KINDS.flatMap((kind) => (kinds[kind] ? [[kind, kinds[kind]]] : []))),
    byAct: group(({ id }) => actId(id)),
    text: { known: text("known"), partly: text("partly"), unknown: text("unknown") },
    confidence: {
      official: sure("official"),
      secondary: sure("secondary"),
      unverified: sure("unverified"),
    },
    oneSecondarySource: count(versions, ({ sources }) => loneSecondary(sources)),
    parts: {
      total: parts.length,
      withoutSanction: count(parts, ({ sanctions }) => sanctions === "unknown"),
      withoutCompetentBody: count(parts, ({ competent }) => competent === "unknown"),
    },
    days: { established: day("established"), imprecise: day("imprecise"), disputed: day("disputed") },
  };
}

function loneSecondary(sources: readonly Source[]): boolean {
  return sources.length === 1 && sources[0]?.confidence === "secondary";
}
