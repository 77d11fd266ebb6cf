import { type Bill, type Language, type Law, LawError, type Pack } from "@arasha/law";
import { describeFault, InvalidPack, lawWithBill, loadBills, readBill } from "@arasha/packs";
import { say } from "../messages/say.ts";
import { Ended } from "./output.ts";

/** The law of a country as it would be with a bill in force from a day on. */
export function withBillNamed(
  country: string,
  pack: Pack,
  named: string,
  from: string,
  language: Language,
): Law {
  return refusing(() => lawWithBill(pack, billNamed(country, pack, named, language), from));
}

/** A bill of the country by its id, or one in a file of the reader's own. */
export function billNamed(country: string, pack: Pack, named: string, language: Language): Bill {
  if (/[/\\]|\.ya?ml$/.test(named)) return readBill(named, pack);
  const bills = loadBills(country);
  const found = bills.find(({ id }) => id === named);
  if (found !== undefined) return found;
  const known = bills.map(({ id }) => id).join(", ");
  throw new Ended(2, say(language, "harmony.unknownBill", { bill: named, known }));
}

/** A fault of the data is a refusal that names file, line and reason. */
export function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof LawError) throw new Ended(1, error.message);
    if (!(error instanceof InvalidPack)) throw error;
    throw new Ended(1, error.faults.map(describeFault).join("; "));
  }
}
