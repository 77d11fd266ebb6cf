import chosen from "../default.json" with { type: "json" };

/** The country worked in where nobody names another, and the day on which its law broke most, for before and after. */
export const DEFAULT: { readonly country: string; readonly breakOn: string } = chosen;
