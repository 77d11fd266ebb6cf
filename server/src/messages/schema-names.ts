import { z } from "zod";

/**
 * The names a schema knows at a place, for "did you mean". `inside` tells whether the way there leads through
 * `landmark`. Wrappers and unions are looked through; where a schema cannot be followed there are no names.
 */
export function namesAt(
  schema: z.ZodType,
  path: readonly (string | number)[],
  landmark: z.ZodType,
): { readonly names: readonly string[]; readonly inside: boolean } {
  let here = shapesOf(schema);
  let inside = here.includes(landmark);
  for (const step of path) {
    here = here.flatMap((shape) => childOf(shape, step)).flatMap(shapesOf);
    inside ||= here.includes(landmark);
  }
  const names = here.flatMap((shape) => (shape instanceof z.ZodObject ? Object.keys(shape.shape) : []));
  return { names: [...new Set(names)], inside };
}

function childOf(shape: z.core.$ZodType, step: string | number): readonly z.core.$ZodType[] {
  if (shape instanceof z.ZodArray) return [shape.def.element];
  if (shape instanceof z.ZodRecord) return [shape.def.valueType];
  if (!(shape instanceof z.ZodObject) || !Object.hasOwn(shape.shape, step)) return [];
  return [(shape.shape as Readonly<Record<string | number, z.core.$ZodType>>)[step] as z.core.$ZodType];
}

/** The schema itself, without optional, default, readonly and the like; every branch of a union. */
function shapesOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(shapesOf);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  )
    return shapesOf(schema.def.innerType);
  return [schema];
}
