import { DATA_CLASSES } from "@arasha/packs";
import type { Actor } from "../access/actor.ts";
import type { Entry, NewEntry } from "../journal/entries.ts";
import { heldClasses, holdsOf, keeperOf, openRequests } from "../journal/erasure.ts";
import { inItsStead } from "../journal/exclusions.ts";
import type { FieldFault } from "../journal/refused.ts";

/**
 * Who may have what erased: asked for by one person of the agency that keeps the case, agreed to by another, carried out
 * by the program; and nothing while a hold stands. The database checks the persons and the hold once more.
 */
export function erasingFaults(actor: Actor, entries: readonly Entry[], entry: NewEntry): FieldFault[] {
  switch (entry.type) {
    case "erasure-asked": {
      const { record, classes } = entry.body;
      const held = heldClasses(entries);
      return [
        ...keeperFaults(actor, entries),
        ...(record && classes.length < DATA_CLASSES.length
          ? [{ field: "body.classes", message: "recordIsAll" }]
          : []),
        ...(held.some((name) => classes.includes(name)) || record
          ? []
          : [{ field: "body.classes", message: "nothingToErase" }]),
        ...openRequests(entries).flatMap(({ asked }) =>
          asked.body.classes.some((name) => classes.includes(name))
            ? [{ field: "body.classes", message: "alreadyAsked" }]
            : [],
        ),
      ];
    }
    case "erasure-approved": {
      const request = openRequests(entries).find(({ asked }) => asked.seq === entry.body.request);
      if (request === undefined) return [{ field: "body.request", message: "noSuchRequest" }];
      return [
        ...keeperFaults(actor, entries),
        ...recordFaults(request.asked, entries),
        ...(request.approved ? [{ field: "body.request", message: "alreadyApproved" }] : []),
        ...(request.asked.actor === actor.account
          ? [{ field: "body.request", message: "anotherPerson" }]
          : []),
        ...(holdsOf(entries).length > 0 ? [{ field: "body.request", message: "held" }] : []),
      ];
    }
    case "erased": {
      const request = openRequests(entries).find(({ asked }) => asked.seq === entry.body.request);
      if (!request?.approved) return [{ field: "body.request", message: "noSuchRequest" }];
      if (holdsOf(entries).length > 0) return [{ field: "body.request", message: "held" }];
      return recordFaults(request.asked, entries);
    }
    case "hold-lifted": {
      const hold = holdsOf(entries).find(({ seq }) => seq === entry.body.hold);
      if (hold === undefined) return [{ field: "body.hold", message: "noSuchHold" }];
      // Whoever needs the content kept is who can say that it is needed no more.
      return inItsStead(entries, hold.agency) === actor.agency
        ? []
        : [{ field: "body.hold", message: "notYourHold" }];
    }
    default:
      return [];
  }
}

/** A child noted since has a record the request does not name: then it is no longer the whole that is asked for. */
function recordFaults(
  { body }: Entry & { readonly type: "erasure-asked" },
  entries: readonly Entry[],
): FieldFault[] {
  const left = heldClasses(entries).some((name) => !body.classes.includes(name));
  return body.record && left ? [{ field: "body.request", message: "recordIsAll" }] : [];
}

function keeperFaults(actor: Actor, entries: readonly Entry[]): FieldFault[] {
  return keeperOf(entries) === actor.agency ? [] : [{ field: "body", message: "notTheKeeper" }];
}
