import { z } from "zod";

/** A calendar date as ISO 8601 text, checked to exist: 2024-02-30 is refused. */
export const plainDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date")
  .refine(exists, "date");
export type DateText = z.infer<typeof plainDate>;

function exists(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** The calendar day before or after, as ISO text. */
export function addDays(date: DateText, days: number): DateText {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}
