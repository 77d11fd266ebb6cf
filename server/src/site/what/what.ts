import { assess, FACT_PATHS, type FactPath, plainDate } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import type { Page } from "../layout.ts";
import { type SiteContext, sendPage, servePage, visitOf } from "../serve.ts";
import type { Visit } from "../visit.ts";
import { answerPage } from "./answer-page.ts";
import { factsOf, readTold, readValue, type Told } from "./answers.ts";
import { datePage, formFaultPage, questionPage, startPage } from "./pages.ts";

const PATH = "/law/what";
/** Every answer there can be fits in well under half of this. */
const BODY_LIMIT = 8 * 1024;

/**
 * The questions of an incident one at a time, and what the law answers. Answers travel in the fields of a form: never in
 * an address, a cookie or a log, and nothing of them is kept.
 */
export function what(site: FastifyInstance, context: SiteContext): void {
  servePage(site, context, PATH, startPage);
  site.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: BODY_LIMIT },
      (_request, body: string, done) => done(null, new URLSearchParams(body)),
    );
    // A form too long, or no form at all, is the sender's and not a fault of ours.
    scope.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
      const { statusCode = 500 } = error;
      if (statusCode < 400 || statusCode >= 500) throw error;
      const visit = visitOf(request, context);
      return sendPage(reply, visit, formFaultPage(visit));
    });
    scope.post(
      PATH,
      { config: { access: "public", keepsNothing: true, computes: 1 }, schema: { hide: true } },
      (request, reply) => {
        const visit = visitOf(request, context);
        const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
        return sendPage(reply, visit, nextPage(visit, fields));
      },
    );
  });
}

/** One step: takes in what was sent, then shows the next question, the one before, or the answer. Pure. */
export function nextPage(visit: Visit, fields: URLSearchParams): Page {
  const told = readTold(fields);
  const first = visit.book.law.pack.coversFrom;
  if (told === null || (told.date !== null && (told.date < first || told.date > visit.today))) {
    return formFaultPage(visit);
  }
  const go = fields.get("go") ?? "start";
  if (go === "back") return stepBack(visit, told);
  const question = fields.get("q");
  if (question === null) return go === "start" ? datePage(visit) : showNext(visit, told);
  if (question === "date") return takeDate(visit, told, fields, go);
  if (!Object.hasOwn(FACT_PATHS, question) || told.answers.some(({ fact }) => fact === question)) {
    return formFaultPage(visit);
  }
  return takeAnswer(visit, told, question as FactPath, fields, go);
}

function takeDate(visit: Visit, told: Told, fields: URLSearchParams, go: string): Page {
  if (go === "skip") return showNext(visit, { ...told, date: null });
  const date = fields.get("v") ?? "";
  const held = plainDate.safeParse(date).success;
  if (!held || date > visit.today || date < visit.book.law.pack.coversFrom) return datePage(visit, true);
  return showNext(visit, { ...told, date });
}

function takeAnswer(visit: Visit, told: Told, fact: FactPath, fields: URLSearchParams, go: string): Page {
  const chosen = fields.getAll("v").filter((one) => one !== "");
  const skipped = go === "skip" || (go === "result" && chosen.length === 0);
  const value = skipped ? null : fact === "history" && chosen[0] === "some" ? null : readValue(fact, chosen);
  const understood = skipped || value !== null || (fact === "history" && chosen[0] === "some");
  if (!understood || (!skipped && chosen.length === 0)) return questionPage(visit, told, fact, true);
  const answers = go === "result" && skipped ? told.answers : [...told.answers, { fact, value }];
  const now = { ...told, answers };
  return go === "result" ? answerPage(visit, now, nextFact(visit, now)) : showNext(visit, now);
}

function stepBack(visit: Visit, told: Told): Page {
  const last = told.answers.at(-1);
  if (last === undefined) return datePage(visit);
  return questionPage(visit, { ...told, answers: told.answers.slice(0, -1) }, last.fact);
}

function showNext(visit: Visit, told: Told): Page {
  const fact = nextFact(visit, told);
  return fact === null ? answerPage(visit, told, null) : questionPage(visit, told, fact);
}

/** First what happened and between whom; from then on what the engine says would settle most. Null: nothing is left. */
export function nextFact(visit: Visit, told: Told): FactPath | null {
  const asked = new Set(told.answers.map(({ fact }) => fact));
  const early = (["acts", "relation"] as const).find((fact) => !asked.has(fact));
  if (early !== undefined) return early;
  // Without any act the law has nothing to ask about.
  if (told.answers.find(({ fact }) => fact === "acts")?.value === null) return null;
  const { questions } = assess(visit.book.law, factsOf(told, visit.today), {
    because: false,
    questions: true,
  });
  return questions.find(({ fact }) => !asked.has(fact))?.fact ?? null;
}
