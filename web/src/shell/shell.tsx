import type { Me } from "@arasha/server/contract";
import { AppShell, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ProblemError } from "../api/client.ts";
import { countryQuery, meQuery } from "../api/queries.ts";
import { useT } from "../i18n/language.tsx";
import { NormSheetProvider } from "../law/norm-sheet.tsx";
import { Door } from "../sign-in/door.tsx";
import { StepUpProvider } from "../step-up/step-up.tsx";
import { Header } from "./header.tsx";
import { Help } from "./help.tsx";
import { useShortcuts } from "./keys.ts";
import { Failing } from "./states.tsx";

/** The frame of every page for a person who is signed in; for anyone else, how to sign in. */
export function Shell() {
  const me = useQuery(meQuery);
  const country = useQuery(countryQuery);
  const error = me.error ?? country.error;
  if (error instanceof ProblemError && error.problem.status === 401) return <Door />;
  if (error) {
    const retry = () => void Promise.all([me.refetch(), country.refetch()]);
    return (
      <main className="page">
        <Failing error={error} retry={retry} />
      </main>
    );
  }
  return me.data && country.data ? <SignedIn me={me.data} /> : <ShellSkeleton />;
}

function SignedIn({ me }: { readonly me: Me }) {
  const t = useT();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  useShortcuts({
    "?": () => setHelp(true),
    ...(me.intake ? { n: () => void navigate({ to: "/new" }) } : {}),
  });
  return (
    <NormSheetProvider>
      <StepUpProvider>
        <a className="skip-link" href="#main">
          {t("shell.skip")}
        </a>
        <AppShell header={{ height: { base: me.synthetic ? 106 : 86, sm: 52 } }} padding={0}>
          <AppShell.Header withBorder={false}>
            <Header me={me} openHelp={() => setHelp(true)} />
          </AppShell.Header>
          <AppShell.Main id="main" tabIndex={-1}>
            <div className="page">
              <Outlet />
            </div>
          </AppShell.Main>
        </AppShell>
        <Help opened={help} close={() => setHelp(false)} intake={me.intake} />
      </StepUpProvider>
    </NormSheetProvider>
  );
}

/** The header's and a list's place held while the session is asked for. */
function ShellSkeleton() {
  return (
    <div aria-busy="true">
      <div className="header" />
      <div className="page">
        <Stack gap="sm">
          <Skeleton height={28} width={220} />
          <Skeleton height={360} />
        </Stack>
      </div>
    </div>
  );
}
