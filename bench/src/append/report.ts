import type { Country } from "@arasha/packs";
import type { OpenCase } from "../../../server/src/contract/index.ts";

/**
 * A call as an operator takes it: who, what, how dangerous, and the police of the place let in with consent. `now` is
 * an instant; the act was the day before. The text is synthetic.
 */
export function ordinaryReport(country: Country, now: string): OpenCase {
  const police = country.agencies.find(({ kind, place }) => kind === "police" && place !== null);
  const [channel] = country.codes.channels;
  // One that goes where she is: a report hands the address over.
  const purpose = country.codes.referralPurposes.find(({ attends }) => attends);
  if (!police?.place || !channel || !purpose) throw new Error("the country's lists do not allow a report");
  const yesterday = Temporal.Instant.from(now)
    .toZonedDateTimeISO(country.pack.calendar.zone)
    .toPlainDate()
    .subtract({ days: 1 })
    .toString();
  const until = Temporal.Instant.from(now)
    .add({ hours: 24 * 90 })
    .toString();
  return {
    report: {
      channel: channel.id,
      place: police.place,
      reportedBy: "survivor",
      sealed: { account: "Synthetic: he struck her twice in the kitchen." },
    },
    persons: {
      body: {
        persons: [
          { id: "p1", role: "survivor", age: 34, sex: "female" },
          { id: "p2", role: "respondent", age: 36, sex: "male" },
        ],
      },
      sealed: { persons: [{ id: "p1", name: "Synthetic Person", phone: "+000", address: "1 Nowhere" }] },
    },
    facts: {
      date: yesterday,
      acts: ["battery"],
      harm: "pain",
      relation: "spouse",
      respondent: { age: 36 },
    },
    riskCheck: {
      body: {
        flags: Object.fromEntries(country.codes.riskFlags.slice(0, 3).map(({ id }) => [id, "yes"])),
        judgement: "high",
      },
    },
    referrals: [
      {
        to: police.kind,
        agency: police.id,
        purpose: purpose.id,
        ground: { kind: "consent", language: "ru", method: "spoken" },
        classes: ["identity", "contact", "address", "narrative"],
        until,
      },
    ],
  };
}
