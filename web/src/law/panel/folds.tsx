import { Badge, Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Fragment, type ReactNode, useId, useState } from "react";
import { useT } from "../../i18n/language.tsx";
import type { MessageKey } from "../../i18n/translate.ts";

export type Fold = {
  readonly id: string;
  readonly label: string;
  /** What a listener hears, who does not see beside what the button stands. */
  readonly name: string;
  /** Made only when it is unfolded. */
  readonly content: () => ReactNode;
};

type FoldsProps = {
  readonly folds: readonly Fold[];
  /** What stands in the line before the buttons. */
  readonly children?: ReactNode;
};

/** Buttons in one line; what each of them unfolds stands below the line. */
export function Folds({ folds, children }: FoldsProps) {
  const base = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(NONE);
  const toggle = (id: string) => setOpen(open.has(id) ? without(open, id) : new Set([...open, id]));
  return (
    <>
      <div className="folds">
        {children}
        {folds.map(({ id, label, name }) => (
          <UnstyledButton
            key={id}
            className="fold-button"
            aria-label={name}
            aria-expanded={open.has(id)}
            aria-controls={open.has(id) ? base + id : undefined}
            onClick={() => toggle(id)}
          >
            <Chevron open={open.has(id)} /> {label}
          </UnstyledButton>
        ))}
      </div>
      {folds.map(({ id, content }) => (
        <Fragment key={id}>
          {open.has(id) && (
            <div id={base + id} className="folded">
              {content()}
            </div>
          )}
        </Fragment>
      ))}
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();

function without(open: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...open].filter((one) => one !== id));
}

function Chevron({ open }: { readonly open: boolean }) {
  const Icon = open ? IconChevronDown : IconChevronRight;
  return <Icon size={14} aria-hidden />;
}

type BlockProps = {
  readonly title: MessageKey;
  readonly count?: number;
  /** Unfolded when it appears. What decides safety is. */
  readonly open?: boolean;
  /** Made only while it is unfolded. */
  readonly content: () => ReactNode;
};

/** One part of the answer under its heading. The heading folds it. */
export function Block({ title, count, open: begin = true, content }: BlockProps) {
  const t = useT();
  const [open, setOpen] = useState(begin);
  return (
    <section className="law-block" aria-label={t(title)}>
      <h3>
        <UnstyledButton className="block-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Chevron open={open} /> {t(title)}
          {count !== undefined && (
            <Badge variant="default" size="sm" ml={6} fw={400}>
              {count}
            </Badge>
          )}
        </UnstyledButton>
      </h3>
      <Collapse expanded={open} keepMounted={false}>
        {content()}
      </Collapse>
    </section>
  );
}
