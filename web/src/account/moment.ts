import { useCallback } from "react";
import { useSession } from "../api/queries.ts";
import { deviceNow } from "../clock.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.tsx";

/** Writes an instant in the reader's language and the country's zone; the year only when it is not this one. */
export function useMoment(): (instant: string) => string {
  const { language } = useLanguage();
  const { zone } = useSession().country;
  return useCallback((instant) => formatMoment(instant, deviceNow(), zone, language), [zone, language]);
}
