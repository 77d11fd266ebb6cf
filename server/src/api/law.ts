import { assess, compare, plainDate, show } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Refused } from "../journal/refused.ts";
import { packDownload, sendDownload } from "../site/download.ts";
import { AssessInput, AssessmentView, ComparisonView, ShownNorm } from "./law-messages.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";

/** The law: public data, asked without signing in. Nothing that is asked here is kept. */
export function law(app: FastifyInstance, context: RouteContext): void {
  const { deps } = context;

  typed(app).post(
    "/api/law/assess",
    {
      config: { access: "public", computes: 1 },
      schema: {
        tags: ["law"],
        summary: "What the law in force on the date of the act answers to these facts",
        body: AssessInput,
        response: answers(200, AssessmentView, "invalid", "too-large", "too-much"),
      },
    },
    async ({ body: { facts, on, decided, all } }) => {
      if (typeof facts.date !== "string" && facts.date.from > facts.date.to)
        throw new Refused("invalid", { fields: [{ field: "facts.date", message: "datesReversed" }] });
      refuseUncovered(context, on === undefined ? ["facts.date", lastDay(facts.date)] : ["on", on]);
      return assess(deps.law, facts, { all, ...(on && { on }), ...(decided && { decided }) });
    },
  );

  typed(app).get(
    "/api/law/norms/:id",
    {
      config: { access: "public" },
      schema: {
        tags: ["law"],
        summary: "A norm with all its versions, or those of one day",
        params: z.object({ id: z.string().max(80) }),
        querystring: z.strictObject({ on: plainDate.optional() }),
        response: answers(200, ShownNorm, "not-found", "invalid"),
      },
    },
    async ({ params: { id }, query: { on } }) => {
      if (on !== undefined) refuseUncovered(context, ["on", on]);
      const shown = show(deps.law, id, on);
      if (!shown) throw new Turned("not-found");
      return shown;
    },
  );

  typed(app).get(
    "/api/law/diff",
    {
      config: { access: "public", computes: 1 },
      schema: {
        tags: ["law"],
        summary: "Norms that began, ended or changed between two days",
        querystring: z.strictObject({ from: plainDate, to: plainDate }),
        response: answers(200, ComparisonView, "invalid", "too-much"),
      },
    },
    async ({ query: { from, to } }) => {
      if (from > to) throw new Refused("invalid", { fields: [{ field: "from", message: "datesReversed" }] });
      refuseUncovered(context, ["from", from]);
      return compare(deps.law, from, to);
    },
  );

  servePack(app, context);
}

/** The whole pack for the browser. */
function servePack(app: FastifyInstance, { deps }: RouteContext): void {
  const pack = packDownload(deps);
  app.get(
    "/api/law/pack",
    {
      config: { access: "public" },
      schema: { tags: ["law"], summary: "The whole pack: every norm, version and source (JSON)" },
    },
    (request, reply) => sendDownload(request, reply, pack),
  );
}

/** The engine refuses a day before the pack begins; here the caller's own name of the field is known. */
function refuseUncovered({ deps }: RouteContext, [field, date]: readonly [string, string]): void {
  const first = deps.country.pack.coversFrom;
  if (date < first)
    throw new Refused("invalid", { fields: [{ field, message: "beforeCoverage", values: { first } }] });
}

function lastDay(date: string | { readonly to: string }): string {
  return typeof date === "string" ? date : date.to;
}
