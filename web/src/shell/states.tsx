import { Button, EmptyState, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";

/** What would be here, and the first step. */
export function Empty(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly action?: ReactNode;
}) {
  return (
    <EmptyState icon={props.icon} title={props.title} description={props.hint} size="sm" py="xl">
      {props.action && <EmptyState.Actions>{props.action}</EmptyState.Actions>}
    </EmptyState>
  );
}

/** What happened, what is safe, what to do. */
export function Failing({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useT();
  return (
    <Stack align="flex-start" maw={640} py="md">
      <ProblemNote error={error} safe={t("state.failedSafe")} />
      <Button variant="default" onClick={retry}>
        {t("action.tryAgain")}
      </Button>
    </Stack>
  );
}

/** Rows in their final height, so that nothing jumps when they arrive. */
export function LoadingRows({ rows, height }: { readonly rows: number; readonly height: number }) {
  const t = useT();
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">{t("state.loading")}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
        <Skeleton key={row} height={height - 8} mb={8} radius="sm" />
      ))}
    </div>
  );
}
