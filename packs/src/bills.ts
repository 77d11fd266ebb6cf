import { Bill, compile, type Law, LawError, type Pack, PackError, withBill } from "@arasha/law";
import { InvalidPack, type PackFault } from "./fault.ts";
import { filesUnder, readFile } from "./files.ts";
import { countryFolder } from "./head.ts";
import type { ReadList } from "./lists.ts";
import { loadPack } from "./load.ts";
import { writePath } from "./yaml.ts";

/**
 * Reads every bill of a country, `bills/<name>.yaml`, in the order of their ids.
 *
 * @param country a name from `countries()`, or the path of a pack's folder.
 * @throws {InvalidPack} with every fault of every file.
 */
export function loadBills(country: string): readonly Bill[] {
  const folder = countryFolder(country);
  const pack = loadPack(folder);
  const faults: PackFault[] = [];
  const bills = filesUnder(folder, "bills")
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => {
      const read = readBillOf(folder, file, pack);
      faults.push(...(read.faults ?? []));
      return read.bill === undefined ? [] : [read.bill];
    });
  if (faults.length > 0) throw new InvalidPack(folder, faults);
  return bills.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Reads a bill somebody drafted in a file of their own.
 *
 * @throws {InvalidPack} with every fault of the file, and of what holds between it and the law.
 */
export function readBill(file: string, pack: Pack): Bill {
  const { bill, faults = [] } = readBillOf("", file, pack);
  if (bill === undefined) throw new InvalidPack(file, faults);
  return bill;
}

/** Every fault of a country's bills, for `law check`. */
export function billFaults(country: string): readonly PackFault[] {
  try {
    loadBills(country);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPack)) throw error;
    return error.faults;
  }
}

/** The law with a bill, from its own day or an earlier one. @throws {LawError} as `withBill`. */
export function lawWithBill(pack: Pack, bill: Bill, from?: string): Law {
  return compile(withBill(pack, bill, from));
}

function readBillOf(
  folder: string,
  file: string,
  pack: Pack,
): { readonly bill?: Bill; readonly faults?: readonly PackFault[] } {
  const reading = readFile(folder, file, Bill);
  if (reading.faults !== undefined) return { faults: reading.faults };
  const list = { file, value: reading.value, lineOf: reading.lineOf };
  const faults = [...namedWrongly(list, pack), ...cannotBeLaid(list, pack)];
  return faults.length > 0 ? { faults } : { bill: reading.value };
}

function namedWrongly({ file, value, lineOf }: ReadList<Bill>, pack: Pack): readonly PackFault[] {
  const fault = (path: readonly (string | number)[], message: string) => ({
    file,
    line: lineOf(path),
    path: writePath(path),
    message,
  });
  const acts = new Set(pack.amendments.map(({ id }) => id));
  const seen = new Set<string>();
  return [
    ...(acts.has(value.id) ? [fault(["id"], `"${value.id}" is already an act of this pack`)] : []),
    ...value.became.flatMap((act, at) =>
      acts.has(act) ? [] : [fault(["became", at], `"${act}" is not an act of this pack`)],
    ),
    ...value.drafts.flatMap(({ norm }, at) => {
      const twice = seen.has(norm);
      seen.add(norm);
      return twice
        ? [fault(["drafts", at, "norm"], `"${norm}" is drafted twice: its versions would overlap`)]
        : [];
    }),
  ];
}

/** A bill is laid on the law once, so that one which cannot be is found here; what became law is law already. */
function cannotBeLaid({ file, value, lineOf }: ReadList<Bill>, pack: Pack): readonly PackFault[] {
  if (value.drafts.length + value.repeals.length === 0) return [];
  const indexOf = (norm: string | undefined) => value.drafts.findIndex((draft) => draft.norm === norm);
  const fault = (norm: string | undefined, message: string): PackFault => {
    const at = indexOf(norm);
    const path = at < 0 ? ["drafts"] : ["drafts", at];
    return { file, line: lineOf(path), path: writePath(path), message };
  };
  try {
    lawWithBill(pack, value);
    return [];
  } catch (error) {
    if (error instanceof LawError) return [fault(error.field, error.message)];
    if (error instanceof PackError) return error.faults.map(({ norm, message }) => fault(norm, message));
    throw error;
  }
}
