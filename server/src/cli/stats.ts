import { plainDate } from "@arasha/law";
import type { Funnel, FunnelSide } from "../contract/index.ts";
import { funnel } from "../evidence/funnel.ts";
import { say, sayFault } from "../messages/say.ts";
import { onCases, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, indent, type Surroundings } from "./output.ts";

export type FunnelOptions = Common & Where & { readonly country: string; readonly break: string };

/** `stats funnel`: the justice chain for acts before a day of law and from it on. */
export async function statsFunnel(options: FunnelOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  if (!plainDate.safeParse(options.break).success) {
    const fault = { field: "break", message: "date", values: { value: options.break } };
    throw new Ended(2, `--break: ${sayFault(lang, fault)}`);
  }
  const counted = await onCases(options, around, async (deps) => ({
    funnel: await funnel(deps, null, options.break, around.clock()),
    endings: new Map(deps.country.codes.proceedingEndings.map(({ id, name }) => [id, name[lang]])),
  }));
  answer(around, options, counted.funnel, () => text(counted.funnel, counted.endings, lang));
}

function text(
  { definition, synthetic, before, after, breakOn }: Funnel,
  endings: ReadonlyMap<string, string>,
  language: FunnelOptions["lang"],
): string {
  const row = (label: string, count: (side: FunnelSide) => number) => [
    label,
    String(count(before)),
    String(count(after)),
  ];
  const byEnding = (group: "terminated" | "responsible") => {
    const ids = [...new Set([...before[group], ...after[group]].map(({ ending }) => ending))].sort();
    return ids.map((id) =>
      row(
        `  ${endings.get(id) ?? id}`,
        (side) => side[group].find(({ ending }) => ending === id)?.cases ?? 0,
      ),
    );
  };
  const total = (group: "terminated" | "responsible") => (side: FunnelSide) =>
    side[group].reduce((sum, { cases }) => sum + cases, 0);
  const rows = [
    ["", `< ${breakOn}`, `≥ ${breakOn}`],
    row(say(language, "cli.funnel.reported"), (side) => side.reported),
    row(say(language, "cli.funnel.order"), (side) => side.order),
    row(say(language, "cli.funnel.served"), (side) => side.served),
    row(say(language, "cli.funnel.breached"), (side) => side.breached),
    row(say(language, "cli.funnel.administrative"), (side) => side.opened.administrative),
    row(say(language, "cli.funnel.criminal"), (side) => side.opened.criminal),
    row(say(language, "cli.funnel.notOpened"), (side) => side.notOpened),
    row(say(language, "cli.funnel.terminated"), total("terminated")),
    ...byEnding("terminated"),
    row(say(language, "cli.funnel.responsible"), total("responsible")),
    ...byEnding("responsible"),
    row(say(language, "cli.funnel.pending"), (side) => side.pending),
  ];
  const marks = synthetic ? [say(language, "cli.synthetic")] : [];
  return [...marks, definition[language], "", indent(columns(rows), 2)].join("\n");
}
