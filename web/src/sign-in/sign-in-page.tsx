import { Alert, Button, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { isPassing } from "../api/client.ts";
import { ProblemNote } from "../api/problem.tsx";
import { signIn } from "../api/queries.ts";
import { useT } from "../i18n/language.tsx";
import { useArrival } from "./arrival.ts";
import { Door } from "./door.tsx";
import { DoorFrame } from "./frame.tsx";

/**
 * `/sign-in#<token>`: a demonstration's link. The token stands in the fragment, which a browser never sends, and is
 * taken out of the address and the history before anything else happens. Without one it is the door.
 */
export function SignInPage() {
  const t = useT();
  const link = useRef<string | null>(null);
  const [problem] = useState(takeProblem);
  const arrive = useArrival();
  const enter = useMutation({ mutationFn: signIn, onSuccess: arrive });
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
      <Door
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
      <DoorFrame busy>
        <Stack align="center" gap="sm">
          <Loader size="sm" />
          <Text role="status">{t("signIn.entering")}</Text>
        </Stack>
      </DoorFrame>
    );
  }
  if (problem === null) return <Door />;
  return (
    <Door
      problem={
        <Alert
          role="alert"
          color="amber"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title={t("signIn.failed")}
        >
          {t(whyNot(problem))}
        </Alert>
      }
    />
  );
}

/** What to say of what went wrong at the provider, or on the way back from it. */
export function whyNot(problem: string) {
  if (problem === "provider") return "signIn.awayProvider";
  return problem === "weak" ? "signIn.weakProvider" : "signIn.failedProvider";
}

/** What the way back from the provider says went wrong; read once, so that a reload does not say it again. */
export function takeProblem(): string | null {
  const problem = new URLSearchParams(window.location.search).get("problem");
  if (problem !== null)
    window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  return problem;
}
