import { Commitment, commitmentsOn, LANGUAGES, type ProgressReport } from "@arasha/law";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enrolledWithPasskey, expectStatus, later, newBrowser } from "../api/door.testing.ts";
import { NOW, startService, type TestService } from "../api/testing.ts";
import { setMyMail } from "../people/mail.ts";
import { TOLD_DEEDS } from "../people/notice.ts";
import type { Delivery, Letter } from "./carrier.ts";
import { mailCarrier } from "./mail.ts";
import { type RemindPost, remindKeepers } from "./remind.ts";
import { deliverToStaff, noticeTo, type StaffPost } from "./staff.ts";
import { smtpServer } from "./testing.ts";

let service: TestService;
let post: StaffPost;
const letters: Letter[] = [];
let answer: Delivery = "taken";
beforeAll(async () => {
  service = await startService();
  const carrier = async (letter: Letter) => {
    letters.push(letter);
    return answer;
  };
  post = { deps: service.deps, carrier, origin: () => "https://staff.example" };
});
afterAll(() => service.close());

const send = async (now = NOW) => {
  letters.length = 0;
  await deliverToStaff(post, () => now);
  return letters.map(({ to, text }) => [to, text.split("\n")[0]]);
};

describe("a member of staff", () => {
  it("is told of sign-ins and changes of her ways in at the address she gave, and the old one of a new one", async () => {
    const anna = await enrolledWithPasskey(service);
    const setMail = (mail: object | null) =>
      service.app.inject({
        method: "PUT",
        url: "/api/account/mail",
        cookies: Object.fromEntries(anna.browser.cookies),
        payload: { mail },
      });
    await expectStatus(setMail({ address: "anna@work.example", language: "en" }), 204);
    // She had none before, so nobody was told.
    expect(await send()).toEqual([]);
    const again = newBrowser(service.app);
    const options = await expectStatus(again.send("POST", "/api/sign-in/passkey/options"), 200);
    const response = anna.authenticator.get(options.json());
    await expectStatus(again.send("POST", "/api/sign-in/passkey", { response }), 200);
    expect(await send()).toEqual([["anna@work.example", "Somebody signed in to your account."]]);
    await expectStatus(setMail({ address: "other@work.example", language: "ru" }), 204);
    expect(await send()).toEqual([
      ["anna@work.example", "Notices about your account no longer come to this address."],
    ]);
    const view = await anna.browser.send("GET", "/api/account");
    expect(view.json().mail).toEqual({ address: "other@work.example", language: "ru" });
    const { rows } = await service.deps.store.owner.query(
      "select to_jsonb(m)::text as row from account_mail m",
    );
    expect(rows[0].row).not.toContain("work.example");
  });

  it("is written to at one address, which is one", async () => {
    const anna = await enrolledWithPasskey(service);
    const answered = await service.app.inject({
      method: "PUT",
      url: "/api/account/mail",
      cookies: Object.fromEntries(anna.browser.cookies),
      payload: { mail: { address: "a@b.example, c@d.example", language: "kk" } },
    });
    expect(answered.statusCode).toBe(422);
  });

  it("is tried again for some hours, and then let be", async () => {
    await service.deps.store.owner.query(
      "insert into staff_notice (account, deed, at, language, sealed, due_at) select account, 'signed-in', $1, 'kk', sealed, $1 from account_mail",
      [NOW],
    );
    answer = "later";
    expect(await send()).toHaveLength(1);
    expect(await send(later(9))).toHaveLength(0);
    for (let hours = 1; hours < 48; hours += 1) await send(later(hours * 60));
    const { rows } = await service.deps.store.owner.query("select from staff_notice");
    expect(rows).toHaveLength(0);
    answer = "taken";
  });
});

describe("a notice", () => {
  it("names no case, no place and no device, in each language", () => {
    for (const language of LANGUAGES)
      for (const deed of TOLD_DEEDS) {
        const { text, subject } = noticeTo("a@b.example", { deed, at: NOW, language }, post);
        expect(text.split("\n")).toHaveLength(4);
        expect(text).toContain("14:00");
        expect(`${subject} ${text}`).not.toMatch(/undefined|\{|Firefox|testland/);
      }
  });
});

describe("who keeps the registers", () => {
  const DUE = ["2021-05", "2024-06-30", "2026-03-20", "2026-12"];
  let smtp: Awaited<ReturnType<typeof smtpServer>>;
  let commitments: readonly Commitment[];
  /** What another process accepts, read when something is owed. */
  let accepted: readonly ProgressReport[] = [];
  let keepers: RemindPost;
  const idOf = (role: string) => service.accounts.find((account) => account.role === role)?.id ?? "";
  const text = (en: string) => ({ kk: en, ru: en, en });
  const source = { title: "Gazette", url: "https://gazette.example", confidence: "official" } as const;

  beforeAll(async () => {
    smtp = await smtpServer();
    commitments = DUE.map((due, at) =>
      Commitment.parse({
        id: `testland.commitment-${at}`,
        kind: "plan",
        text: text(`Plan ${at}`),
        owner: text("A ministry"),
        by: text("A ministry"),
        to: text("Everybody"),
        made: "2020",
        due,
        about: {},
        sources: [source],
      }),
    );
    const known = { law: service.deps.law, treaties: new Map(), participations: new Map() };
    keepers = {
      ...post,
      carrier: mailCarrier(smtp.to("127.0.0.1"), "staff@arasha.example"),
      publicOrigin: () => "https://public.example",
      commitments: {
        standing: (now) => commitmentsOn(commitments, now.slice(0, 10), known),
        refresh: async () => {
          commitments = commitments.map((one) => ({ ...one, progress: [...one.progress, ...accepted] }));
          accepted = [];
        },
      },
    };
    for (const [role, language] of [
      ["researcher", "en"],
      ["register-editor", "kk"],
      ["police-inspector", "ru"],
    ] as const)
      await setMyMail(service.deps.store, idOf(role), { address: `${role}@work.example`, language }, NOW);
  });
  afterAll(() => new Promise<void>((resolve) => smtp.server.close(() => resolve())));

  /** Two processes look at once; returns what came, to whom and which commitments it names. */
  const rounds = async (day: string) => {
    smtp.received.length = 0;
    const now = () => `${day}T09:00:00Z`;
    await Promise.all([remindKeepers(keepers, now), remindKeepers(keepers, now)]);
    return smtp.received
      .map(({ to: [to], raw }) => {
        const words = Buffer.from(raw.split("\r\n\r\n")[1] ?? "", "base64").toString();
        return [to, words.match(/commitment-\d/g)?.join(" ")] as const;
      })
      .toSorted();
  };

  it("is sent one letter of all that is overdue or nearly so, by two rounds at once, and never another of the same", async () => {
    await service.deps.store.owner.query("update account set registers = false where id = $1", [
      idOf("register-editor"),
    ]);
    const all = "commitment-2 commitment-0 commitment-1";
    expect(await rounds("2026-03-10")).toEqual([["researcher@work.example", all]]);
    expect(await rounds("2026-03-10")).toEqual([]);
    await service.deps.store.owner.query("update account set registers = true where id = $1", [
      idOf("register-editor"),
    ]);
    // She has been told of nothing yet; the other one of everything.
    expect(await rounds("2026-03-11")).toEqual([["register-editor@work.example", all]]);
    await expect(
      service.deps.store.owner.query("update reminder set told_on = told_on - 1"),
    ).rejects.toMatchObject({ code: "23001" });
  });

  it("is told later of what no server took, and of nothing that was done by the time of sending", async () => {
    const { carrier } = keepers;
    keepers = { ...keepers, carrier: async () => "later" };
    expect(await rounds("2026-03-14")).toEqual([]);
    keepers = { ...keepers, carrier };
    expect((await rounds("2026-03-14")).map(([, named]) => named)).toEqual(["commitment-2", "commitment-2"]);
    // Past the last day of one; but another process took in that it is done, which is learnt before anything is sent.
    accepted = [{ on: "2026-03-20", means: "fulfilled", says: text("Seen"), sources: [source] }];
    expect(await rounds("2026-03-21")).toEqual([]);
    expect(accepted).toEqual([]);
  });
});
