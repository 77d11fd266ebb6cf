import { randomUUID } from "node:crypto";
import { DATA_CLASSES } from "@arasha/packs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "../access/actor.ts";
import { eraseAgreed } from "../cases/erase.ts";
import { queue } from "../cases/queue.ts";
import { resumeSession } from "../cases/session.ts";
import { NOW } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import { breakGlass } from "../oversight/glass.ts";
import { employed, overseen } from "../oversight/testing.ts";
import type { Carrier, Letter } from "./carrier.ts";
import { askForMissedDuties, deliver, notArrived } from "./post.ts";
import { agreement, type Correspondence, correspondence, MAIL, order } from "./testing.ts";

/** Monday, 1 July 2024, three in the afternoon in the country. */
let them: Correspondence;
beforeAll(async () => {
  them = await correspondence();
});
afterAll(() => them.close());
beforeEach(async () => {
  them.drawer.letters.length = 0;
  them.drawer.answer = "taken";
  await them.deps.store.owner.query("delete from message");
});

const at = (hours: number) =>
  Temporal.Instant.from(NOW)
    .add({ minutes: Math.round(hours * 60) })
    .toString();
const send = (now: string) => deliver(them.post, () => now);
const messages = async (caseId: string) =>
  (
    await them.deps.store.owner.query(
      "select seq, duty, state, reason, due_at from message where case_id = $1",
      [caseId],
    )
  ).rows;
const tried = async (caseId: string) =>
  (await viewCase(them.deps, them.operator, caseId, at(2000))).entries.filter(
    ({ type }) => type === "contact-tried",
  );

/** She agreed, and an order was issued a minute later. */
async function news(part: object = {}): Promise<string> {
  const caseId = await them.newCase();
  await them.write(them.operator, caseId, agreement(part), NOW);
  await them.write(them.inspector, caseId, order(), NOW);
  return caseId;
}

describe("a message", () => {
  it("is asked for with the entry it is about, and says nothing: no address, no word, no kind", async () => {
    const caseId = await news();
    const { rows } = await them.deps.store.owner.query("select to_jsonb(m) - 'id' as row from message m");
    expect(rows).toHaveLength(1);
    const { row } = rows[0];
    expect(row).toMatchObject({
      case_id: caseId,
      state: "waiting",
      duty: null,
      reason: null,
      link_hash: null,
    });
    expect(JSON.stringify(row)).not.toMatch(/post\.example|plums|order|mail/);
  });

  it("is not there when the entry it is about was not written", async () => {
    const caseId = await them.newCase();
    await them.write(them.operator, caseId, agreement(), NOW);
    const broken = asActor(them.deps.store.app, them.inspector, NOW, async (tx) => {
      const session = await resumeSession(them.deps, tx, caseId);
      session.write({ ...order(), happenedAt: NOW } as never, them.inspector, NOW);
      await session.commit(tx);
      throw new Error("the line broke");
    });
    await expect(broken).rejects.toThrow("the line broke");
    expect(await messages(caseId)).toEqual([]);
  });

  it("is asked for only where she agreed before to be written to, at hours she named", async () => {
    for (const part of [{ channel: "none", until: null }, { channel: "call" }, { hours: [] }]) {
      const caseId = await news(part);
      expect(await messages(caseId)).toEqual([]);
    }
    const later = await them.newCase();
    await them.write(them.inspector, later, order(), NOW);
    await them.write(them.operator, later, agreement(), NOW);
    expect(await messages(later)).toEqual([]);
  });

  it("goes to the address she gave, in the words she chose, with a link that tells nothing, and is on the case", async () => {
    const caseId = await news();
    await send(at(0.2));
    const [letter] = them.drawer.letters;
    expect(letter).toMatchObject({ to: MAIL, sender: "Справочная", subject: "Ответ" });
    expect(letter?.text).toMatch(/^Ответ: https:\/\/uqi\.example\/n\/[\w-]{22}$/);
    expect(await messages(caseId)).toMatchObject([{ state: "sent" }]);
    const [entry] = await tried(caseId);
    expect(entry).toMatchObject({ agency: them.operator.agency, body: { outcome: "sent", why: null } });
    await send(at(0.3));
    expect(them.drawer.letters).toHaveLength(1);
  });

  it("tells her that somebody broke the glass, in the same words and at her hours", async () => {
    await overseen(them.deps);
    const caseId = await them.newCase();
    await them.write(them.operator, caseId, agreement(), NOW);
    const { code } = (await viewCase(them.deps, them.operator, caseId, NOW)).case;
    const stranger = await employed(them.deps, "police-inspector", "testland.police.tl-s");
    await breakGlass(them.deps, stranger, { code, reason: "attack-now", words: "heard screams" }, NOW);
    expect(await messages(caseId)).toMatchObject([{ state: "waiting" }]);
    await send(at(0.2));
    expect(them.drawer.letters).toMatchObject([{ to: MAIL, sender: "Справочная", subject: "Ответ" }]);
    expect(await messages(caseId)).toMatchObject([{ state: "sent" }]);
  });

  it("leaves on the trail that her address was read, by whom and of which class, before it went", async () => {
    const { rows: before } = await them.deps.store.owner.query(
      "select coalesce(max(nr), 0) as nr from trail",
    );
    await news();
    await send(at(0.2));
    const { rows } = await them.deps.store.owner.query(
      "select data::jsonb as data from trail where nr > $1 and data::jsonb ->> 'kind' = 'read'",
      [before[0].nr],
    );
    expect(rows.map(({ data }) => [data.agency, data.classes])).toEqual([
      [them.operator.agency, ["contact"]],
    ]);
  });

  it("waits for the next safe hour and goes then, and not before", async () => {
    const caseId = await news();
    await send(at(3));
    expect(them.drawer.letters).toHaveLength(0);
    // Six in the evening on Monday: at ten on Tuesday, local time, five o'clock UTC.
    expect(await messages(caseId)).toMatchObject([{ state: "waiting", due_at: "2024-07-02T05:00:00Z" }]);
    await send("2024-07-02T04:59:00Z");
    expect(them.drawer.letters).toHaveLength(0);
    await send("2024-07-02T05:00:00Z");
    expect(them.drawer.letters).toHaveLength(1);
  });

  it("does not go once she has taken it back, though it was waiting; nobody is to make up for it", async () => {
    const caseId = await news();
    await send(at(3));
    await them.write(
      them.inspector,
      caseId,
      { type: "safe-contact-withdrawn", body: { why: "she-asked" } },
      at(4),
    );
    await send("2024-07-02T05:00:00Z");
    expect(them.drawer.letters).toHaveLength(0);
    expect(await messages(caseId)).toMatchObject([{ state: "lapsed", reason: "no-agreement" }]);
    expect(await owed(caseId)).toEqual([]);
  });

  it("does not go by an agreement that ran out: the agency that made it owes finding another way, until she is reached", async () => {
    const caseId = await news({ until: at(12) });
    await send("2024-07-02T05:00:00Z");
    expect(them.drawer.letters).toHaveLength(0);
    expect((await tried(caseId))[0]?.body).toMatchObject({ outcome: "not-sent", why: "expired" });
    const [duty] = await owed(caseId);
    expect(duty).toMatchObject({
      norm: null,
      agency: them.operator.agency,
      due: "2024-07-02T17:00:00Z",
      state: "open",
    });
    const view = await viewCase(them.deps, them.operator, caseId, "2024-07-02T06:00:00Z");
    expect(view.duties[0]).toMatchObject({ norm: null, title: { en: "She was not reached" } });
    expect(view.nextSteps[0]).toMatchObject({ type: "contact-tried" });
    const reached = { agreement: view.safeContact?.seq ?? 0, outcome: "reached" as const };
    const say = (body: object) =>
      them.write(
        them.operator,
        caseId,
        { type: "contact-tried", body: { ...reached, ...body } },
        "2024-07-02T07:00:00Z",
      );
    // Whoever reached her has asked.
    await expect(say({})).rejects.toMatchObject({ fields: [{ message: "askAnew" }] });
    await expect(say({ stillSafe: "yes" })).rejects.toMatchObject({ fields: [{ message: "untilRequired" }] });
    await expect(say({ stillSafe: "yes", until: "2025-07-02T07:00:00Z" })).rejects.toMatchObject({
      fields: [{ message: "askedTooRarely" }],
    });
    await say({ stillSafe: "yes", until: "2024-08-02T07:00:00Z" });
    expect(await owed(caseId)).toEqual([]);
    const anew = await viewCase(them.deps, them.operator, caseId, "2024-07-02T08:00:00Z");
    expect(anew.safeContact).toMatchObject({ holds: true, until: "2024-08-02T07:00:00Z" });
  });

  it("is not written on the case by people as sent, nor by the post as reached", async () => {
    const caseId = await news();
    const body = { agreement: 4, outcome: "sent" as const };
    const { safeContact } = await viewCase(them.deps, them.operator, caseId, NOW);
    await expect(
      them.write(
        them.operator,
        caseId,
        { type: "contact-tried", body: { ...body, agreement: safeContact?.seq ?? 0 } },
        NOW,
      ),
    ).rejects.toMatchObject({ fields: [{ field: "entry.body.outcome" }] });
  });

  it("does not go after her second key was used, until she was asked anew", async () => {
    const caseId = await news();
    await them.deps.store.owner.query(
      `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
       select case_id, max(seq) + 1, 'coerced-access', 1, $2, $2, $3, 'testland.hotline.tl', '{}', '{}'
         from journal where case_id = $1 group by case_id`,
      [caseId, at(0.1), them.operator.account],
    );
    await send(at(0.2));
    expect(them.drawer.letters).toHaveLength(0);
    expect((await tried(caseId))[0]?.body).toMatchObject({ why: "forced" });
  });

  it("cannot be read where what she agreed is under a key that is not here", async () => {
    const caseId = await news();
    await them.deps.store.owner.query("delete from case_key where case_id = $1 and class = 'contact'", [
      caseId,
    ]);
    await send(at(0.2));
    expect(them.drawer.letters).toHaveLength(0);
    expect((await tried(caseId))[0]?.body).toMatchObject({ why: "sealed" });
  });

  it("that is not taken now is tried again, each time through the gate; refused for good, it is owed", async () => {
    const caseId = await news();
    them.drawer.answer = "later";
    await send(at(0.2));
    await send(at(0.3));
    expect(them.drawer.letters).toHaveLength(1);
    await send(at(0.5));
    expect(them.drawer.letters).toHaveLength(2);
    await send(at(5));
    expect(them.drawer.letters).toHaveLength(2);
    them.drawer.answer = "refused";
    await send("2024-07-02T05:00:00Z");
    expect((await tried(caseId))[0]?.body).toMatchObject({ outcome: "not-sent", why: "refused" });
    expect(await owed(caseId)).toHaveLength(1);
  });

  it("that broke off while it was sent is not sent twice", async () => {
    const caseId = await news();
    await them.deps.store.owner.query("update message set state = 'sending', decided_at = $1", [NOW]);
    await send(at(0.1));
    expect(await messages(caseId)).toMatchObject([{ state: "sending" }]);
    await send(at(0.2));
    expect(them.drawer.letters).toHaveLength(0);
    expect((await tried(caseId))[0]?.body).toMatchObject({ why: "uncertain" });
  });

  it("tells of a duty that ran out, once, unless it was done meanwhile", async () => {
    const caseId = await them.newCase();
    await them.write(them.operator, caseId, agreement(), NOW);
    await them.write(them.inspector, caseId, order(), NOW);
    await them.deps.store.owner.query("delete from message");
    // The copy of the order is due by midnight of that day: nineteen hours UTC.
    const morning = "2024-07-02T05:00:00Z";
    await askForMissedDuties(them.post, morning);
    await askForMissedDuties(them.post, morning);
    const duties = (await messages(caseId)).map(({ duty }) => duty.split("/")[0]);
    expect(duties.sort()).toEqual(["testland.family-2010.12", "testland.family-2010.14"]);
    const done = await news();
    await them.deps.store.owner.query("delete from message where case_id = $1", [done]);
    await askForMissedDuties(them.post, morning);
    const { entries } = await viewCase(them.deps, them.operator, done, NOW);
    const issued = entries.find(({ type }) => type === "protective-order-issued")?.seq ?? 0;
    await them.write(
      them.inspector,
      done,
      { type: "protective-order-copy-given", body: { order: issued } },
      morning,
    );
    await send(morning);
    expect((await messages(caseId)).map(({ state }) => state)).toEqual(["sent", "sent"]);
    const ofCopy = (await messages(done)).filter(({ duty }) => duty.startsWith("testland.family-2010.12"));
    expect(ofCopy).toMatchObject([{ state: "lapsed", reason: "over" }]);
  });

  it("by SMS goes to the number in the form of the country, for as long as it is safe; told later not to have arrived, it is owed", async () => {
    const letters: Letter[] = [];
    const carrier: Carrier = async (letter) => {
      letters.push(letter);
      return { reference: "00FF" };
    };
    const post = { ...them.post, carriers: { sms: carrier } };
    const [caseId, other] = [await them.newCase(), await them.newCase()];
    for (const one of [caseId, other]) {
      const sms = agreement({ channel: "sms" });
      await them.write(
        them.operator,
        one,
        { ...sms, sealed: { to: "+7 (701) 123-45-67", codeWord: "plums" } } as never,
        NOW,
      );
    }
    const noNumber = { ...agreement({ channel: "sms" }), sealed: { to: MAIL } } as never;
    await expect(them.write(them.operator, caseId, noNumber, NOW)).rejects.toMatchObject({
      fields: [{ field: "entry.sealed.to", message: "oneNumber" }],
    });
    await them.write(them.inspector, caseId, order(), NOW);
    await deliver(post, () => at(0.25));
    // Three in the afternoon and a quarter; she is not to be written to after four.
    expect(letters).toMatchObject([{ to: "77011234567", minutes: 45 }]);
    expect(await messages(caseId)).toMatchObject([{ state: "sent" }]);
    const { rows } = await them.deps.store.owner.query("select to_jsonb(m) as row from message m");
    expect(JSON.stringify(rows)).not.toMatch(/7011234567|"00ff"|plums/i);
    await notArrived(post, ["1", "zz"], () => at(0.5));
    expect(await tried(caseId)).toHaveLength(1);
    // As another way of counting has it.
    await notArrived(post, ["255"], () => at(0.5));
    expect(await messages(caseId)).toMatchObject([{ state: "sent" }]);
    await notArrived(post, ["00ff", "00FF"], () => at(0.5));
    expect((await tried(caseId)).map(({ body }) => body)).toMatchObject([
      { outcome: "sent", why: null },
      { outcome: "not-sent", why: "refused" },
    ]);
    expect(await messages(caseId)).toMatchObject([{ state: "lapsed", reason: "refused" }]);
    expect(await owed(caseId)).toHaveLength(1);
    expect(await owed(other)).toHaveLength(0);
  });

  it("goes with the record of the case: it is not sent, nothing is written, and no row is left, not even of one on its way", async () => {
    const colleague = { ...them.operator, account: randomUUID() };
    const [waiting, sending] = [await news(), await news()];
    const agreed = async (caseId: string) => {
      const body = { record: true, classes: [...DATA_CLASSES], ground: "survivor-asked" as const };
      const asked = await them.write(them.operator, caseId, { type: "erasure-asked", body }, NOW);
      await them.write(colleague, caseId, { type: "erasure-approved", body: { request: asked } }, NOW);
    };
    for (const caseId of [waiting, sending]) await agreed(caseId);
    await eraseAgreed(them.deps, waiting, at(0.1));
    expect(await messages(waiting)).toEqual([]);
    // The other while it is on its way to the mail server.
    const erasing: Carrier = async (letter) => {
      await eraseAgreed(them.deps, sending, at(0.2));
      them.drawer.letters.push(letter);
      return "taken";
    };
    await deliver({ ...them.post, carriers: { "e-mail": erasing } }, () => at(0.2));
    expect(them.drawer.letters).toHaveLength(1);
    for (const caseId of [waiting, sending]) {
      expect(await messages(caseId)).toEqual([]);
      expect(await tried(caseId)).toEqual([]);
    }
  });
});

/** What the queue of the operator's agency owes that no norm asks for. */
async function owed(caseId: string) {
  const { rows } = await queue(them.deps, them.operator, { limit: 500 }, "2024-07-02T06:00:00Z");
  return rows.filter((row) => row.norm === null && row.case.caseId === caseId);
}

describe("over any course of agreeing, taking back, running out, news and jumps of the clock", () => {
  type Step =
    | { readonly do: "agree"; readonly from: number; readonly length: number; readonly days: number }
    | { readonly do: "withdraw" | "news" | "send" }
    | { readonly do: "wait"; readonly hours: number };
  const agree = fc.record({
    do: fc.constant("agree" as const),
    from: fc.nat(12),
    length: fc.integer({ min: 4, max: 12 }),
    days: fc.integer({ min: 1, max: 5 }),
  });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 2, arbitrary: agree },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("withdraw" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("news" as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("send" as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 30 }) }),
    },
  );

  // Each course begins with something that may come to be sent.
  const courses = fc
    .tuple(agree, fc.array(step, { minLength: 5, maxLength: 12 }))
    .map(([first, rest]): readonly Step[] => [first, { do: "news" }, ...rest]);

  it("no message leaves but at an hour she named, by an agreement that stands then", async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(courses, async (steps) => {
        await them.deps.store.owner.query("delete from message");
        const caseId = await them.newCase();
        let now = Temporal.Instant.from(NOW);
        // What stands, kept by hand: hours of the day in a zone five hours east, and an end.
        let stands: { readonly from: number; readonly to: number; readonly until: Temporal.Instant } | null =
          null;
        for (const one of steps) {
          now = now.add({ minutes: 7 });
          const clock = now.toString();
          if (one.do === "wait") now = now.add({ hours: one.hours });
          if (one.do === "agree") {
            const until = now.add({ hours: one.days * 24 });
            stands = { from: one.from, to: one.from + one.length, until };
            const hour = (h: number) => `${String(h).padStart(2, "0")}:00`;
            const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: hour(stands.from), to: hour(stands.to) }];
            await them.write(them.operator, caseId, agreement({ hours, until: until.toString() }), clock);
          }
          if (one.do === "withdraw" && stands !== null) {
            stands = null;
            await them.write(
              them.operator,
              caseId,
              { type: "safe-contact-withdrawn", body: { why: "not-safe" } },
              clock,
            );
          }
          if (one.do === "news") await them.write(them.inspector, caseId, order(), clock);
          if (one.do !== "send") continue;
          them.drawer.letters.length = 0;
          await send(clock);
          const hour = (new Date(now.epochMilliseconds).getUTCHours() + 5) % 24;
          const may =
            stands !== null &&
            Temporal.Instant.compare(now, stands.until) < 0 &&
            hour >= stands.from &&
            hour < stands.to;
          if (them.drawer.letters.length > 0) expect([clock, may]).toEqual([clock, true]);
          sent += them.drawer.letters.length;
        }
      }),
      { numRuns: 8, seed: 20_240_301 },
    );
    // A course in which nothing was ever sent would show nothing.
    expect(sent).toBeGreaterThan(0);
  });
});
