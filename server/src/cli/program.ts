import { LANGUAGES } from "@arasha/law";
import { DEFAULT } from "@arasha/packs/default";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import defaults from "./defaults.json" with { type: "json" };
import { HARMONY } from "./harmony.ts";
import { Ended, type Surroundings } from "./output.ts";

/**
 * Runs one command line (without `node` and the program's name) and returns its exit code: 0 on success, 1 on a domain
 * refusal, 2 on bad usage or bad input, with one line on standard error. Each command loads what it needs when it is
 * asked for, so that asking the law starts no database driver.
 */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  let exit = 0;
  const program = createProgram(around, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Ended)) throw error;
    around.err(`${error.message.replaceAll(/\s*\n\s*/g, " ")}\n`);
    return error.exit;
  }
}

function createProgram(around: Surroundings, exitWith: (code: number) => void): Command {
  const program = new Command("arasha")
    .description("The law, the cases and the numbers of a country's response to domestic violence.")
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: around.out,
      writeErr: around.err,
      outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, " ")}\n`),
    });

  const law = group(program, "law", "ask and compare the law of any day");
  command(
    law,
    "assess <FACTS>",
    "what the law of the date of the act answers to an incident (FACTS: YAML or JSON; - reads standard input)",
  )
    .addOption(country())
    .option("--on <DATE>", "take this day as the date of the act")
    .option("--decided <DATE>", "day of the decision: name later law up to it that is milder")
    .option("--with-bill <BILL>", "as it would be with this bill in force: its id, or a file of your own")
    .option("--all", "also norms that are excluded or yield to others")
    .action(async (file, options) => (await import("./law.ts")).lawAssess(file, options, around));
  command(law, "show <NORM>", "a norm with all its versions, or those of one day")
    .addOption(country())
    .option("--on <DATE>", "only what was in force on this day")
    .action(async (norm, options) => (await import("./law.ts")).lawShow(norm, options, around));
  command(law, "diff <DATE1> <DATE2>", "norms that began, ended or changed between two days")
    .addOption(country())
    .option("--facts <FACTS>", "also how the answer to this incident differs")
    .action(async (from, to, options) => (await import("./law.ts")).lawDiff(from, to, options, around));
  command(law, "replay <CASES>", "how a caseload (JSON Lines, an incident a line) fares under another regime")
    .addOption(country())
    .option("--on <DATE>", "judge every case by the law of this day as well")
    .option("--bill <ID>", "as if this bill had passed")
    .option("--threads <N>", "how many threads judge; all cores where left out", wholeNumber(1, 256))
    .action(async (file, options) => (await import("./law-replay.ts")).lawReplay(file, options, around));
  command(law, "check [PACK]", "every fault of a pack (a country or a folder), or of all packs").action(
    async (pack, options) => (await import("./law.ts")).lawCheck(pack, options, around),
  );
  command(law, "export <ACT>", "an act with all its norms and versions: Akoma Ntoso 3.0, or data with --json")
    .addOption(country())
    .action(async (act, options) => (await import("./law-export.ts")).lawExport(act, options, around));

  const harmony = group(program, "harmony", "treaties, bills and claims, answered from the same law");
  for (const { usage, description, options, run: runOne } of HARMONY) {
    const one = command(harmony, usage, description);
    for (const option of options) one.addOption(option);
    // Commander hands over what was written for each word in brackets, then the options, then the command.
    one.action((...given: readonly unknown[]) =>
      runOne(given.slice(0, -2) as readonly string[], one.opts(), around),
    );
  }

  const cases = group(program, "case", "read one case");
  command(cases, "duties <CASE>", "what each agency owes on a case (CASE: its id or code)")
    .addOption(country())
    .addOption(data())
    .option("--as-of <T>", "how it stood at this moment, or at the end of this day")
    .option("--with-bill <BILL>", "as if this bill had been in force from the first day of the case")
    .action(async (which, options) => (await import("./case.ts")).caseDuties(which, options, around));

  const stats = group(program, "stats", "count cases");
  command(stats, "funnel", "the justice chain for acts before a day of law and from it on")
    .addOption(country())
    .addOption(data())
    .option("--break <DATE>", "the day of law", DEFAULT.breakOn)
    .action(async (options) => (await import("./stats.ts")).statsFunnel(options, around));

  const accounts = group(program, "account", "invite the first administrators, and help where no other can");
  command(accounts, "invite <NAME>", "make an account and print the link that lets its person in, once")
    .addOption(country())
    .addOption(data())
    .option("--role <ROLE>", "a role of the country", "administrator")
    .option("--agency <AGENCY>", "an agency of the country; may be left out where the role has only one")
    .addOption(address())
    .action(async (name, options) => (await import("./account.ts")).accountInvite(name, options, around));
  command(
    accounts,
    "recover <ACCOUNT>",
    "a new way in for an account (its id); its old ones end when it is used",
  )
    .addOption(country())
    .addOption(data())
    .addOption(address())
    .action(async (id, options) => (await import("./account.ts")).accountRecover(id, options, around));
  command(accounts, "close <ACCOUNT>", "close an account (its id) with effect at once")
    .addOption(country())
    .addOption(data())
    .action(async (id, options) => (await import("./account.ts")).accountClose(id, options, around));
  command(accounts, "list", "everybody with an account")
    .addOption(country())
    .addOption(data())
    .action(async (options) => (await import("./account.ts")).accountList(options, around));

  const breach = group(program, "breach", "breaches of personal data, and the clock of the law");
  command(breach, "record", "record a breach: by when the authority has to be notified")
    .addOption(country())
    .addOption(data())
    .option("--detected <T>", "when it was detected: a moment with its offset; now where left out")
    .option(
      "--classes <CLASSES>",
      "kinds of content, with commas: identity,contact,address,narrative,health,child,plan",
    )
    .option("--persons <N>", "how many people; left out: not established", wholeNumberText)
    .option(
      "--what <WHAT>",
      "read, copied, changed, destroyed, sent-to-the-wrong-person, lost-device",
      "unknown",
    )
    .action(async (options) => (await import("./breach.ts")).breachRecord(options, around));
  command(breach, "list", "every breach and its clock")
    .addOption(country())
    .addOption(data())
    .action(async (options) => (await import("./breach.ts")).breachList(options, around));
  command(breach, "notice <BREACH>", "the text of the notice to the authority")
    .addOption(country())
    .addOption(data())
    .option("--contact <WORDS>", "who is responsible for processing")
    .action(async (id, options) => (await import("./breach.ts")).breachNotice(id, options, around));
  command(breach, "notified <BREACH>", "record that the authority was notified")
    .addOption(country())
    .addOption(data())
    .option("--at <T>", "when; now where left out")
    .option("--reference <NUMBER>", "the number the authority gave")
    .action(async (id, options) => (await import("./breach.ts")).breachNotified(id, options, around));

  const keys = group(program, "key", "keys that agencies hold themselves");
  command(
    keys,
    "hand-over <AGENCY>",
    "let an agency (its id) hold its own key: what it holds opens nowhere else",
  )
    .addOption(country())
    .addOption(data())
    .action(async (agency, options) => (await import("./key.ts")).keyHandOver(agency, options, around));

  command(
    keys,
    "rotate",
    "a new version of the master key, or of an agency's own, while the service runs; cut short, it goes on",
  )
    .addOption(country())
    .addOption(data())
    .option("--agency <AGENCY>", "of the key this agency holds itself; where its private half is")
    .option("--new-case-keys", "with --agency: what it writes next is under new keys of each case")
    .option("--finish", "with --agency: everybody has the new public half, take the old private one out")
    .action(async (options) => (await import("./key.ts")).keyRotate(options, around));
  command(keys, "check", "whether the database and the key store fit, after one of them was restored")
    .addOption(country())
    .addOption(data())
    .action(async (options) => (await import("./key.ts")).keyCheck(options, around));

  command(program, "erase <CASE>", "erase what two persons agreed to erase of a case (its id or code)")
    .addOption(country())
    .addOption(data())
    .option("--class <CLASS...>", "only the request for these classes of content")
    .action(async (which, options) => (await import("./erase.ts")).eraseHere(which, options, around));
  command(program, "retention", "what is kept no longer: erased where two persons agreed, else named")
    .addOption(country())
    .addOption(data())
    .option("--on <DATE>", "on this day; today where left out")
    .option("--dry-run", "erase nothing")
    .action(async (options) => (await import("./erase.ts")).retentionHere(options, around));

  command(program, "start", "run Arasha until Ctrl-C")
    .addOption(country())
    .addOption(data())
    .option("--port <PORT>", "listen on this port, and on no other", wholeNumber(0, 65_535))
    .option(
      "--public-port <PORT>",
      "serve the law and the survivors' own pages on this port, and staff alone on the other",
      wholeNumber(0, 65_535),
    )
    .option("--host <HOST>", "listen on this address; one that others reach needs a certificate")
    .option("--cases <N>", "size of the demonstration caseload", wholeNumber(0, 1_000_000))
    .option("--seed <S>", "seed of the demonstration caseload", wholeNumber(0, 2 ** 31))
    .addHelpText("after", LINE_SETTINGS + MESSAGE_SETTINGS)
    .action(async ({ data: dataFolder, port, publicPort, host, cases: size, seed, country: id }) => {
      const { startHere } = await import("./start.ts");
      exitWith(await startHere({ dataFolder, port, publicPort, host, cases: size, seed, country: id }));
    });
  command(program, "notify", "try whether e-mail or SMS goes out, with a message like those to survivors")
    .addOption(country())
    .requiredOption("--test <ADDRESS>", "send it to this address or number of your own")
    .addHelpText("after", MESSAGE_SETTINGS)
    .action(async (options) => (await import("./notify.ts")).notifyTest(options, around));
  command(program, "demo", "add synthetic cases to a demonstration database")
    .addOption(country())
    .addOption(data())
    .option("--cases <N>", "how many", wholeNumber(1, 1_000_000), defaults.cases)
    .option("--seed <S>", "the same seed gives the same cases", wholeNumber(0, 2 ** 31), defaults.seed)
    .action(async (options) => (await import("./system.ts")).demoHere(options, around));
  command(program, "migrate", "bring the database up to date")
    .addOption(data())
    .action(async (options) => (await import("./system.ts")).migrateHere(options, around));
  command(program, "watch", "ask how access was used of late, and raise what the pack's rules find")
    .addOption(country())
    .addOption(data())
    .option("--days <N>", "how many days back", wholeNumber(1, 3660), 31)
    .action(async (options) => (await import("./watch.ts")).watchHere(options, around));
  command(program, "verify", "read the trail and the journal again: size, root, first fault if any")
    .addOption(data())
    .action(async (options) => (await import("./verify.ts")).verifyHere(options, around));
  command(
    program,
    "witness <URL>",
    "watch the trail of somebody's Arasha from outside: no database, no secret of theirs",
  )
    .requiredOption(
      "--folder <FOLDER>",
      "where this witness keeps the log's key, its own, and the last checkpoint",
    )
    .option("--key <KEY>", "the log's key, the first time: name+id+base64")
    .option("--name <NAME>", "the name this witness signs with", "witness")
    .action(async (url, options) => (await import("./witness.ts")).witnessHere(url, options, around));
  command(program, "rebuild", "recreate every derived table from the journals")
    .addOption(country())
    .addOption(data())
    .action(async (options) => (await import("./system.ts")).rebuildHere(options, around));
  return program;
}

function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description);
}

function command(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option("--json", "print the answer as JSON")
    .addOption(new Option("--lang <LANGUAGE>", "language of the text").choices(LANGUAGES).default("en"));
}

function country(): Option {
  return new Option("--country <COUNTRY>", "whose law").default(DEFAULT.country);
}

function data(): Option {
  return new Option("--data <FOLDER>", "data folder of the embedded database (or ARASHA_DATA)");
}

function address(): Option {
  return new Option("--address <URL>", "where this Arasha is reached (or ARASHA_ORIGIN)");
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < min || number > max)
      throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`);
    return number;
  };
}

/** The same, kept as text. */
function wholeNumberText(text: string): string {
  wholeNumber(0, 1_000_000_000)(text);
  return text;
}

/** What says by which ways survivors are written to. */
const LINE_SETTINGS = `
Encrypted lines, from the environment (docs/operating.md):
  ARASHA_TLS_CERT, ARASHA_TLS_KEY                files with the certificate and its key, PEM
  ARASHA_PUBLIC_TLS_CERT, ARASHA_PUBLIC_TLS_KEY  of the public port, where it has another
  ARASHA_PROXY                                   a proxy in front: its address
  ARASHA_ORIGIN, ARASHA_PUBLIC_ORIGIN            where people reach staff's port, the public's

How much may be asked, from the environment (docs/operating.md):
  ARASHA_READS_A_MINUTE                          cases read by one account
  ARASHA_COMPUTING_A_MINUTE                      work for one address
  ARASHA_COMPUTING_AT_ONCE                       requests that compute at the same time
`;
const MESSAGE_SETTINGS = `
Messages, from the environment (docs/operating.md):
  ARASHA_SMTP         smtp://user:password@host:587 or smtps://…: e-mail
  ARASHA_MAIL_FROM    the address survivors are written to from
  ARASHA_SMPP         smpps://user:password@host:3550: SMS
  ARASHA_SMS_FROM     what telephones show as sender
  ARASHA_LINK_ORIGIN  where links in messages lead, https://…`;
