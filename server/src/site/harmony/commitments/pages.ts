import {
  type Commitment,
  type CommitmentStanding,
  commitmentsOn,
  type DateText,
  dateInWords,
  type StandingCommitment,
} from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { type CommitmentWords, commitmentLine, commitmentTable } from "../../../publish/commitment-lines.ts";
import { noDayPage, notFoundPage } from "../../error-pages.ts";
import type { Page } from "../../layout.ts";
import { type SiteContext, servePage } from "../../serve.ts";
import type { Visit } from "../../visit.ts";
import { serveFiles, type Takeaway } from "../files.ts";
import { commitmentsOf } from "./book.ts";
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
  serveFiles(app, context, "/commitments", takeaway);
}

/** How what was promised by a day stands on it. */
function standingOf({ book, on }: Visit): readonly StandingCommitment[] {
  const { commitments, known } = commitmentsOf(book);
  return commitmentsOn(commitments, on, known);
}

function takeaway(visit: Visit): Takeaway | Page {
  if (visit.fault !== null) return noDayPage(visit);
  return {
    name: `commitments-${visit.book.law.pack.country}-${visit.on}`,
    data: () => standingOf(visit).map((one) => commitmentLine(one, visit.on)),
    table: () => tableOf(visit),
  };
}

function tableOf(visit: Visit) {
  return commitmentTable(standingOf(visit), visit.on, visit.language, wordsOf(visit));
}

function wordsOf({ say, on, language }: Visit): CommitmentWords {
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
      say("commitments.column.entered"),
    ],
    state: (state: CommitmentStanding["state"]) => say(`commitments.state.${state}`),
    kind: (kind: Commitment["kind"]) => say(`commitments.kind.${kind}`),
    entered: (date: DateText) => say("commitments.entered", { date: dateInWords(date, language) }),
  };
}
