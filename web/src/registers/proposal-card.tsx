import type { ProposalView } from "@arasha/server/contract";
import { Badge, Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMoment } from "../account/moment.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { decide } from "../api/registers.ts";
import { useT } from "../i18n/language.tsx";
import { Said } from "./said.tsx";

type Props = { readonly proposal: ProposalView; readonly complete: () => void };

/** One proposal: what it says, who proposed it when, and what a second person said or may say. */
export function ProposalCard({ proposal, complete }: Props) {
  const t = useT();
  const moment = useMoment();
  const { kind, nr, proposedBy, proposedAt, decision, note } = proposal;
  const [open, setOpen] = useState(false);
  const heading = `${t(`registers.kind.${kind}`)} ${nr}`;
  return (
    <section className="card breach" aria-label={heading}>
      <Group justify="space-between" align="flex-start" gap={8}>
        <h2>{heading}</h2>
        {decision && (
          <Badge variant="light" color={decision.is === "accepted" ? "teal" : "gray"} tt="none" fw={600}>
            {t(`registers.is.${decision.is}`)}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {proposedBy === null
          ? t("registers.fromPublic", { moment: moment(proposedAt), number: receiptOf(proposal.id) })
          : t("registers.from", { name: proposedBy, moment: moment(proposedAt) })}
      </Text>
      <Said proposal={proposal} />
      {note !== "" && <p className="told">{note}</p>}
      {decision && (
        <Text size="sm">
          {t("registers.by", { name: decision.by, moment: moment(decision.at) })}
          <span className="told" style={{ display: "block" }}>
            {decision.reason}
          </span>
        </Text>
      )}
      {decision === null && proposal.mine && <Text size="sm">{t("registers.mine")}</Text>}
      {decision === null &&
        !proposal.mine &&
        !open &&
        (proposal.kind !== "suggestion" || proposal.suggestion) && (
          <Group gap="sm" mt={6}>
            {kind === "suggestion" && <Button onClick={complete}>{t("registers.complete")}</Button>}
            <Button variant="default" onClick={() => setOpen(true)}>
              {t(kind === "suggestion" ? "registers.turnDown" : "registers.review")}
            </Button>
          </Group>
        )}
      {open && <Review proposal={proposal} close={() => setOpen(false)} />}
    </section>
  );
}

/** The number the reader was told, made from the id: `7D0C-1B0E`. */
function receiptOf(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
}

function Review({ proposal, close }: { readonly proposal: ProposalView; readonly close: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const onlyRefused = proposal.kind === "suggestion";
  const [is, setIs] = useState<string>(onlyRefused ? "refused" : "");
  const [reason, setReason] = useState("");
  const done = useMutation({
    mutationFn: () => decide(proposal.id, { decision: is as "accepted" | "refused", reason: reason.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["registers"] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        done.mutate();
      }}
    >
      <Stack gap="sm" mt={8}>
        {!onlyRefused && (
          <Radio.Group
            label={t("registers.decision")}
            value={is}
            onChange={setIs}
            required
            withAsterisk={false}
          >
            <Group gap="md" mt={6}>
              {(["accepted", "refused"] as const).map((value) => (
                <Radio key={value} value={value} label={t(`registers.do.${value}`)} required />
              ))}
            </Group>
          </Radio.Group>
        )}
        <Textarea
          label={t("registers.reason")}
          description={t("registers.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldError(done.error, "reason")}
          autosize
          minRows={2}
          minLength={10}
          maxLength={2000}
          required
          withAsterisk={false}
        />
        {done.error && <ProblemNote error={done.error} safe={t("form.kept")} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={done.isPending}>
            {t("registers.decide")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
