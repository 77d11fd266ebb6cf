import {
  type CommitmentStanding,
  commitmentsOn,
  type DateText,
  type Language,
  reportsBy,
  type StandingCommitment,
} from "@arasha/law";
import { loadCommitments } from "@arasha/packs";
import { say, sayValue } from "../messages/say.ts";
import { commitmentLine } from "../publish/commitment-lines.ts";
import { knownCountry, readDate } from "./law.ts";
import { answer, type Common, indent, type Surroundings } from "./output.ts";
import { refusing } from "./with-bill.ts";

export type CommitmentsOptions = Common & { readonly country: string; readonly on?: string };

/** `harmony commitments`: what was promised and recommended, and how each stands on a day. */
export async function harmonyCommitments(options: CommitmentsOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const on = options.on ?? around.clock().slice(0, 10);
  readDate("on", on, lang);
  const id = knownCountry(options.country, lang);
  const { commitments, known } = refusing(() => loadCommitments(id));
  const standing = commitmentsOn(commitments, on, known);
  answer(
    around,
    options,
    standing.map((one) => commitmentLine(one, on)),
    () =>
      standing.length === 0
        ? say(lang, "cli.commitment.none", { country: id })
        : standing.map((one) => commitmentText(one, on, lang)).join("\n\n"),
  );
}

function commitmentText(
  { commitment, standing }: StandingCommitment,
  day: DateText,
  language: Language,
): string {
  const { id, text, owner } = commitment;
  return [
    `${id} · ${[sayValue(language, "cli.commitment", standing.state), ...days(standing, language)].join(" · ")}`,
    indent(
      [
        `${text[language]} (${owner[language]})`,
        ...reportsBy(commitment, day).map(({ on, says }) => `${dayOf(on).padEnd(10)}  ${says[language]}`),
      ].join("\n"),
      2,
    ),
  ].join("\n");
}

function days({ due, daysLeft, daysLate, ended }: CommitmentStanding, language: Language): readonly string[] {
  const late = daysLeft !== null && daysLeft < 0 ? -daysLeft : (daysLate ?? 0);
  return [
    ...(ended === null ? [] : [ended]),
    ...(due === null ? [] : [say(language, "cli.commitment.due", { date: due })]),
    ...(late > 0 ? [say(language, "cli.commitment.late", { count: late })] : []),
    ...(daysLeft !== null && daysLeft >= 0
      ? [say(language, "cli.commitment.left", { count: daysLeft })]
      : []),
  ];
}

function dayOf(on: StandingCommitment["commitment"]["made"]): string {
  return typeof on === "string" ? on : `${on.earliest}/${on.latest}`;
}
