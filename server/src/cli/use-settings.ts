import { type Budgets, budgetsOf, PACE } from "../api/budgets.ts";
import { CannotStart } from "../store/failure.ts";

/**
 * How much may be asked of one process, from the environment: `ARASHA_READS_A_MINUTE` of one account,
 * `ARASHA_COMPUTING_A_MINUTE` for one address, `ARASHA_COMPUTING_AT_ONCE`. Throws `CannotStart` where one is no number.
 */
export function budgetsFrom(env: Readonly<Record<string, string | undefined>>): Budgets {
  const given = (name: string, usual: number) => {
    const text = env[name];
    if (!text) return usual;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (number < 1) throw new CannotStart(`${name} must be a whole number from 1 on.`);
    return number;
  };
  return budgetsOf({
    reads: given("ARASHA_READS_A_MINUTE", PACE.reads),
    computing: given("ARASHA_COMPUTING_A_MINUTE", PACE.computing),
    atOnce: given("ARASHA_COMPUTING_AT_ONCE", PACE.atOnce),
  });
}
