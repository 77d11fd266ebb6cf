import type { Reason, Truth } from "@arasha/law";
import { Anchor, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconChevronDown, IconChevronRight, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useT } from "../../i18n/language.tsx";
import { NormMark } from "../norm-mark.tsx";
import type { Ask } from "./missing.tsx";

type Props = { readonly reason: Reason; readonly on: string; readonly ask: Ask };

/** The reasons of an answer as a tree: what each found, its mark, its norm. What decided stands open, the rest folded. */
export function ReasonTree({ reason, on, ask }: Props) {
  const t = useT();
  return (
    <div className="reasons">
      <p className="reason-legend">
        {MARKS.map((truth) => (
          <span key={truth}>
            <TruthMark truth={truth} /> {t(`truth.${truth}`)}
          </span>
        ))}
      </p>
      <ReasonList of={reason.of} on={on} ask={ask} />
    </div>
  );
}

const MARKS: readonly Truth[] = ["yes", "no", "unknown"];
const ICONS = { yes: IconCheck, no: IconX, unknown: IconQuestionMark } as const;

/** Shape, and colour beside it; the word stands in the legend, and with each mark for those who listen. */
function TruthMark({ truth }: { readonly truth: Truth }) {
  const Icon = ICONS[truth];
  return (
    <span className="truth" data-truth={truth}>
      <Icon size={12} stroke={2.5} aria-hidden />
    </span>
  );
}

type ListProps = Omit<Props, "reason"> & { readonly of: readonly Reason[] };

function ReasonList({ of, on, ask }: ListProps) {
  return (
    <ul className="reason-list">
      {of.map((reason) => (
        <ReasonItem key={`${reason.kind} ${reason.words}`} reason={reason} on={on} ask={ask} />
      ))}
    </ul>
  );
}

function ReasonItem({ reason, on, ask }: Props) {
  const t = useT();
  const list = useId();
  const { of, truth, words, norm, fact, decides } = reason;
  const [open, setOpen] = useState(decides);
  const said = (
    <>
      <VisuallyHidden>{t(`truth.${truth}`)}: </VisuallyHidden>
      {words}
    </>
  );
  return (
    <li>
      <div className="reason" data-decides={decides || undefined}>
        <TruthMark truth={truth} />
        <div>
          {of.length > 0 ? (
            <UnstyledButton
              className="reason-button"
              aria-expanded={open}
              aria-controls={open ? list : undefined}
              onClick={() => setOpen(!open)}
            >
              {said}{" "}
              {open ? (
                <IconChevronDown size={13} className="reason-chevron" aria-hidden />
              ) : (
                <IconChevronRight size={13} className="reason-chevron" aria-hidden />
              )}
            </UnstyledButton>
          ) : (
            <span>{said}</span>
          )}{" "}
          {norm && <NormMark norm={norm.id} part={norm.part} on={on} bare />}
          {truth === "unknown" && fact && ask && (
            <Anchor component="button" type="button" size="sm" className="ask-link" onClick={() => ask(fact)}>
              {t("law.askThis")}
            </Anchor>
          )}
        </div>
      </div>
      {open && of.length > 0 && (
        <div id={list} className="reason-under">
          <ReasonList of={of} on={on} ask={ask} />
        </div>
      )}
    </li>
  );
}
