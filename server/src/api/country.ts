import type { FastifyInstance } from "fastify";
import { isOnCases } from "../access/actor.ts";
import { newestTemplate } from "../cases/check-documents.ts";
import type { Deps } from "../cases/deps.ts";
import { CountryView, type TemplateView } from "../contract/index.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** Who takes part where, and the closed lists staff choose from. */
export function country(app: FastifyInstance, { deps }: RouteContext): void {
  const { pack, hash, places, codes, contact, roles, identifiers, childhood, oversight } = deps.country;
  // Who keeps the system running, or oversees it, takes part in no case, and is not to choose among those that do.
  const ofCases = new Set(roles.filter(isOnCases).map(({ agencyKind }) => agencyKind));
  const agencies = deps.country.agencies.filter(({ kind }) => ofCases.has(kind));
  const view: CountryView = {
    country: pack.country,
    title: pack.title,
    personalNumber: identifiers.personalNumber,
    zone: pack.calendar.zone,
    hash,
    agencies,
    places: [...places],
    childhood: [...childhood],
    documents: templates(deps),
    requests: {
      askers: [...deps.country.requests.askers],
      instruments: deps.country.requests.instruments.map(({ id, name, binding }) => ({ id, name, binding })),
    },
    codes: {
      ...codes,
      disguises: contact.disguises.map(({ id, name }) => ({ id, name })),
      emergencies: [...oversight.glass.reasons],
    },
  };
  typed(app).get(
    "/api/country",
    {
      config: { access: "account" },
      schema: {
        tags: ["country"],
        summary: "Agencies, places and codes of the country",
        response: answers(200, CountryView, "not-signed-in"),
      },
    },
    () => view,
  );
}

function templates(deps: Deps): TemplateView[] {
  const ids = [...new Set(deps.country.documents.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const template = newestTemplate(deps, id);
    if (!template) return [];
    const { recipient, about, by, norm, title, fields, text, counsel, writes } = template;
    return [
      {
        id,
        recipient,
        about,
        by,
        norm,
        title,
        fields,
        text: text?.label ?? null,
        counsel,
        writes: writes ?? null,
      },
    ];
  });
}
