import { type Actor, asActor } from "../access/actor.ts";
import { templateOf } from "../cases/check-documents.ts";
import type { Deps } from "../cases/deps.ts";
import type { CaseDocument } from "../cases/state.ts";
import type { DocumentPreview } from "../contract/index.ts";
import type { Entry } from "../journal/entries.ts";
import { lookInto } from "../journal/journal.ts";
import { Refused } from "../journal/refused.ts";
import { contentOf, type DocumentContent } from "./content.ts";
import { documentOf, print } from "./make.ts";

/** A document as whoever makes or approves it reads it on the screen. That she looked is on the trail. */
export async function previewDocument(
  deps: Deps,
  actor: Actor,
  caseId: string,
  seq: number,
  now: string,
): Promise<DocumentPreview> {
  const { content, document } = await look(deps, actor, caseId, seq, now);
  const { signatures: _, madeAt: __, before, pairs, after, ...shown } = content;
  return {
    ...shown,
    before: [...before],
    pairs: [...pairs],
    after: [...after],
    approved: document.approvedAt !== null,
  };
}

/** What is printed and handed over: only once a second person has approved it, and only the bytes that person approved. */
export async function approvedDocument(
  deps: Deps,
  actor: Actor,
  caseId: string,
  seq: number,
  now: string,
): Promise<{ readonly content: DocumentContent; readonly bytes: Buffer; readonly number: string }> {
  const { content, document, printed } = await look(deps, actor, caseId, seq, now, true);
  if (!printed) throw new Refused("not-found");
  return { content, bytes: printed.bytes, number: document.number };
}

function look(
  deps: Deps,
  actor: Actor,
  caseId: string,
  seq: number,
  now: string,
  toPrint = false,
): Promise<{
  readonly content: DocumentContent;
  readonly document: CaseDocument;
  readonly printed: { readonly bytes: Buffer } | null;
}> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const journal = await lookInto(tx, deps.store.keys, caseId, actor, now);
    if (!journal) throw new Refused("not-found");
    // Emergency access is for reading on the screen: no document is shown or printed under it.
    if (journal.glass !== null) throw new Refused("under-glass");
    const document = documentOf(journal, seq, actor);
    const template = templateOf(deps, document.template, document.version);
    if (!template) throw new Refused("not-found");
    const made = journal.entries[seq - 1] as Entry & { readonly type: "document-made" };
    const printed = toPrint ? await print(template, journal, document) : null;
    return { content: contentOf(template, made), document, printed };
  });
}
