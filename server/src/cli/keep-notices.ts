import { setTimeout as sleep } from "node:timers/promises";
import { databaseTrouble } from "../api/database-trouble.ts";
import type { Deps } from "../cases/deps.ts";
import { mailCarrier } from "../notices/mail.ts";
import { askForMissedDuties, deliver, notArrived, type Post } from "../notices/post.ts";
import { ownCommitments, type RemindPost, remindKeepers } from "../notices/remind.ts";
import { smsLine } from "../notices/sms.ts";
import { deliverToStaff } from "../notices/staff.ts";
import type { MailSettings } from "./mail-settings.ts";
import type { MessageSettings } from "./message-settings.ts";

/** How long a message whose time has come waits at most, and how often it is looked for clocks that ran out and commitments due. */
const SEND_EVERY_MS = 10_000;
const LOOK_EVERY_MS = 600_000;

type Origins = { readonly public: string; readonly staff: string };

/**
 * Sends messages and notices as long as the program runs. Where nothing can be sent by the way she agreed to, messages lapse and
 * say so: what a survivor was to be told is then for people to tell.
 */
export function keepNotices(
  deps: Deps,
  { mail, sms, linkOrigin }: MessageSettings,
  origins: Origins,
  clock: () => string,
  say: (line: string) => void,
): () => Promise<unknown> {
  const line = sms === null ? null : smsLine(sms.centre, sms.from);
  const post: Post = {
    deps,
    carriers: {
      ...(mail !== null && { "e-mail": mailCarrier(mail.server, mail.from) }),
      ...(line !== null && { sms: line.carrier }),
    },
    linkOrigin: () => linkOrigin ?? origins.public,
  };
  const staff = staffPost(deps, mail, origins);
  const stop = new AbortController();
  const round = async (look: boolean) => {
    if (look) await askForMissedDuties(post, clock());
    // Also where nothing is to be sent: what became of earlier messages is told on it.
    if (look && line !== null && !(await line.listen())) say("The SMS centre is not to be reached.");
    await deliver(post, clock);
    if (line !== null) await notArrived(post, line.failed(), clock);
    if (staff !== null) await deliverToStaff(staff, clock);
    if (look && staff !== null) await remindKeepers(staff, clock);
  };
  const running = (async () => {
    for (let waited = LOOK_EVERY_MS; !stop.signal.aborted; waited += SEND_EVERY_MS) {
      const look = waited >= LOOK_EVERY_MS;
      // The service goes on: what was being sent is found to have broken off, and said so on its case. The message of an
      // error may hold an address, its kind does not.
      await round(look).catch((error: Error & { readonly code?: unknown }) => {
        if (databaseTrouble(error) !== "unavailable")
          say(`A message could not be handled: ${error.name} ${String(error.code ?? "")}`);
      });
      if (look) waited = 0;
      await sleep(SEND_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return () => {
    stop.abort();
    return running.then(() => line?.close());
  };
}

function staffPost(deps: Deps, mail: MailSettings | null, origins: Origins): RemindPost | null {
  if (mail === null || mail.staffFrom === null) return null;
  return {
    deps,
    carrier: mailCarrier(mail.server, mail.staffFrom),
    origin: () => origins.staff,
    publicOrigin: () => origins.public,
    commitments: ownCommitments(deps),
  };
}
