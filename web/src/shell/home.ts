import type { Me } from "@arasha/server/contract";

/** People who write into cases work from the queue; those who only read the statistics, or only keep accounts, begin there. */
export function homeOf(me: Me): "/queue" | "/numbers" | "/people" {
  if (me.administrator) return "/people";
  return hasQueue(me) || !me.statistics ? "/queue" : "/numbers";
}

export function hasQueue(me: Me): boolean {
  return me.mayWrite.length > 0;
}
