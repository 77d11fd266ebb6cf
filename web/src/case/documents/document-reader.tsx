import type { CaseView, DocumentPreview, ServeDocument } from "@arasha/server/contract";
import { Alert, Button, Checkbox, Group, Modal, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { approveDocument, documentAddress, documentQuery, serveDocument } from "../../api/outgoing.ts";
import { ProblemNote } from "../../api/problem.tsx";
import { caseQuery, queueQuery, useSession } from "../../api/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { uuid } from "../../uuid.ts";
import { stateOf } from "./documents-card.tsx";

type Document = CaseView["documents"][number];
type Props = { readonly view: CaseView; readonly document: Document | null; readonly close: () => void };

/** A document as it will be printed, and what can be done with it now: approve, print, say that it was handed over. */
export function DocumentReader({ view, document, close }: Props) {
  const t = useT();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={document !== null}
      onClose={close}
      title={t("document.reading")}
      size="lg"
      fullScreen={narrow}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {document && <Reading view={view} document={document} />}
    </Modal>
  );
}

function Reading({ view, document }: { readonly view: CaseView; readonly document: Document }) {
  const t = useT();
  const { me, country } = useSession();
  const { caseId } = view.case;
  const preview = useQuery(documentQuery(caseId, document.seq));
  const act = useAct(view, document.seq);
  const state = stateOf(document);
  const template = country.documents.find(({ id }) => id === document.template);
  const mayApprove =
    !document.mine && me.mayWrite.includes("document-approved") && (!template?.counsel || me.counsel);
  return (
    <Stack gap="md">
      {preview.error && <ProblemNote error={preview.error} />}
      {preview.data ? <Paper content={preview.data} /> : !preview.error && <Skeleton height={420} />}
      {state === "made" && (
        <Alert color={mayApprove ? "teal" : "amber"}>
          <Text size="sm">
            {t(
              mayApprove
                ? "document.approveHint"
                : template?.counsel
                  ? "document.waitsForCounsel"
                  : "document.waitsForSecond",
            )}
          </Text>
          {mayApprove && preview.data && (
            <Button mt={8} size="sm" loading={act.isPending} onClick={() => act.mutate({ kind: "approve" })}>
              {t("document.approve")}
            </Button>
          )}
        </Alert>
      )}
      {state !== "made" && (
        <Group gap="sm">
          <Button
            component="a"
            href={documentAddress(caseId, document.seq, "pdf")}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t("document.download")}
          </Button>
          <Button
            component="a"
            variant="default"
            href={documentAddress(caseId, document.seq, "page")}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconPrinter size={16} aria-hidden />}
          >
            {t("document.print")}
          </Button>
        </Group>
      )}
      {state === "approved" && me.mayWrite.includes("document-served") && (
        <Serve
          document={document}
          act={(body) => act.mutate({ kind: "serve", body })}
          pending={act.isPending}
        />
      )}
      {document.sha256 && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {t("document.hash", { hash: document.sha256 })}
        </Text>
      )}
      {act.error && <ProblemNote error={act.error} />}
    </Stack>
  );
}

/** As it will be printed, in the language it is in; a screen reader is told which. */
function Paper({ content }: { readonly content: DocumentPreview }) {
  const { language, title, number, before, pairs, text, after } = content;
  return (
    <article className="paper" lang={language}>
      <h3>{title}</h3>
      <p className="paper-number">{number}</p>
      {before.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <dl>
        {pairs.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {text && (
        <>
          <h4>{text.label}</h4>
          <p>{text.value}</p>
        </>
      )}
      {after.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </article>
  );
}

const METHODS = ["in-person", "through-agency", "electronic", "post"] as const;

type ServeProps = {
  readonly document: Document;
  readonly act: (body: Omit<ServeDocument, "after">) => void;
  readonly pending: boolean;
};

function Serve({ document, act, pending }: ServeProps) {
  const t = useT();
  const { country } = useSession();
  const [method, setMethod] = useState<(typeof METHODS)[number]>("in-person");
  const [refused, setRefused] = useState(false);
  const writes = country.documents.find(({ id }) => id === document.template)?.writes;
  const handsOver = writes === "protective-order-served";
  return (
    <fieldset className="plain">
      <legend>{t("document.serve")}</legend>
      <Radio.Group
        value={method}
        onChange={(value) => setMethod(value as typeof method)}
        aria-label={t("document.method")}
      >
        <Group gap="md" my={6}>
          {METHODS.map((value) => (
            <Radio key={value} value={value} label={t(`document.method.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {handsOver && (
        <Checkbox
          label={t("field.refusedToSign")}
          checked={refused}
          onChange={(event) => setRefused(event.currentTarget.checked)}
          mb={8}
        />
      )}
      {writes && (
        <Text size="sm" c="dimmed" mb={8}>
          {t(handsOver ? "document.startsOrder" : "document.recordsCopy")}
        </Text>
      )}
      <Button
        size="sm"
        loading={pending}
        onClick={() => act({ method, ...(handsOver && { refusedToSign: refused }) })}
      >
        {t("document.serveSubmit")}
      </Button>
    </fieldset>
  );
}

type Act =
  | { readonly kind: "approve" }
  | { readonly kind: "serve"; readonly body: Omit<ServeDocument, "after"> };

function useAct(view: CaseView, seq: number) {
  const client = useQueryClient();
  const { caseId } = view.case;
  // One act, one key: a retry after a lost connection does nothing twice.
  const sent = useRef<{ readonly content: string; readonly key: string } | null>(null);
  return useMutation({
    mutationFn: (act: Act) => {
      const content = JSON.stringify([view.seq, act]);
      if (sent.current?.content !== content) sent.current = { content, key: uuid() };
      const { key } = sent.current;
      return act.kind === "approve"
        ? approveDocument(caseId, seq, view.seq, key)
        : serveDocument(caseId, seq, { after: view.seq, ...act.body }, key);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: caseQuery(caseId).queryKey, exact: true }),
        client.invalidateQueries({ queryKey: queueQuery.queryKey }),
      ]),
  });
}
