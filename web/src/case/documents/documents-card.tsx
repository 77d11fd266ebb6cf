import type { CaseView, CountryView } from "@arasha/server/contract";
import { Badge, Button, Group, Text } from "@mantine/core";
import { useSession } from "../../api/queries.ts";
import { formatMoment } from "../../i18n/format.ts";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { useAgencyName } from "../../shell/country.ts";
import { DocumentMaker } from "./document-maker.tsx";
import { DocumentReader } from "./document-reader.tsx";

type Document = CaseView["documents"][number];

/** Which dialog about documents is open: making one, or reading the one with this number. */
export type DocumentTask = "make" | number | null;

type Props = {
  readonly view: CaseView;
  readonly now: string;
  readonly open: (task: DocumentTask) => void;
};

/** What was made to leave the house: each document from its making to its service, and the way to make one. */
export function DocumentsCard({ view, now, open }: Props) {
  const t = useT();
  const may = useTemplates(view).length > 0;
  if (view.documents.length === 0 && !may) return null;
  return (
    <section className="card" aria-label={t("document.title")}>
      <h2>{t("document.title")}</h2>
      {view.documents.length === 0 ? (
        <Text c="dimmed" size="sm" mb={8}>
          {t("document.none")}
        </Text>
      ) : (
        <ul className="plain-list documents">
          {view.documents.map((document) => (
            <DocumentItem key={document.seq} document={document} now={now} open={() => open(document.seq)} />
          ))}
        </ul>
      )}
      {may && (
        <Button variant="default" size="compact-sm" onClick={() => open("make")}>
          {t("document.make")}
        </Button>
      )}
    </section>
  );
}

type DialogsProps = Omit<Props, "now"> & { readonly task: DocumentTask };

/** Beside the page and not in it: what was typed stays when the page is laid out anew for a narrower screen. */
export function DocumentDialogs({ view, task, open }: DialogsProps) {
  const templates = useTemplates(view);
  return (
    <>
      <DocumentMaker
        view={view}
        templates={templates}
        opened={task === "make"}
        close={() => open(null)}
        made={(seq) => open(seq)}
      />
      <DocumentReader
        view={view}
        document={view.documents.find(({ seq }) => seq === task) ?? null}
        close={() => open(null)}
      />
    </>
  );
}

/** What this person may make of the case as it stands, an order's own documents first. */
function useTemplates(view: CaseView): CountryView["documents"] {
  const { me, country } = useSession();
  if (!me.mayWrite.includes("document-made")) return [];
  return country.documents
    .filter(
      ({ by, about }) =>
        by.includes(me.agency.kind) && about !== "request" && (about !== "order" || view.orders.length > 0),
    )
    .toSorted((a, b) => ABOUT.indexOf(a.about) - ABOUT.indexOf(b.about));
}

const ABOUT = ["order", "case", "request-and-case", "request"];

type ItemProps = { readonly document: Document; readonly now: string; readonly open: () => void };

function DocumentItem({ document, now, open }: ItemProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const agency = useAgencyName();
  const mine = document.agency === me.agency.id;
  const state = stateOf(document);
  const at = document.servedAt ?? document.approvedAt ?? document.madeAt;
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap={8}>
        <div>
          <Text fw={600}>{text(document.title)}</Text>
          <Text size="sm" c="dimmed">
            {t(`recipient.${document.recipient}`)} · {document.number}
            {!mine && ` · ${agency(document.agency)}`}
          </Text>
          <Text size="sm">{formatMoment(at, now, country.zone, language)}</Text>
        </div>
        <Badge variant="light" color={COLOUR[state]} tt="none" fw={600} style={{ flex: "none" }}>
          {t(`document.state.${state}`)}
        </Badge>
      </Group>
      {mine && (
        <Button variant="subtle" size="compact-sm" onClick={open}>
          {t(state === "made" && !document.mine ? "document.readToApprove" : "document.read")}
        </Button>
      )}
    </li>
  );
}

const COLOUR = { made: "amber", approved: "teal", served: "gray" } as const;

export function stateOf(document: Document): keyof typeof COLOUR {
  return document.servedAt ? "served" : document.approvedAt ? "approved" : "made";
}
