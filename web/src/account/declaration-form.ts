import type { Declaration } from "@arasha/server/contract";

/** The declaration as it is typed: text as it stands in the fields. */
export type PersonTold = {
  readonly surname: string;
  readonly given: string;
  readonly patronymic: string;
  readonly born: string;
};
export type Told = {
  readonly self: PersonTold;
  /** Several parted by commas. */
  readonly formerSurnames: string;
  readonly personalNumber: string;
  /** One a line. */
  readonly telephones: string;
  readonly addresses: string;
  readonly relatives: readonly PersonTold[];
};

export const NOBODY: PersonTold = { surname: "", given: "", patronymic: "", born: "" };
export const EMPTY: Told = {
  self: NOBODY,
  formerSurnames: "",
  personalNumber: "",
  telephones: "",
  addresses: "",
  relatives: [],
};

/** What was filled in, as the service takes it. A person without surname and given name is nobody yet. */
export function declarationOf(told: Told): Declaration {
  const self = personOf(told.self);
  const number = told.personalNumber.trim();
  return {
    ...(self && { self: { ...self, formerSurnames: partsOf(told.formerSurnames, ",") } }),
    ...(number !== "" && { personalNumber: number }),
    telephones: partsOf(told.telephones, "\n"),
    addresses: partsOf(told.addresses, "\n"),
    relatives: told.relatives.flatMap((relative) => personOf(relative) ?? []),
  };
}

export function isEmpty(told: Told): boolean {
  const { self, personalNumber, telephones, addresses, relatives } = declarationOf(told);
  const lists = [telephones, addresses, relatives];
  return self === undefined && personalNumber === undefined && lists.every((list) => list?.length === 0);
}

function personOf({ surname, given, patronymic, born }: PersonTold) {
  if (surname.trim() === "" || given.trim() === "") return undefined;
  const year = Number(born);
  return {
    surname: surname.trim(),
    given: given.trim(),
    ...(patronymic.trim() !== "" && { patronymic: patronymic.trim() }),
    ...(year >= 1900 && { born: year }),
  };
}

function partsOf(text: string, by: string): string[] {
  return text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
