import { type Ages, agesOn, bandsOf, type Childhood, isDate, whoDecides } from "@arasha/law";

/** A child as told in one word: its age, or its date of birth. */
export type ToldChild = { readonly age: number } | { readonly born: string };

/** Children in the order told: `4, 9` or dates of birth, `2015-05-04`, `04.05.2015`. What is neither is named. */
export function childrenOf(text: string): {
  readonly children: readonly ToldChild[];
  readonly bad: readonly string[];
} {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const told = words.map((word) => ({ word, child: readChild(word) }));
  return {
    children: told.flatMap(({ child }) => child ?? []),
    bad: told.flatMap(({ word, child }) => (child ? [] : [word])),
  };
}

function readChild(word: string): ToldChild | null {
  if (/^\d{1,3}$/.test(word)) return Number(word) <= 120 ? { age: Number(word) } : null;
  const born = word.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, day, month, year) =>
    [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
  );
  return isDate(born) ? { born } : null;
}

export function agesOfTold(child: ToldChild, childhood: Childhood, today: string): Ages {
  if ("age" in child) return { least: child.age, most: child.age };
  return agesOn(child.born, today, childhood.majority);
}

/** The band of the pack an age is in; undefined for whoever is of age. */
export function bandOf(childhood: Childhood | null, age: number): string | undefined {
  return childhood ? bandsOf(childhood, { least: age, most: age }).bands[0] : undefined;
}

/** Who agreed for a child, and what the child said: as the service takes it. */
export type Agreed = {
  readonly child: string;
  readonly by: string;
  readonly assent: "given" | "refused" | "not-asked";
};

/** A child somebody has to agree for, and who may. */
export type ChildToAsk = {
  readonly id: string;
  readonly label: string;
  /** The one the case is of is a child herself: whatever is told is of her. */
  readonly herself: boolean;
  readonly by: readonly { readonly value: string; readonly label: string }[];
  readonly word: "explained" | "asked" | "needed";
  /** Why nobody may agree; empty where somebody may. */
  readonly nobody: string;
};

type Words = {
  readonly self: string;
  readonly standIn: (body: string) => string;
  readonly nobody: string;
  readonly ageNeeded: string;
};

/** Who may agree for a child of these ages to this purpose, among these guardians. */
export function whoMayAgree(
  childhood: Childhood | null,
  ages: Ages | null,
  purpose: string,
  guardians: ChildToAsk["by"],
  words: Words,
): Pick<ChildToAsk, "by" | "word" | "nobody"> {
  if (!childhood) return { by: [], word: "needed", nobody: words.ageNeeded };
  const { by, word, standIn, adult } = whoDecides(childhood, ages, purpose);
  const others = !by.includes("guardian")
    ? []
    : guardians.length > 0
      ? guardians
      : standIn === null
        ? []
        : [{ value: "stand-in", label: words.standIn(standIn) }];
  const may = [...others, ...(by.includes("self") ? [{ value: "self", label: words.self }] : [])];
  const nobody = may.length > 0 ? "" : adult === "unknown" ? words.ageNeeded : words.nobody;
  return { by: may, word, nobody };
}

/** The children a consent is about: whose record it opens, and a survivor who is a child whatever it opens. */
export function concernedBy(
  classes: readonly string[],
  children: readonly ChildToAsk[],
): readonly ChildToAsk[] {
  return children.filter(({ id, herself }) => herself || classes.includes(`child/${id}`));
}

/** Whether somebody has agreed for each child a consent is about, and where it counts the child was asked. */
export function allAgreed(
  classes: readonly string[],
  agreed: readonly Agreed[],
  children: readonly ChildToAsk[],
): boolean {
  return concernedBy(classes, children).every((child) => agreed.some((one) => one.child === child.id));
}
