import { compile, type Law, type Pack } from "@arasha/law";

/**
 * The law of a pack, made ready once for all who ask it in this process: a pack is not changed after it was read, and a law
 * keeps what it has worked out of its days.
 *
 * @throws {PackError} as `compile` does.
 */
export function compiled(pack: Pack): Law {
  const known = laws.get(pack);
  if (known !== undefined) return known;
  const law = compile(pack);
  laws.set(pack, law);
  return law;
}

const laws = new WeakMap<Pack, Law>();
