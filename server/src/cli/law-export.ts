import { actId } from "@arasha/law";
import { nearest } from "@arasha/packs";
import { say } from "../messages/say.ts";
import { akomaNtoso } from "../publish/akoma-ntoso.ts";
import { open } from "./law.ts";
import { answer, type Common, Ended, type Surroundings } from "./output.ts";

export type ExportOptions = Common & { readonly country: string };

/** `law export`: one act with all its norms and versions, as Akoma Ntoso or, with `--json`, as the pack has them. */
export async function lawExport(id: string, options: ExportOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const law = open(options.country, lang);
  const act = law.acts.get(id);
  if (act === undefined) {
    const near = nearest(id, [...law.acts.keys()]) ?? "";
    const known = [...law.acts.keys()].join(", ");
    throw new Ended(1, say(lang, "law.unknownAct", { act: id, near: near === "" ? "none" : near, known }));
  }
  const norms = law.pack.norms.filter((norm) => actId(norm.id) === id);
  answer(around, options, { ...act, norms }, () => akomaNtoso(law, act, lang).trimEnd());
}
