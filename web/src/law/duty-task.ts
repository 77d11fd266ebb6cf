import type { EventPattern, Law } from "@arasha/law";
import { useCallback } from "react";
import { useSession } from "../api/queries.ts";
import { localDate } from "../i18n/format.ts";
import { useT } from "../i18n/language.tsx";
import { useCodeName } from "../shell/country.ts";
import { useLaw } from "./engine.ts";
import { wordingsOn } from "./norm-words.ts";

type Duty = { readonly duty: string; readonly norm: string; readonly startedAt: string };

/**
 * What has to be entered to meet a duty, in words: one norm can ask for several things, which its title alone does
 * not tell apart. Empty where the law is not loaded yet.
 */
export function useDutyTask(): (duty: Duty) => string {
  const t = useT();
  const law = useLaw();
  const code = useCodeName();
  const { zone } = useSession().country;
  return useCallback(
    (duty) => {
      if (!law) return "";
      const words = metBy(law, duty, localDate(duty.startedAt, zone)).map((pattern) => {
        const to = pattern.event === "notified" ? pattern.with?.to : undefined;
        const name = t(`type.${pattern.event}`);
        return typeof to === "string" ? `${name} (${code("notified", to)})` : name;
      });
      return [...new Set(words)].join(t("law.or"));
    },
    [t, law, code, zone],
  );
}

/** The events that meet a duty, by its id: `<norm>/<n-th duty of the wording>/<seq>/<round>`. */
export function metBy(law: Law, duty: Duty, on: string): readonly EventPattern[] {
  const index = Number(duty.duty.slice(duty.norm.length + 1).split("/")[0]);
  return wordingsOn(law, duty.norm, on).on.at(-1)?.version.duties?.[index]?.metBy ?? [];
}
