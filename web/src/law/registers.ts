import type { Law, Text } from "@arasha/law";

/**
 * What the law asks to be registered as done, by its code, under the name of the duty that asks for it. A code is no
 * word for people, and the law is where it gets one; of several duties with one code the newest names it.
 */
export function registers(law: Law): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>();
  for (const { norm, wordings } of law.norms.values()) {
    for (const { version } of wordings) {
      for (const duty of version.duties ?? []) {
        for (const { event, with: fields } of duty.metBy) {
          const code = fields?.register;
          if (event === "registered" && typeof code === "string") found.set(code, duty.title ?? norm.title);
        }
      }
    }
  }
  return found;
}
