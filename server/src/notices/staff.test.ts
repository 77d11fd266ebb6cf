import { LANGUAGES } from "@arasha/law";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enrolledWithPasskey, expectStatus, later, newBrowser } from "../api/door.testing.ts";
import { NOW, startService, type TestService } from "../api/testing.ts";
import { TOLD_DEEDS } from "../people/notice.ts";
import type { Delivery, Letter } from "./carrier.ts";
import { deliverToStaff, noticeTo, type StaffPost } from "./staff.ts";

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
