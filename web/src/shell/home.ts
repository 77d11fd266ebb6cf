import type { Me } from "@arasha/server/contract";

/** People who write into cases work from the queue; those who only read the statistics, only keep accounts or the registers, or only oversee, begin there. */
export function homeOf(me: Me): "/queue" | "/numbers" | "/people" | "/oversight" | "/registers" {
  if (me.administrator) return "/people";
  if (me.oversight) return "/oversight";
  if (me.registers) return "/registers";
  return hasQueue(me) || !me.statistics ? "/queue" : "/numbers";
}

export function hasQueue(me: Me): boolean {
  return me.mayWrite.length > 0;
}
