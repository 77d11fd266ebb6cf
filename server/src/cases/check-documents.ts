import type { DocumentTemplate } from "@arasha/packs";
import type { Actor } from "../access/actor.ts";
import type { NewEntry } from "../journal/entries.ts";
import type { FieldFault } from "../journal/refused.ts";
import type { Deps } from "./deps.ts";
import type { CaseDocument, CaseState } from "./state.ts";

/**
 * What may leave the house: a document of a template of the pack, made by a body the template names, with fields the
 * template names; approved by a second person, and by counsel where the template says so; served only then.
 */
export function documentFaults(
  deps: Deps,
  actor: Actor,
  state: CaseState | null,
  entry: NewEntry,
): FieldFault[] {
  if (entry.type === "document-made") {
    const { body } = entry;
    const template = templateOf(deps, body.template, body.version);
    if (!template?.by.includes(actor.agencyKind)) return [{ field: "template", message: "noSuchTemplate" }];
    const named = template.fields.map(({ field }) => field);
    return [
      ...(body.fields.every((field) => named.includes(field))
        ? []
        : [{ field: "fields", message: "fieldNotInTemplate" }]),
      ...template.fields.flatMap(({ field, required }) =>
        required && !body.fields.includes(field) ? [{ field: "fields", message: "fieldRequired" }] : [],
      ),
      ...(template.about === "order" && !state?.orders.some(({ seq }) => seq === body.order)
        ? [{ field: "order", message: "noSuchOrder" }]
        : []),
      ...(template.about === "request-and-case" && (body.request === null || body.notice === null)
        ? [{ field: body.request === null ? "request" : "notice", message: "missing" }]
        : []),
      ...(body.text && template.text === undefined ? [{ field: "text", message: "noText" }] : []),
    ];
  }
  if (entry.type !== "document-approved" && entry.type !== "document-served") return [];
  const document = state?.documents.find(({ seq }) => seq === entry.body.document);
  if (document?.agency !== actor.agency) return [{ field: "document", message: "noSuchDocument" }];
  return entry.type === "document-approved"
    ? approvalFaults(deps, actor, document)
    : serviceFaults(document, entry.body.sha256);
}

function approvalFaults(deps: Deps, actor: Actor, document: CaseDocument): FieldFault[] {
  if (document.approvedAt !== null) return [{ field: "document", message: "documentApproved" }];
  if (document.madeBy === actor.account) return [{ field: "document", message: "secondPersonDocument" }];
  const template = templateOf(deps, document.template, document.version);
  const counsel = deps.roles.get(actor.role)?.counsel === true;
  return template?.counsel && !counsel ? [{ field: "document", message: "counselApproves" }] : [];
}

function serviceFaults(document: CaseDocument, sha256: string): FieldFault[] {
  if (document.approvedAt === null) return [{ field: "document", message: "notApproved" }];
  if (document.servedAt !== null) return [{ field: "document", message: "documentServed" }];
  return document.sha256 === sha256 ? [] : [{ field: "document", message: "notWhatWasApproved" }];
}

export function templateOf(deps: Deps, id: string, version: number): DocumentTemplate | undefined {
  return deps.country.documents.find((one) => one.id === id && one.version === version);
}

/** The newest version of a template: the only one a new document is made of. */
export function newestTemplate(deps: Deps, id: string): DocumentTemplate | undefined {
  return deps.country.documents.filter((one) => one.id === id).sort((a, b) => b.version - a.version)[0];
}
