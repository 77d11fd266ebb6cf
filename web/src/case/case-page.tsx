import type { FactPath } from "@arasha/law";
import type { CaseView, EntryView } from "@arasha/server/contract";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { caseQuery, useSession } from "../api/queries.ts";
import { useServerNow } from "../clock.ts";
import { isOpenTo } from "../glass/standing.ts";
import { UnderGlass } from "../glass/under-glass.tsx";
import { useT } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { DocumentDialogs, DocumentsCard, type DocumentTask } from "./documents/documents-card.tsx";
import { Duties } from "./duties.tsx";
import { Entries, entryId } from "./entries.tsx";
import { ErasureCard } from "./erasure-card.tsx";
import { EntryDialog, type Started } from "./forms/entry-dialog.tsx";
import { type FormType, isCorrectable } from "./forms/fields.ts";
import { LawCard } from "./law-card.tsx";
import { GrownPageCards, MyCaseCard } from "./my-case-card.tsx";
import { NextSteps } from "./next-steps.tsx";
import { OrderCard } from "./order-card.tsx";
import { People } from "./people.tsx";
import { Proceedings } from "./proceedings.tsx";
import { ReachCard } from "./reach-card.tsx";
import { TimelinePicture } from "./timeline.tsx";
import { TopLine } from "./top-line.tsx";
import { WhoReads } from "./who-reads.tsx";
import "../styles/outgoing.css";

/** One case: what must be known first, the picture, what to do next, and the journal. Nothing that decides safety is behind a tab. */
export function CasePage({ caseId }: { readonly caseId: string }) {
  const t = useT();
  usePageTitle(t("case.page"));
  const query = useQuery(caseQuery(caseId));
  useEndOfGlass(query.data);
  if (query.data) return <Case key={caseId} view={query.data} />;
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  return <LoadingRows rows={6} height={120} />;
}

/** When emergency access runs out, so does what it showed: the case is asked for anew, and what was read is let go. */
function useEndOfGlass(view: CaseView | undefined): void {
  const client = useQueryClient();
  const until = view?.glass?.until;
  const caseId = view?.case.caseId;
  const asOf = view?.asOf;
  useEffect(() => {
    if (until === undefined || caseId === undefined || asOf === undefined) return;
    const left = Temporal.Instant.from(until).since(asOf).total("milliseconds");
    const timer = setTimeout(() => {
      void client.resetQueries({ queryKey: caseQuery(caseId).queryKey });
    }, left + 500);
    return () => clearTimeout(timer);
  }, [client, until, caseId, asOf]);
}

function Case({ view }: { readonly view: CaseView }) {
  const t = useT();
  const { me } = useSession();
  const now = useServerNow(view.asOf);
  const wide = useMediaQuery("(min-width: 64em)", true, { getInitialValueInEffect: false });
  const [started, setStarted] = useState<Started | null>(null);
  const [task, setTask] = useState<DocumentTask>(null);
  const close = useCallback(() => setStarted(null), []);
  const correct = (entry: EntryView) =>
    isCorrectable(entry.type) && setStarted({ type: entry.type, correcting: entry });
  const showEntry = useCallback((seq: number) => {
    const entry = document.getElementById(entryId(seq));
    entry?.scrollIntoView({ block: "center" });
    entry?.focus({ preventScroll: true });
  }, []);
  const ask = useCallback((fact: FactPath) => setStarted({ type: "incident", preset: {}, at: fact }), []);
  const mayAsk =
    me.mayWrite.includes("incident") &&
    view.case.status === "open" &&
    isOpenTo(view, me.agency.id, "incident");
  const mayCorrect = me.mayWrite.includes("correction") && isOpenTo(view, me.agency.id, "correction");
  const law = <LawCard view={view} now={now} ask={mayAsk ? ask : undefined} />;
  const start = useCallback(
    (type: FormType, preset: Readonly<Record<string, unknown>>) => setStarted({ type, preset }),
    [],
  );
  const steps = <NextSteps view={view} now={now} start={start} />;
  const picture = <TimelinePicture view={view} now={now} showEntry={showEntry} />;
  const duties = <Duties view={view} now={now} />;
  const state = (
    <>
      <ReachCard view={view} now={now} start={start} />
      <People view={view} />
      {view.orders.map((order) => (
        <OrderCard key={order.seq} order={order} now={now} />
      ))}
      <DocumentsCard view={view} now={now} open={setTask} />
      <Proceedings view={view} now={now} />
      <WhoReads view={view} now={now} start={start} />
      <MyCaseCard view={view} now={now} />
      <GrownPageCards view={view} now={now} />
      <ErasureCard view={view} now={now} start={start} />
    </>
  );
  const entries = <Entries view={view} now={now} correct={mayCorrect ? correct : undefined} />;
  return (
    <article aria-label={t("case.label", { code: view.case.code })}>
      <UnderGlass view={view} now={now} />
      <TopLine view={view} now={now} />
      {wide ? (
        <div className="case-columns">
          <div className="case-column">
            {steps}
            {law}
            {state}
          </div>
          <div className="case-column">
            {picture}
            {duties}
            {entries}
          </div>
        </div>
      ) : (
        // One column, safety first. The order of the page is that of the keyboard, so no style reorders it.
        <div className="case-column">
          {steps}
          {picture}
          {duties}
          {law}
          {state}
          {entries}
        </div>
      )}
      <EntryDialog view={view} started={started} close={close} />
      <DocumentDialogs view={view} task={task} open={setTask} />
    </article>
  );
}
