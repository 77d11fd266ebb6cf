import { useCallback } from "react";
import { useText } from "../i18n/language.tsx";
import { useLaw } from "./engine.ts";

/** The name of a kind of body norms speak of (`police`, `court`); one without a name is shown as the norm writes it. */
export function useBodyName(): (kind: string) => string {
  const bodies = useLaw()?.pack.bodies;
  const text = useText();
  return useCallback(
    (kind) => {
      const body = bodies?.find(({ id }) => id === kind);
      return body ? text(body.name) : kind;
    },
    [bodies, text],
  );
}
