import type { CaseView } from "@arasha/server/contract";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconUrgent } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { endGlass } from "../api/oversight.ts";
import { ProblemNote } from "../api/problem.tsx";
import { caseQuery, useSession } from "../api/queries.ts";
import { localTime } from "../i18n/format.ts";
import { useT } from "../i18n/language.tsx";

/** As long as emergency access lasts: that it does, until when, and how to end it. Nothing of it stays on the screen after. */
export function UnderGlass({ view, now }: { readonly view: CaseView; readonly now: string }) {
  const t = useT();
  const { zone } = useSession().country;
  const client = useQueryClient();
  const { caseId } = view.case;
  const end = useMutation({
    mutationFn: (id: string) => endGlass(id),
    onSuccess: () => client.resetQueries({ queryKey: caseQuery(caseId).queryKey }),
  });
  const { glass } = view;
  if (glass === null || Temporal.Instant.compare(glass.until, now) <= 0) return null;
  return (
    <Alert
      className="under-glass"
      color="red"
      variant="filled"
      role="status"
      icon={<IconUrgent aria-hidden />}
      mb="sm"
    >
      <Group justify="space-between" gap="sm">
        <Text fw={600}>{t("glass.banner", { time: localTime(glass.until, zone) })}</Text>
        <Button
          variant="white"
          color="dark"
          size="compact-md"
          loading={end.isPending}
          onClick={() => end.mutate(glass.id)}
        >
          {t("glass.end")}
        </Button>
      </Group>
      {end.error && <ProblemNote error={end.error} />}
    </Alert>
  );
}
