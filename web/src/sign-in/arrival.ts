import type { Me } from "@arasha/server/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";
import { meQuery } from "../api/queries.ts";

/** Pages somebody comes through on her way in: from them she goes on, from any other she stays. */
const THRESHOLDS: readonly string[] = ["/sign-in", "/invitation"];

/** What is done when somebody has come in: nothing another person read in this browser stays in its memory. */
export function useArrival(): (me: Me) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return useCallback(
    (me: Me) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" && !query.isActive() });
      client.setQueryData(meQuery.queryKey, me);
      void client.resetQueries({ predicate: (query) => query.queryKey[0] !== "me" });
      // Whoever has just come to work on cases is asked first whom she must not meet in one.
      const first = pathname === "/invitation" && !me.administrator;
      if (THRESHOLDS.includes(pathname)) void navigate({ to: first ? "/account" : "/", replace: true });
    },
    [client, navigate, pathname],
  );
}
