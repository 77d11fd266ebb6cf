import { Button, Loader, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isPassing } from "../api/client.ts";
import { ProblemNote } from "../api/problem.tsx";
import { meQuery, signIn } from "../api/queries.ts";
import { useT } from "../i18n/language.tsx";
import { SignedOut } from "./signed-out.tsx";

/**
 * `/sign-in#<token>`: the token stands in the fragment, which a browser never sends, and is taken out of the
 * address and the history before anything else happens.
 */
export function SignInPage() {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const link = useRef<string | null>(null);
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (me) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      void navigate({ to: "/", replace: true });
    },
  });
  const { mutate } = enter;
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (!token) return;
    link.current = token;
    window.history.replaceState(null, "", window.location.pathname);
    mutate(token);
  }, [mutate]);
  if (enter.isError) {
    const again = isPassing(enter.error) ? link.current : null;
    return (
      <SignedOut
        problem={
          <Stack gap="xs" align="flex-start">
            <ProblemNote error={enter.error} />
            {again && (
              <Button variant="default" onClick={() => mutate(again)}>
                {t("action.tryAgain")}
              </Button>
            )}
          </Stack>
        }
      />
    );
  }
  if (enter.isPending || enter.isSuccess) {
    return (
      <main className="sign-in" aria-busy="true">
        <Stack align="center" gap="sm">
          <Loader size="sm" />
          <Text role="status">{t("signIn.entering")}</Text>
        </Stack>
      </main>
    );
  }
  return <SignedOut />;
}
