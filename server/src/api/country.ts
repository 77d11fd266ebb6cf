import type { FastifyInstance } from "fastify";
import { CountryView } from "../contract/index.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** Who takes part where, and the closed lists staff choose from. */
export function country(app: FastifyInstance, { deps }: RouteContext): void {
  const { pack, hash, agencies, places, codes } = deps.country;
  const view: CountryView = {
    country: pack.country,
    title: pack.title,
    zone: pack.calendar.zone,
    hash,
    agencies: [...agencies],
    places: [...places],
    codes,
  };
  typed(app).get(
    "/api/country",
    {
      config: { access: "signed-in" },
      schema: {
        tags: ["country"],
        summary: "Agencies, places and codes of the country",
        response: answers(200, CountryView, "not-signed-in"),
      },
    },
    () => view,
  );
}
