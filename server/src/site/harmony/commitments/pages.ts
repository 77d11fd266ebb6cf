import {
  type Commitment,
  type CommitmentStanding,
  commitmentsOn,
  type StandingCommitment,
} from "@arasha/law";
import { loadCommitments } from "@arasha/packs";
import type { FastifyInstance } from "fastify";
import { type CommitmentWords, commitmentLine, commitmentTable } from "../../../publish/commitment-lines.ts";
import { csv, xlsx } from "../../../publish/table.ts";
import { noDayPage, notFoundPage } from "../../error-pages.ts";
import { type SiteContext, sendPage, servePage, visitOf } from "../../serve.ts";
import type { Book } from "../../shelf.ts";
import type { Visit } from "../../visit.ts";
import { commitmentPage } from "./commitment-page.ts";
import { listPage } from "./list-page.ts";

/**
 * `/commitments`, `/commitments/<id>`, and the list to take away: what was promised and recommended, and how it stands on
 * a day, `?on=`.
 */
export function commitmentPages(app: FastifyInstance, context: SiteContext): void {
  for (const path of ["/commitments", "/commitments/"])
    servePage(app, context, path, (visit) =>
      visit.fault === null ? listPage(visit, standingOf(visit)) : noDayPage(visit),
    );
  servePage(app, context, "/commitments/:commitment", (visit, { commitment = "" }) => {
    if (visit.fault !== null) return noDayPage(visit);
    const standing = standingOf(visit);
    const found = standing.find(({ commitment: one }) => one.id === commitment);
    return found === undefined ? notFoundPage(visit) : commitmentPage(visit, found);
  });
  servePage(app, context, "/commitments/*", notFoundPage);
  downloads(app, context);
}

const books = new WeakMap<Book, ReturnType<typeof loadCommitments>>();

/** How what was promised by a day stands on it; read once from the files. */
function standingOf({ book, on }: Visit): readonly StandingCommitment[] {
  const held = books.get(book) ?? loadCommitments(book.law.pack.country, book.law);
  books.set(book, held);
  return commitmentsOn(held.commitments, on, held.known);
}

type File = { readonly type: string; readonly content: string | Buffer };
type Make = (visit: Visit) => File | Promise<File>;

const FILES: Readonly<Record<string, Make>> = {
  json: (visit) => ({
    type: "application/json; charset=utf-8",
    content: JSON.stringify(standingOf(visit).map((one) => commitmentLine(one, visit.on))),
  }),
  csv: (visit) => ({ type: "text/csv; charset=utf-8", content: csv(tableOf(visit)) }),
  xlsx: async (visit) => ({
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    content: await xlsx([tableOf(visit)]),
  }),
};

function downloads(app: FastifyInstance, context: SiteContext): void {
  for (const [kind, make] of Object.entries(FILES)) {
    app.get(
      `/commitments.${kind}`,
      { config: { access: "public" }, schema: { hide: true } },
      async (request, reply) => {
        const visit = visitOf(request, context);
        if (visit.fault !== null) return sendPage(reply, visit, noDayPage(visit));
        const { type, content } = await make(visit);
        const name = `commitments-${visit.book.law.pack.country}-${visit.on}.${kind}`;
        return reply.type(type).header("content-disposition", `attachment; filename="${name}"`).send(content);
      },
    );
  }
}

function tableOf(visit: Visit) {
  return commitmentTable(standingOf(visit), visit.on, visit.language, wordsOf(visit));
}

function wordsOf({ say, on }: Visit): CommitmentWords {
  return {
    name: `${say("commitments.tab")} ${on}`,
    columns: [
      say("commitments.column.id"),
      say("commitments.column.state"),
      say("commitments.kind"),
      say("commitments.column.text"),
      say("commitments.owner"),
      say("commitments.by"),
      say("commitments.to"),
      say("commitments.made"),
      say("commitments.due"),
      say("commitments.column.daysLeft"),
      say("commitments.column.ended"),
      say("commitments.column.daysLate"),
      say("commitments.about"),
      say("commitments.progress"),
      say("commitments.unconfirmed"),
      say("matrix.sources"),
    ],
    state: (state: CommitmentStanding["state"]) => say(`commitments.state.${state}`),
    kind: (kind: Commitment["kind"]) => say(`commitments.kind.${kind}`),
  };
}
