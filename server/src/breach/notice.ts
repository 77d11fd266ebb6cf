import { dateInWords, type Language } from "@arasha/law";
import type { Deps } from "../cases/deps.ts";
import type { BreachView } from "../contract/index.ts";
import { say, sayValue } from "../messages/say.ts";

/** The text of the notice to the authority, line by line: what the law asks for, and nothing of any person. */
export function noticeOf(
  deps: Deps,
  breach: BreachView,
  language: Language,
  contact: string,
): readonly string[] {
  const moment = (at: string) => {
    const local = Temporal.Instant.from(at).toZonedDateTimeISO(deps.country.pack.calendar.zone);
    const day = dateInWords(local.toPlainDate().toString(), language);
    return `${day}, ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
  };
  const classes = breach.classes.map((name) => sayValue(language, "cli.class", name)).join(", ");
  const done = breach.entries
    .filter(({ type }) => type === "done")
    .map(({ body }) => sayValue(language, "cli.breachDeed", String(body.deed)));
  return [
    say(language, "breach.to", { authority: breach.authority[language] }),
    say(language, "breach.subject", { norm: breach.norm }),
    say(language, "breach.detected", { moment: moment(breach.detectedAt) }),
    say(language, "breach.what", { what: sayValue(language, "cli.breachKind", breach.what) }),
    say(language, "breach.classes", { classes: classes || say(language, "breach.codedOnly") }),
    breach.persons === null
      ? say(language, "breach.personsUnknown")
      : say(language, "breach.persons", { count: breach.persons }),
    done.length > 0
      ? say(language, "breach.done", { deeds: done.join("; ") })
      : say(language, "breach.nothingDone"),
    say(language, "breach.contact", { contact: contact || "_".repeat(24) }),
  ];
}
