import type { Language } from "@arasha/law";
import type { Deps } from "../cases/deps.ts";
import { Refused } from "../journal/refused.ts";
import { say, sayFault } from "../messages/say.ts";
import {
  deactivate,
  INVITATION_HOURS,
  type Invited,
  invite,
  inviteAgain,
  type Person,
  people,
} from "../people/administer.ts";
import { CannotStart } from "../store/failure.ts";
import { onCases, type Where } from "./connect.ts";
import defaults from "./defaults.json" with { type: "json" };
import { originFrom } from "./door-settings.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

type Options = Common & Where & { readonly country: string };
type WithAddress = Options & { readonly address?: string };

/**
 * `account invite`: as the owner of the tables, so that it needs no account and no second person. The link is printed
 * once and kept nowhere: there is no default password, and no account before this.
 */
export async function accountInvite(
  name: string,
  options: WithAddress & { readonly role: string; readonly agency?: string },
  around: Surroundings,
): Promise<void> {
  const address = addressOf(options, around);
  const invited = await onCases(options, around, async (deps) => {
    const agency = options.agency ?? onlyAgency(deps, options.role, options.lang);
    const newcomer = { name, agency, role: options.role };
    return invite(deps.store, "command-line", deps, newcomer, around.clock()).catch(plainly(options.lang));
  });
  tell(invited, name, address, options, around);
}

/** `account recover`: a new way in, where too few administrators are left to agree with each other. */
export async function accountRecover(id: string, options: WithAddress, around: Surroundings): Promise<void> {
  const address = addressOf(options, around);
  const { invited, name } = await onCases(options, around, async (deps) => {
    const account = await openAccount(deps, id, options.lang);
    const again = await inviteAgain(deps.store, "command-line", account.id, around.clock());
    return { invited: again, name: account.name };
  });
  tell(invited, name, address, options, around);
}

/** `account close`: with effect on its next request. */
export async function accountClose(id: string, options: Options, around: Surroundings): Promise<void> {
  const closed = await onCases(options, around, async (deps) => {
    const account = await openAccount(deps, id, options.lang);
    await deactivate(deps.store, "command-line", account.id, around.clock());
    return account.id;
  });
  answer(around, options, { closed }, () => say(options.lang, "cli.account.closed"));
}

/** `account list`: everybody with an account, how they come in, and what they wait for. */
export async function accountList(options: Options, around: Surroundings): Promise<void> {
  const all = await onCases(options, around, (deps) => people(deps.store, "command-line"));
  answer(around, options, all, () =>
    all.length === 0
      ? say(options.lang, "cli.account.none")
      : columns(
          all.map(({ id, state, role, agency, ways, name }) => [
            id,
            state,
            role,
            agency,
            ways.join("+"),
            name,
          ]),
        ),
  );
}

function tell(
  { token, expiresAt, ...ids }: Invited,
  name: string,
  address: string,
  options: Common,
  around: Surroundings,
): void {
  const link = `${address}/invitation#${token}`;
  answer(around, options, { ...ids, link, expiresAt }, () =>
    [say(options.lang, "cli.account.link", { name, hours: INVITATION_HOURS }), link].join("\n"),
  );
}

function addressOf({ address }: WithAddress, around: Surroundings): string {
  try {
    return (
      originFrom(around.env, address) ??
      `http${around.env.ARASHA_TLS_CERT ? "s" : ""}://localhost:${defaults.port}`
    );
  } catch (error) {
    if (error instanceof CannotStart) throw new Ended(2, error.message);
    throw error;
  }
}

/** The one agency of the kind a role belongs to. */
function onlyAgency({ agencies, roles }: Deps, roleId: string, language: Language): string {
  const role = roles.get(roleId);
  if (!role) throw new Ended(2, `--role: ${sayFault(language, { field: "role", message: "unknownRole" })}`);
  const fitting = [...agencies.values()].filter(({ kind }) => kind === role.agencyKind).map(({ id }) => id);
  const [only] = fitting;
  if (fitting.length === 1 && only !== undefined) return only;
  throw new Ended(2, say(language, "cli.account.whichAgency", { known: fitting.join(", ") }));
}

async function openAccount({ store }: Deps, id: string, language: Language): Promise<Person> {
  const found = (await people(store, "command-line")).find((one) => one.id === id.trim().toLowerCase());
  if (!found || found.state === "closed") throw new Ended(1, say(language, "cli.account.notFound"));
  return found;
}

function plainly(language: Language) {
  return (error: unknown): never => {
    const [fault] = error instanceof Refused ? error.fields : [];
    const where = fault?.field === "name" ? "NAME" : `--${fault?.field}`;
    if (fault) throw new Ended(2, `${where}: ${sayFault(language, fault)}`);
    throw error;
  };
}
