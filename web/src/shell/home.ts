import type { Me } from "@arasha/server/contract";

/** People who write into cases work from the queue; those who only read the statistics, only keep accounts, or only oversee, begin there. */
export function homeOf(me: Me): "/queue" | "/numbers" | "/people" | "/oversight" {
  if (me.administrator) return "/people";
  if (me.oversight) return "/oversight";
  return hasQueue(me) || !me.statistics ? "/queue" : "/numbers";
}

export function hasQueue(me: Me): boolean {
  return me.mayWrite.length > 0;
}
