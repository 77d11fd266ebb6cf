/**
 * A domain refusal: the system understood and will not do it. Bugs throw anything else.
 * `code` is stable and translated at the edge; `fields` names what is at fault, in the caller's own vocabulary.
 */
export const REFUSALS = {
  /** Also for "not yours": the two are never told apart. */
  "not-found": 404,
  "not-signed-in": 401,
  "not-allowed": 403,
  /** The case has entries the caller has not seen. */
  "case-moved": 409,
  /** The idempotency key was used for another request. */
  "key-reused": 422,
  "case-closed": 422,
  /** Emergency access she has none of: an earlier use waits for its review, or was found to be misuse. */
  "glass-locked": 403,
  /** So often in so short a time nobody breaks the glass. */
  "glass-too-many": 403,
  /** She has emergency access to the case: that is for reading, and passes nothing on. */
  "under-glass": 403,
  /** A second person has to agree, and this is not one. */
  "second-person": 403,
  /** Her only way in cannot be removed. */
  "last-way": 422,
  invalid: 422,
} as const;
export type RefusalCode = keyof typeof REFUSALS;

/** `message` is a key of the message catalogue, `values` its arguments. */
export type FieldFault = {
  readonly field: string;
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

export class Refused extends Error {
  readonly code: RefusalCode;
  readonly fields: readonly FieldFault[];
  readonly changed: readonly { readonly seq: number; readonly type: string; readonly recordedAt: string }[];

  constructor(
    code: RefusalCode,
    more: { fields?: readonly FieldFault[]; changed?: Refused["changed"] } = {},
  ) {
    super(code);
    this.name = "Refused";
    this.code = code;
    this.fields = more.fields ?? [];
    this.changed = more.changed ?? [];
  }
}
