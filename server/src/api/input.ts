import type { FastifyInstance, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { type FieldFault, Refused } from "../journal/refused.ts";
import { faultsOf } from "../messages/faults.ts";
import { Turned } from "./problems.ts";

/** Levels of lists and groups a body may have: three times what the deepest real one needs. */
const DEEPEST = 32;

/**
 * JSON bodies, and nothing else: UTF-8 that is UTF-8 (RFC 8259, 8.1), no `__proto__`, and only text PostgreSQL can
 * store. Whatever is wrong is answered with the field it is in.
 */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const readJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const text = decode(body as Buffer);
    if (text === null) return done(new Turned("malformed"));
    readJson(request, text, (error, value) => {
      if (error) return done(new Turned("malformed"));
      const faults = textFaults(value);
      if (faults.length > 0) return done(new Refused("invalid", { fields: faults }));
      done(null, value);
    });
  });
}

function decode(body: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/**
 * Texts the database cannot hold, each at its field: NUL, and halves of surrogate pairs, which JSON may write as
 * `\u0000` and `\ud800`. Stops at what is nested too deeply. Walks without recursion, so that no depth can overflow.
 */
export function textFaults(root: unknown): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const open: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
    { value: root, path: [] },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !storable(value)) faults.push(faultAt(path, "character"));
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= DEEPEST) return [faultAt(path.slice(0, 3), "tooDeep")];
    for (const [name, inner] of Object.entries(value)) {
      if (!storable(name)) faults.push(faultAt(path, "character"));
      open.push({ value: inner, path: [...path, name] });
    }
  }
  return faults.reverse();
}

function faultAt(path: readonly (string | number)[], message: string): FieldFault {
  return { field: path.join("."), message };
}

function storable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/**
 * Validates each part of a request with its Zod schema. An address whose parameters have the wrong form leads nowhere
 * (404); everything else is told field by field, a header by its name.
 */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data) => {
    const faults = httpPart === "querystring" || httpPart === "params" ? textFaults(data) : [];
    const result = schema.safeParse(data);
    if (faults.length === 0 && result.success) return { value: result.data };
    if (httpPart === "params") return { error: new Refused("not-found") };
    const found = result.success ? faults : [...faults, ...faultsOf(schema, result.error.issues, data)];
    return {
      error: new Refused("invalid", { fields: httpPart === "headers" ? found.map(asHeader) : found }),
    };
  };
};

/** HTTP/1.1 writes header names with capitals; Node hands them over without. */
function asHeader(fault: FieldFault): FieldFault {
  return { ...fault, field: fault.field.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase()) };
}
