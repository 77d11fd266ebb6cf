import { Refused } from "../journal/refused.ts";

/** What must be somebody's alone and is another's already is told at its field: the constraint says so, not a look before. */
export async function refusing<T>(
  field: string,
  message: string,
  constraint: string,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint: broken } = error as { readonly code?: string; readonly constraint?: string };
    if (code !== "23505" || broken !== constraint) throw error;
    throw new Refused("invalid", { fields: [{ field, message }] });
  }
}
