import { randomUUID } from "node:crypto";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { NOW, startService, type TestService } from "../../api/testing.ts";
import type { CaseView, MyCaseKeys } from "../../contract/index.ts";
import { COOKIE } from "./context.ts";

/** Personal content of the case in the tests: none of it may be on any page of hers. */
export const PERSONAL = {
  account: "struck her twice in the kitchen",
  contactNote: "mornings only, ask for Canary",
  mail: "canary@post.example",
  codeWord: "plums are cheap",
  name: "Synthetic Person",
  phone: "+7 000 000 00 01",
  address: "1 Canary Street",
  plan: "bag at the neighbour of the third floor",
} as const;

const FORM = { "content-type": "application/x-www-form-urlencoded", "accept-language": "en" };

export type Victim = {
  readonly service: TestService;
  readonly caseId: string;
  readonly keys: MyCaseKeys;
  /** As a browser with this session asks for a page; null: with none. */
  readonly get: (path: string, token: string | null, language?: string) => Promise<LightMyRequestResponse>;
  readonly send: (
    path: string,
    fields: Readonly<Record<string, string>>,
    token?: string | null,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>;
  readonly enter: (secret: string, code?: string) => Promise<string>;
  readonly view: (role?: string) => Promise<CaseView>;
  readonly write: (role: string, entry: object) => Promise<void>;
  readonly makeKeys: () => Promise<MyCaseKeys>;
  /** From now on the clock stands so many minutes after the beginning. */
  readonly wait: (minutes: number) => void;
};

/** A case with police and a shelter, an order in force, something personal of each kind, and the keys of her page. */
export async function victim(options: Parameters<typeof startService>[0] = {}): Promise<Victim> {
  const service = await startService(options);
  const agency = (role: string) => service.accounts.find((one) => one.role === role)?.agency ?? "";
  const post = (role: string, url: string, payload?: object) =>
    service.as(role, {
      method: "POST",
      url,
      headers: { "idempotency-key": randomUUID() },
      ...(payload && { payload }),
    });
  const consent = { ground: { kind: "consent", language: "ru", method: "spoken" }, purpose: "safe-place" };
  const opened = await post("hotline-operator", "/api/cases", {
    report: {
      channel: "phone",
      place: "TL-N",
      reportedBy: "survivor",
      sealed: { account: PERSONAL.account },
    },
    safeContact: {
      body: {
        channel: "e-mail",
        hours: [{ days: [1, 2, 3, 4, 5], from: "10:00", to: "16:00" }],
        says: { kind: "code-word" },
        language: "ru",
        until: "2026-05-01T09:00:00Z",
      },
      sealed: { to: PERSONAL.mail, codeWord: PERSONAL.codeWord, note: PERSONAL.contactNote },
    },
    persons: {
      body: { persons: [{ id: "p1", role: "survivor", age: 34, sex: "female" }] },
      sealed: {
        persons: [{ id: "p1", name: PERSONAL.name, phone: PERSONAL.phone, address: PERSONAL.address }],
      },
    },
    facts: {
      date: "2026-03-09",
      acts: ["battery"],
      harm: "pain",
      relation: "spouse",
      respondent: { age: 36 },
    },
    referrals: [
      { ...consent, to: "police", agency: agency("police-inspector"), classes: ["narrative"], until: UNTIL },
      { ...consent, to: "shelter", agency: agency("shelter-worker"), classes: ["identity"], until: UNTIL },
    ],
  });
  if (opened.statusCode !== 201) throw new Error(opened.body);
  const { caseId } = opened.json();
  let minutes = 0;

  const view = async (role = "hotline-operator") =>
    (await service.as(role, { url: `/api/cases/${caseId}` })).json() as CaseView;
  const write = async (role: string, entry: object) => {
    const { seq } = await view(role);
    const answer = await post(role, `/api/cases/${caseId}/entries`, { after: seq, entry });
    if (answer.statusCode !== 201) throw new Error(answer.body);
  };
  const makeKeys = async () => {
    const answer = await post("hotline-operator", `/api/cases/${caseId}/my-case`);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json() as MyCaseKeys;
  };
  await write("hotline-operator", { type: "note", body: { class: "plan" }, sealed: { text: PERSONAL.plan } });
  const norm = "testland.family-2010.12";
  await write("police-inspector", {
    type: "protective-order-issued",
    body: { norm, consent: "agrees" },
    sealed: { grounds: PERSONAL.account },
  });
  const { seq: order } = await view();
  await write("police-inspector", {
    type: "protective-order-served",
    body: { order, refusedToSign: false },
  });
  const keys = await makeKeys();

  const ask = (request: InjectOptions, token: string | null) =>
    service.app.inject({ ...request, ...(token !== null && { cookies: { [COOKIE]: token } }) });
  const send: Victim["send"] = (path, fields, token = null, headers = {}) =>
    ask(
      {
        method: "POST",
        url: path,
        headers: { ...FORM, ...headers },
        payload: String(new URLSearchParams(fields)),
      },
      token,
    );
  return {
    service,
    caseId,
    keys,
    view,
    write,
    makeKeys,
    send,
    get: (path, token, language = "en") =>
      ask({ url: path, headers: { "accept-language": language } }, token),
    enter: async (secret, code = keys.code) => {
      const answer = await send("/my-case", { code, key: secret });
      const token = answer.cookies.find(({ name }) => name === COOKIE)?.value;
      if (answer.statusCode !== 303 || token === undefined) throw new Error(`not let in: ${answer.body}`);
      return token;
    },
    wait: (more) => {
      minutes += more;
      service.setNow(Temporal.Instant.from(NOW).add({ minutes }).toString());
    },
  };
}

const UNTIL = "2026-06-10T09:00:00Z";

/** The mark of the forms on a page, and what each would do. */
export function formsOn({ body }: LightMyRequestResponse, path: string) {
  const forms = body.matchAll(
    new RegExp(
      `action="/my-case/${path}[^"]*">\\s*<input type="hidden" name="what" value="([^"]*)"><input type="hidden" name="mark" value="([^"]*)"`,
      "g",
    ),
  );
  return [...forms].map(([, what = "", mark = ""]) => ({ what, mark }));
}
