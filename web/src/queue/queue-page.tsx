import type { Queue } from "@arasha/server/contract";
import { Button, Group, Text, Title } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { queueQuery, useSession } from "../api/queries.ts";
import { useServerNow } from "../clock.ts";
import { Notices } from "../glass/notices.tsx";
import { useT } from "../i18n/language.tsx";
import { useShortcuts } from "../shell/keys.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { QueuePreview } from "./queue-preview.tsx";
import { QueueRow } from "./queue-row.tsx";
import { type Band, bandsOf, rowId } from "./rows.ts";

/** Home: everything this person's agency owes, most pressing first, in one list. */
export function QueuePage() {
  const t = useT();
  const { me } = useSession();
  usePageTitle(t("queue.title"));
  const queue = useQuery(queueQuery);
  return (
    <>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Title order={1}>{t("queue.title")}</Title>
        {me.intake && (
          <Button component={Link} to="/new">
            {t("nav.new")}
          </Button>
        )}
      </Group>
      <Notices />
      {queue.data ? (
        <QueueList queue={queue.data} />
      ) : queue.error ? (
        <Failing error={queue.error} retry={() => void queue.refetch()} />
      ) : (
        <LoadingRows rows={8} height={64} />
      )}
    </>
  );
}

function QueueList({ queue }: { readonly queue: Queue }) {
  const t = useT();
  const { me } = useSession();
  const now = useServerNow(queue.asOf);
  const [selected, setSelected] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number) => moveFocus(list.current, step);
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  if (queue.rows.length === 0) {
    return (
      <Empty
        icon={<IconChecks />}
        title={t("queue.empty")}
        hint={t(me.intake ? "queue.emptyIntake" : "queue.emptyHint")}
      />
    );
  }
  const shown = queue.rows.find((row) => rowId(row) === selected) ?? queue.rows[0];
  const total = Object.values(queue.counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="queue">
      <div ref={list}>
        {bandsOf(queue).map((band) => (
          <BandOfRows
            key={band.band}
            band={band}
            now={now}
            selected={shown && rowId(shown)}
            select={setSelected}
          />
        ))}
        {total > queue.rows.length && (
          <Text size="sm" c="dimmed" mt="sm">
            {t("queue.more", { shown: queue.rows.length, total })}
          </Text>
        )}
      </div>
      {shown && <QueuePreview row={shown} now={now} />}
    </div>
  );
}

type BandProps = {
  readonly band: Band;
  readonly now: string;
  readonly selected: string | undefined;
  readonly select: (id: string) => void;
};

function BandOfRows({ band, now, selected, select }: BandProps) {
  const t = useT();
  const title = t(`band.${band.band}`);
  return (
    <section aria-label={title} className="band">
      <h2 className="band-title" data-band={band.band}>
        {title} <span className="band-count">{band.count}</span>
      </h2>
      <ul className="rows">
        {band.rows.map((row) => (
          <QueueRow
            key={rowId(row)}
            row={row}
            now={now}
            selected={rowId(row) === selected}
            select={() => select(rowId(row))}
          />
        ))}
      </ul>
    </section>
  );
}

/** Moves the keyboard's focus, so that Enter, a screen reader and the eye all agree on which row is meant. */
function moveFocus(list: HTMLElement | null, step: number): void {
  const links = [...(list?.querySelectorAll<HTMLElement>("a.row-link") ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
}
