import { useCallback } from "react";
import { useT } from "../i18n/language.tsx";
import { isMessageKey } from "../i18n/translate.ts";

/** The name of a kind of body norms speak of (`police`, `court`); one without a name is shown as the norm writes it. */
export function useBodyName(): (kind: string) => string {
  const t = useT();
  return useCallback(
    (kind) => {
      const key = `kind.${kind}`;
      return isMessageKey(key) ? t(key) : kind;
    },
    [t],
  );
}
