import type { Deps } from "../cases/deps.ts";
import type { Hasher } from "../people/password.ts";
import { createDoor } from "../survivor/door.ts";
import { hashLink } from "./token.ts";

/**
 * The door of her page at the end of a link in a message. The link stands for the case code and for nothing else: without
 * her key it opens nothing, and whether it ever was one is not told. It serves once.
 */
export function createLinkDoor(deps: Deps, hasher: Hasher) {
  const enter = createDoor(deps, hasher);
  return {
    /** The code of the case, for counting tries; empty where the link is none, has served, or is too old. */
    codeOf: async (token: string, now: string): Promise<string> => {
      const { rows } = await deps.store.app.query({
        name: "case-by-link",
        text: "select coalesce(case_by_link($1, $2), '') as code",
        values: [hashLink(token), now],
      });
      return rows[0].code;
    },
    enter: async (token: string, code: string, secret: string, now: string): Promise<string | null> => {
      const opened = await enter({ code, secret }, now);
      if (opened !== null) await deps.store.app.query("select spend_link($1)", [hashLink(token)]);
      return opened;
    },
  };
}
