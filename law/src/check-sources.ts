import type { Fault } from "./error.ts";
import type { AmendingAct, InForce, Pack, Source, Version } from "./norm.ts";

/** Sources nobody could open, and disputes whose window does not hold what the sources say. */
export function checkSources(pack: Pack): readonly Fault[] {
  return [
    ...pack.acts.flatMap(({ counting }, at) =>
      addresses(counting?.sources, [at, "counting", "sources"]).map(inList("acts")),
    ),
    ...pack.amendments.flatMap((act, at) => amendment(act, at).map(inList("amendments"))),
    ...pack.mci.flatMap(({ sources }, at) => addresses(sources, [at, "sources"]).map(inList("mci"))),
    ...addresses(pack.calendar.sources, ["sources"]).map(inList("calendar")),
    ...pack.norms.flatMap(({ id, versions }) =>
      versions.flatMap((version, at) =>
        ofVersion(version).map((fault) => ({ norm: id, version: at, ...fault })),
      ),
    ),
  ];
}

type Path = readonly (string | number)[];
type Placed = Pick<Fault, "code" | "message"> & { readonly path: Path };

function inList(list: NonNullable<Fault["list"]>): (fault: Placed) => Fault {
  return (fault) => ({ list, ...fault });
}

function ofVersion({ sources, readings }: Version): readonly Placed[] {
  return [
    ...addresses(sources, ["sources"]),
    ...readings.flatMap((reading, at) => addresses(reading.sources, ["readings", at, "sources"])),
  ];
}

/** A source is cited by an address on the web: a mail address or a file on somebody's machine is none. */
function addresses(sources: readonly Source[] | undefined, path: Path): readonly Placed[] {
  return (sources ?? []).flatMap(({ url, title }, at) => {
    const { protocol, hostname } = new URL(url);
    if ((protocol === "https:" || protocol === "http:") && hostname.includes(".")) return [];
    const message = `The source "${title}" has no address on the web that others can open: ${url}`;
    return [{ path: [...path, at, "url"], code: "address", message }];
  });
}

function amendment({ inForce, sources }: AmendingAct, at: number): readonly Placed[] {
  return [
    ...addresses(sources, [at, "sources"]),
    ...(typeof inForce === "string" ? [] : claims(inForce, [at, "inForce", "claims"])),
  ];
}

/** Every day a source names must be one on which the act may have taken force, or the window is too narrow. */
function claims(window: Exclude<InForce, string>, path: Path): readonly Placed[] {
  return (window.claims ?? []).flatMap(({ date, sources }, at) => {
    // A month or a year stands, as text, before the days in it: only the first day has to be cut to its length.
    const overlaps = window.earliest.slice(0, date.length) <= date && date <= window.latest;
    const message = `A source says ${date}, but the window ends before or begins after it (${window.earliest} to ${window.latest}).`;
    return [
      ...addresses(sources, [...path, at, "sources"]),
      ...(overlaps ? [] : [{ path: [...path, at, "date"], code: "claim", message }]),
    ];
  });
}
