import { Text } from "@arasha/law";
import { z } from "zod";

/** The contract of the door: coming in, one's own account, and the people of an installation. */

const instant = z.iso.datetime({ offset: true });
const uuid = z.uuid();
const token = z.string().min(20).max(200);
const base64url = z
  .string()
  .max(8000)
  .regex(/^[\w-]+$/);

/** Which ways in this installation has. */
export const WaysIn = z.object({
  /** What people know the provider by; null where there is none. */
  provider: z.string().nullable(),
  /** Links for each role were printed at the start. */
  demonstration: z.boolean(),
});
export type WaysIn = z.infer<typeof WaysIn>;

/** What a browser is handed for `navigator.credentials`, as WebAuthn Level 3 writes it in JSON. */
export const PasskeyOptions = z.record(z.string(), z.unknown()).describe("WebAuthn options in JSON");
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

/** What the browser answers; fields nobody here reads may be there too. */
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
};
export const NewPasskeyAnswer = z.strictObject({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(30)).max(10).optional(),
    }),
  }),
});
export const PasskeyAnswer = z.strictObject({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
  }),
});

const code = z.string().regex(/^\d{6}$/);
const login = z.string().trim().min(3).max(60);

export const PasswordSignIn = z.strictObject({ login, password: z.string().min(1).max(200), code });
export type PasswordSignIn = z.infer<typeof PasswordSignIn>;
export const PasswordProof = z.strictObject({ password: z.string().min(1).max(200), code });
export type PasswordProof = z.infer<typeof PasswordProof>;

export const OpenInvitation = z.strictObject({ invitation: token });

export const EnrolmentView = z.object({
  name: z.string(),
  role: z.object({ id: z.string(), name: Text }),
  agency: z.object({ id: z.string(), name: Text }),
  /** All her earlier ways in end with this one. */
  recovery: z.boolean(),
  until: instant,
  provider: z.string().nullable(),
});
export type EnrolmentView = z.infer<typeof EnrolmentView>;

export const Totp = z.object({ secret: z.string(), uri: z.string() });
export type Totp = z.infer<typeof Totp>;
export const EnrolPassword = z.strictObject({ login, password: z.string().min(15).max(128), code });
export type EnrolPassword = z.infer<typeof EnrolPassword>;

export const ProviderErrand = z.strictObject({ for: z.enum(["sign-in", "enrolment", "step-up"]) });
export const ProviderAddress = z.object({ url: z.string() });
export type ProviderAddress = z.infer<typeof ProviderAddress>;

const method = z.enum(["link", "passkey", "password", "provider"]);

const Mail = z.strictObject({ address: z.email().max(250), language: z.enum(["kk", "ru", "en"]) });
/** Where she is told of sign-ins and of changes of her ways in; null: nowhere. */
export const SetMail = z.strictObject({ mail: Mail.nullable() });
export type SetMail = z.infer<typeof SetMail>;

/** `old`: the one she has. */
export const ChangePassword = z.strictObject({
  old: z.string().min(1).max(200),
  password: z.string().min(15).max(128),
});
export type ChangePassword = z.infer<typeof ChangePassword>;

/** What she sees of her own account. */
export const AccountView = z.object({
  /** How she came in this time. */
  method,
  session: uuid,
  /** The name she signs in with, where she has a password. */
  login: z.string().nullable(),
  /** The provider she is bound to. */
  provider: z.string().nullable(),
  mail: Mail.nullable(),
  passkeys: z.array(
    z.object({ id: uuid, device: z.string(), synced: z.boolean(), createdAt: instant, usedAt: instant }),
  ),
  sessions: z.array(
    z.object({ id: uuid, method, device: z.string(), createdAt: instant, lastSeenAt: instant }),
  ),
});
export type AccountView = z.infer<typeof AccountView>;

const line = z.string().trim().min(1).max(200);
const personName = {
  surname: line,
  given: line,
  patronymic: line.optional(),
  /** Year of birth. */
  born: z.int().min(1900).max(2100).optional(),
};

/**
 * What shows that she is related to somebody in a case. Made into marks and forgotten: nothing of it can be read again, and
 * nothing given once is taken back.
 */
export const Declaration = z.strictObject({
  self: z.strictObject({ ...personName, formerSurnames: z.array(line).max(5).default([]) }).optional(),
  personalNumber: line.optional(),
  telephones: z.array(line).max(5).default([]),
  addresses: z.array(line).max(5).default([]),
  relatives: z.array(z.strictObject(personName)).max(20).default([]),
});
export type Declaration = z.input<typeof Declaration>;
/** When she last declared; null: never. */
export const Declared = z.object({ at: instant.nullable() });
export type Declared = z.infer<typeof Declared>;

export const Ended = z.object({ ended: z.int() });
export type Ended = z.infer<typeof Ended>;

const Person = z.object({
  id: uuid,
  agency: z.string(),
  role: z.string(),
  name: z.string(),
  state: z.enum(["invited", "active", "closed"]),
  createdAt: instant,
  ways: z.array(z.enum(["passkey", "password", "provider"])),
  invitation: z
    .object({
      id: uuid,
      recovery: z.boolean(),
      /** Waits for a second administrator. */
      waiting: z.boolean(),
      askedBy: uuid.nullable(),
      opened: z.boolean(),
      expiresAt: instant.nullable(),
    })
    .nullable(),
});

/** The people of the installation, and where somebody can be invited to. */
export const People = z.object({
  asOf: instant,
  people: z.array(Person),
  agencies: z.array(z.object({ id: z.string(), kind: z.string(), name: Text })),
  roles: z.array(
    z.object({ id: z.string(), agencyKind: z.string(), name: Text, administrator: z.boolean() }),
  ),
});
export type People = z.infer<typeof People>;
export type Person = z.infer<typeof Person>;

export const InvitePerson = z.strictObject({
  agency: z.string().min(1).max(100),
  role: z.string().min(1).max(100),
  name: z.string().trim().min(2).max(120),
});
export type InvitePerson = z.infer<typeof InvitePerson>;

/** `link` is shown once, to be handed over; null where a second administrator has to agree first. */
export const Invited = z.object({
  account: uuid,
  invitation: uuid,
  link: z.string().nullable(),
  expiresAt: instant.nullable(),
});
export type Invited = z.infer<typeof Invited>;
