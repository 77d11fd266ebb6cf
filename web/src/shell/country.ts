import type { CountryView } from "@arasha/server/contract";
import { useCallback } from "react";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";

export type CodeList =
  | "channels"
  | "referralPurposes"
  | "notified"
  | "riskFlags"
  | "registers"
  | "proceedingTracks"
  | "proceedingEndings"
  | "orderEndings"
  | "outcomes"
  | "closings"
  | "erasureGrounds"
  | "holdGrounds"
  | "disguises"
  | "emergencies";

/** Names of places, agencies and codes; an id the country no longer lists is shown as it is, never hidden. */
export function usePlaceName(): (id: string) => string {
  const { places } = useSession().country;
  const text = useText();
  return useCallback((id) => named(places, id, text), [places, text]);
}

export function useAgencyName(): (id: string) => string {
  const { agencies } = useSession().country;
  const text = useText();
  const t = useT();
  // What she wrote on her own page, and what the program carried out, is no agency's.
  return useCallback(
    (id) => (id === "survivor" || id === "arasha" ? t(`agency.${id}`) : named(agencies, id, text)),
    [agencies, text, t],
  );
}

export function useCodeName(): (list: CodeList, id: string) => string {
  const { country } = useSession();
  const text = useText();
  return useCallback((list, id) => named(codesOf(country, list), id, text), [country, text]);
}

export function codesOf(country: CountryView, list: CodeList): CountryView["codes"][string] {
  return country.codes[list] ?? [];
}

type NamedThing = { readonly id: string; readonly name: CountryView["title"] };

function named(among: readonly NamedThing[], id: string, text: (text: NamedThing["name"]) => string): string {
  const found = among.find((one) => one.id === id);
  return found ? text(found.name) : id;
}
