import type { EnrolmentView } from "@arasha/server/contract";
import { Alert, Anchor, Button, Loader, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconBuilding, IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { goToProvider, heldEnrolment, openInvitation } from "../api/door.ts";
import { enrolPasskey } from "../api/passkey.ts";
import { ProblemNote } from "../api/problem.tsx";
import { deviceTime } from "../clock.ts";
import { useT, useText } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useArrival } from "../sign-in/arrival.ts";
import { DoorFrame } from "../sign-in/frame.tsx";
import { takeProblem } from "../sign-in/sign-in-page.tsx";
import { ChoosePassword } from "./choose-password.tsx";

/**
 * `/invitation#<token>`: opened once, in this browser. The token is taken out of the address and the history before
 * anything else; from then on the browser holds what it opened in a cookie, so that a reload loses nothing.
 */
export function InvitationPage() {
  const t = useT();
  usePageTitle(t("signIn.title"));
  const [problem] = useState(takeProblem);
  const open = useMutation({
    mutationFn: (token: string) => (token === "" ? heldEnrolment() : openInvitation(token)),
  });
  const { mutate } = open;
  const started = useRef(false);
  useEffect(() => {
    // Once, even where React tries effects twice: the second time the token is gone from the address.
    if (started.current) return;
    started.current = true;
    const token = window.location.hash.slice(1);
    if (token !== "") window.history.replaceState(null, "", window.location.pathname);
    mutate(token);
  }, [mutate]);
  if (open.error) {
    return (
      <DoorFrame>
        <Stack gap="lg" align="flex-start">
          <Title order={1}>{t("invitation.heading")}</Title>
          <ProblemNote error={open.error} />
          <Anchor href="/">{t("signIn.title")}</Anchor>
        </Stack>
      </DoorFrame>
    );
  }
  if (!open.data) {
    return (
      <DoorFrame busy>
        <Stack align="center" gap="sm">
          <Loader size="sm" />
          <Text role="status">{t("invitation.opening")}</Text>
        </Stack>
      </DoorFrame>
    );
  }
  return <Welcome enrolment={open.data} problem={problem} />;
}

type WelcomeProps = { readonly enrolment: EnrolmentView; readonly problem: string | null };

function Welcome({ enrolment, problem }: WelcomeProps) {
  const t = useT();
  const text = useText();
  const arrive = useArrival();
  const [password, setPassword] = useState(false);
  const byPasskey = useMutation({ mutationFn: enrolPasskey, onSuccess: arrive });
  const away = useMutation({ mutationFn: () => goToProvider("enrolment") });
  const told = byPasskey.error ?? away.error;
  const busy = byPasskey.isPending || away.isPending;
  const role = text(enrolment.role.name);
  const until = deviceTime(enrolment.until);
  return (
    <DoorFrame>
      <Stack gap="lg">
        <Stack gap={6}>
          <Title order={1}>{t("invitation.title", { name: enrolment.name })}</Title>
          <Text>{t("invitation.for", { role, agency: text(enrolment.agency.name) })}</Text>
        </Stack>
        {enrolment.recovery && (
          <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {t("invitation.recovery")}
          </Alert>
        )}
        {told ? <ProblemNote error={told} /> : problem !== null && <NotBound problem={problem} />}
        <Text>{t("invitation.how")}</Text>
        <Stack gap={6} className="door-ways">
          <Button
            size="md"
            leftSection={<IconFingerprint size={20} aria-hidden />}
            loading={byPasskey.isPending}
            disabled={busy}
            onClick={() => byPasskey.mutate()}
          >
            {t("invitation.passkey")}
          </Button>
          <Text size="sm" c="dimmed" mb="sm">
            {t("invitation.passkeyHint")}
          </Text>
          {enrolment.provider && (
            <Button
              size="md"
              variant="default"
              leftSection={<IconBuilding size={20} aria-hidden />}
              loading={away.isPending}
              disabled={busy}
              onClick={() => away.mutate()}
            >
              {t("invitation.provider", { name: enrolment.provider })}
            </Button>
          )}
          {password ? (
            <ChoosePassword arrive={arrive} />
          ) : (
            <Button
              variant="subtle"
              px={0}
              style={{ alignSelf: "flex-start" }}
              disabled={busy}
              onClick={() => setPassword(true)}
            >
              {t("invitation.other")}
            </Button>
          )}
        </Stack>
        <Text size="sm" c="dimmed">
          {t("invitation.until", { time: until })}
        </Text>
      </Stack>
    </DoorFrame>
  );
}

/** Back from the provider, and not bound to it: the invitation is open still. */
function NotBound({ problem }: { readonly problem: string }) {
  const t = useT();
  if (problem !== "taken" && problem !== "weak") return null;
  return (
    <Alert
      role="alert"
      color="amber"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(problem === "weak" ? "invitation.weak" : "invitation.taken")}
    >
      {t(problem === "weak" ? "signIn.weakProvider" : "invitation.takenDetail")}
    </Alert>
  );
}
