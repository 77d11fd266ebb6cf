import { isMessageKey, type Translate } from "../i18n/translate.ts";

/** A class of content, or the record of one child, in words; what is neither stands as it is. */
export function compartmentWords(t: Translate, compartment: string): string {
  const [, child] = compartment.split("/");
  if (child !== undefined) return t("class.childOf", { child });
  const key = `class.${compartment}`;
  return isMessageKey(key) ? t(key) : compartment;
}
