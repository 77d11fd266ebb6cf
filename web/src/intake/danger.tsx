import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import { Chips } from "./chips.tsx";
import { type IntakeForm, JUDGEMENTS, type YesNoUnknown } from "./form.ts";

type Danger = Pick<IntakeForm, "flags" | "judgement">;
const ANSWERS: readonly YesNoUnknown[] = ["yes", "no", "unknown"];

/** The signs of immediate danger, one by one, and the professional's own judgement. No score is made of them. */
export function DangerSigns({
  flags,
  judgement,
  onChange,
}: Danger & { readonly onChange: (danger: Danger) => void }) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  return (
    <>
      <div className="danger-signs">
        {codesOf(country, "riskFlags").map(({ id, name }) => (
          <Chips
            key={id}
            inline
            label={text(name)}
            color={flags[id] === "yes" ? "red" : undefined}
            options={ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
            value={flags[id] ? [flags[id]] : []}
            onChange={([chosen]) => {
              const { [id]: _before, ...others } = flags;
              onChange({ flags: chosen ? { ...others, [id]: chosen } : others, judgement });
            }}
          />
        ))}
      </div>
      <Chips
        label={t("danger.judgement")}
        options={JUDGEMENTS.map((value) => ({ value, label: t(`risk.${value}`) }))}
        color={judgement === "immediate" || judgement === "high" ? "red" : undefined}
        value={judgement ? [judgement] : []}
        onChange={([chosen]) => onChange({ flags, judgement: chosen ?? null })}
      />
    </>
  );
}
