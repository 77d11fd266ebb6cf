import type { Law } from "@arasha/law";
import { type Agency, type Country, compiled, type Role } from "@arasha/packs";
import { createMarker, type Marker } from "../access/marks/marks.ts";
import type { Store } from "../store/store.ts";

/** What every command and view needs, made once at start. */
export type Deps = {
  readonly store: Store;
  readonly country: Country;
  readonly law: Law;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly marker: Marker;
};

export function createDeps(store: Store, country: Country): Deps {
  return {
    store,
    country,
    law: compiled(country.pack),
    agencies: new Map(country.agencies.map((agency) => [agency.id, agency])),
    roles: new Map(country.roles.map((role) => [role.id, role])),
    marker: createMarker(store.keys.markKey, country.identifiers, country.pack.title),
  };
}
