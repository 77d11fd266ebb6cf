import {
  dateInWords,
  type Language,
  type Participation,
  TREATY_MEASURES,
  type TreatyStatus,
  treatyStatus,
} from "@arasha/law";
import { InvalidPack, loadParticipation, nearest, participations } from "@arasha/packs";
import { say, sayValue } from "../messages/say.ts";
import { byName, stateName } from "../messages/state-names.ts";
import { readDate } from "./law.ts";
import { faultText } from "./law-text.ts";
import { answer, type Common, columns, Ended, indent, type Surroundings } from "./output.ts";

export type TreatyOptions = Common & { readonly on?: string };

/** `harmony treaty`: who takes part in a treaty on a day, by each way of counting, organisations apart from states. */
export async function harmonyTreaty(id: string, options: TreatyOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const on = options.on ?? around.clock().slice(0, 10);
  readDate("on", on, lang);
  const participation = open(id, lang);
  const status = treatyStatus(participation, on);
  answer(around, options, status, () => statusText(participation, status, lang));
}

/** The participants of a treaty; `id` may be the path of a folder. One there is none of, or with faults, is refused. */
function open(id: string, language: Language): Participation {
  try {
    return loadParticipation(id).participation;
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    const [first] = error.faults;
    if (first === undefined || first.file === id) {
      const known = participations();
      const near = nearest(id, known);
      throw new Ended(
        1,
        near === undefined
          ? say(language, "harmony.unknownParties", { treaty: id, known: known.join(", ") })
          : say(language, "harmony.unknownPartiesNear", { treaty: id, near }),
      );
    }
    const count = say(language, "cli.faults", { count: error.faults.length });
    throw new Ended(1, `${count}: ${faultText({ pack: id, code: "file", ...first })}`);
  }
}

function statusText(participation: Participation, status: TreatyStatus, language: Language): string {
  const { title, cited, knownUntil } = participation;
  const group = (name: "states" | "organisations") => {
    const rows = TREATY_MEASURES.map((measure) => {
      const codes = status[name][measure];
      const names = byName(codes, language).map((code) => stateName(code, language));
      return [sayValue(language, "cli.treaty", measure), String(codes.length), names.join(", ")];
    });
    return `${sayValue(language, "cli.treatyOf", name).toUpperCase()}\n${indent(columns(rows), 2)}`;
  };
  const day = (date: string) => dateInWords(date, language);
  return [
    `${title[language]} (${cited}) · ${day(status.on)}`,
    ...(status.on > knownUntil ? [say(language, "cli.treatyKnown", { until: day(knownUntil) })] : []),
    group("states"),
    group("organisations"),
  ].join("\n\n");
}
