import type { ProposalView } from "@arasha/server/contract";
import { Button, Chip, Group, Modal, Text, Title } from "@mantine/core";
import { IconBooks } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { proposalsQuery } from "../api/registers.ts";
import { useT } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { AttentionList } from "./attention-list.tsx";
import { ClaimForm } from "./claim-form.tsx";
import { CommitmentForm } from "./commitment-form.tsx";
import { JudgementForm } from "./judgement-form.tsx";
import { ProgressForm } from "./progress-form.tsx";
import { ProposalCard } from "./proposal-card.tsx";

/** What somebody is about to propose; a claim may complete what one of the public suggested. */
type Writing =
  | { readonly kind: "judgement" | "commitment" | "progress" }
  | { readonly kind: "claim"; readonly from: ProposalView | null };

/** For those who keep the registers: what waits for a second person, what was decided, and proposing. */
export function RegistersPage() {
  const t = useT();
  usePageTitle(t("registers.title"));
  const [state, setState] = useState<"pending" | "decided">("pending");
  const [writing, setWriting] = useState<Writing | null>(null);
  const close = () => setWriting(null);
  return (
    <>
      <div className="people-head">
        <Title order={1}>{t("registers.title")}</Title>
        <Group gap="sm">
          <Button variant="default" onClick={() => setWriting({ kind: "claim", from: null })}>
            {t("registers.new.claim")}
          </Button>
          <Button variant="default" onClick={() => setWriting({ kind: "commitment" })}>
            {t("registers.new.commitment")}
          </Button>
          <Button variant="default" onClick={() => setWriting({ kind: "progress" })}>
            {t("registers.new.progress")}
          </Button>
          <Button onClick={() => setWriting({ kind: "judgement" })}>{t("registers.new.judgement")}</Button>
        </Group>
      </div>
      <Text c="dimmed" maw="75ch" mb="sm">
        {t("registers.lead")}
      </Text>
      <AttentionList />
      <Chip.Group value={state} onChange={(value) => setState(value === "decided" ? "decided" : "pending")}>
        <Group gap={6} mb="sm" role="radiogroup" aria-label={t("registers.which")}>
          {(["pending", "decided"] as const).map((value) => (
            <Chip key={value} value={value} variant="outline">
              {t(`registers.${value}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <List state={state} complete={(from) => setWriting({ kind: "claim", from })} />
      <Modal
        opened={writing !== null}
        onClose={close}
        size="lg"
        title={writing && t(`registers.new.${writing.kind}`)}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {writing?.kind === "judgement" && <JudgementForm close={close} />}
        {writing?.kind === "commitment" && <CommitmentForm close={close} />}
        {writing?.kind === "progress" && <ProgressForm close={close} />}
        {writing?.kind === "claim" && <ClaimForm from={writing.from} close={close} />}
      </Modal>
    </>
  );
}

function List(props: {
  readonly state: "pending" | "decided";
  readonly complete: (from: ProposalView) => void;
}) {
  const t = useT();
  const { state, complete } = props;
  const query = useQuery(proposalsQuery(state));
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows rows={3} height={120} />;
  if (query.data.rows.length === 0)
    return (
      <Empty
        icon={<IconBooks />}
        title={t(state === "pending" ? "registers.nonePending" : "registers.noneDecided")}
        hint={t(state === "pending" ? "registers.nonePendingHint" : "registers.noneDecidedHint")}
      />
    );
  return query.data.rows.map((row) => (
    <ProposalCard key={row.id} proposal={row} complete={() => complete(row)} />
  ));
}
