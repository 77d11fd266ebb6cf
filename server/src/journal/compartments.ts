import { DATA_CLASSES, DataClass } from "@arasha/packs";
import { z } from "zod";

/** The name a person has within one case. It means nothing by itself. */
export const PersonId = z.string().regex(/^p\d{1,2}$/);

/**
 * What is sealed under a key of its own: a class of content, and of the class `child` the record of each child apart
 * (`child/p3`), so that one can be opened, handed over and taken back without the others. The table of roles knows classes.
 */
export const Compartment = z.union([
  DataClass.exclude(["child"]),
  z.templateLiteral([z.literal("child/"), PersonId]),
]);
export type Compartment = z.infer<typeof Compartment>;

/** What can be asked to be erased: compartments, and with `child` the record of every child. */
export const Erasable = z.union([DataClass, z.templateLiteral([z.literal("child/"), PersonId])]);
export type Erasable = z.infer<typeof Erasable>;

/** The class of the table of roles a compartment belongs to. */
export function classOf(compartment: Erasable): DataClass {
  return childOf(compartment) === null ? (compartment as DataClass) : "child";
}

/** Whose record it is; null where it is no child's. */
export function childOf(compartment: string): string | null {
  return compartment.startsWith("child/") ? compartment.slice("child/".length) : null;
}

export function recordOf(child: string): Compartment {
  return `child/${child}`;
}

/** The compartments of the classes named, in a case with these children. */
export function compartmentsOf(
  classes: readonly DataClass[],
  children: readonly string[],
): readonly Compartment[] {
  return classes.flatMap((name) => (name === "child" ? children.map(recordOf) : [name]));
}

/** More than any case can have: so many classes, and a record for each of so many persons. */
export const MOST_COMPARTMENTS = DATA_CLASSES.length + 30;
