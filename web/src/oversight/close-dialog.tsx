import type { AlertView, CloseAlert } from "@arasha/server/contract";
import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { closeAlert } from "../api/oversight.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";

const FINDINGS: readonly CloseAlert["finding"][] = ["explained", "mistake", "misuse"];

type Props = { readonly alert: AlertView; readonly opened: boolean; readonly close: () => void };

/** What the review found, and why: an alert is closed with words or not at all. */
export function CloseDialog({ alert, opened, close }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("alert.closeTitle")}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {opened && <CloseForm alert={alert} close={close} />}
    </Modal>
  );
}

function CloseForm({ alert, close }: Pick<Props, "alert" | "close">) {
  const t = useT();
  const client = useQueryClient();
  const [finding, setFinding] = useState<string>("");
  const [words, setWords] = useState("");
  const done = useMutation({
    mutationFn: () =>
      closeAlert(alert.id, { finding: finding as CloseAlert["finding"], words: words.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["alerts"] });
      await client.invalidateQueries({ queryKey: ["misuse"] });
      close();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        done.mutate();
      }}
    >
      <Stack gap="md">
        <Radio.Group
          label={t("alert.finding")}
          description={alert.glass ? t("alert.misuseHint") : undefined}
          value={finding}
          onChange={setFinding}
          required
          withAsterisk={false}
        >
          <Stack gap={8} mt={6}>
            {FINDINGS.map((value) => (
              <Radio key={value} value={value} label={t(`finding.${value}`)} required />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t("alert.why")}
          description={t("alert.whyHint")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={fieldError(done.error, "words")}
          autosize
          minRows={3}
          minLength={10}
          maxLength={2000}
          required
          withAsterisk={false}
        />
        {done.error && fieldError(done.error, "words") === undefined && <ProblemNote error={done.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={done.isPending}>
            {t("alert.close")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
