import { IconAlertOctagonFilled } from "@tabler/icons-react";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import type { YesNoUnknown } from "./form.ts";

/** Danger signs said "yes" to rise to the top, and stay. */
export function DangerNoted({ flags }: { readonly flags: Readonly<Record<string, YesNoUnknown>> }) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  const signs = codesOf(country, "riskFlags").filter(({ id }) => flags[id] === "yes");
  return (
    <div role="status">
      {signs.length > 0 && (
        <section className="danger-panel" aria-label={t("law.danger")}>
          <h3>
            <IconAlertOctagonFilled size={16} aria-hidden /> {t("law.danger")}
          </h3>
          <ul>
            {signs.map(({ id, name }) => (
              <li key={id}>{text(name)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
