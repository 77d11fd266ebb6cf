import type { CaseView } from "@arasha/server/contract";
import { Button, Group, Menu, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useId } from "react";
import { useSession } from "../api/queries.ts";
import { isOpenTo } from "../glass/standing.ts";
import { localDate } from "../i18n/format.ts";
import { useT, useText } from "../i18n/language.tsx";
import { NormMark } from "../law/norm-mark.tsx";
import { Clock } from "../queue/clock-words.tsx";
import { openRequests } from "./erasure.ts";
import { type FormType, isFormType } from "./forms/fields.ts";
import { mergeSteps, pendingDisclosures, type Step } from "./steps.ts";

type Props = {
  readonly view: CaseView;
  readonly now: string;
  readonly start: (type: FormType, preset: Readonly<Record<string, unknown>>) => void;
};

/** What the law allows this person to do on this case now, most pressing first; anything else stands under "other". */
export function NextSteps({ view, now, start }: Props) {
  const t = useT();
  const { me } = useSession();
  const steps = mergeSteps(view).filter((step): step is FormStep => isFormType(step.type));
  const offered = new Set<string>(steps.map((step) => step.type));
  const others = me.mayWrite
    .filter(isFormType)
    .filter((type) => !offered.has(type) && isPossible(type, view) && isOpenTo(view, me.agency.id, type));
  return (
    <section className="card next-steps" aria-label={t("case.nextSteps")}>
      <h2>{t("case.nextSteps")}</h2>
      {steps.length === 0 && <Text c="dimmed">{t("case.noSteps")}</Text>}
      <ul className="plain-list">
        {steps.map((step, index) => (
          <StepItem
            key={`${step.type} ${JSON.stringify(step.preset)}`}
            step={step}
            first={index === 0}
            now={now}
            start={() => start(step.type, step.preset)}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={15} aria-hidden />}
              mt={6}
            >
              {t("case.otherEntry")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((type) => (
              <Menu.Item key={type} onClick={() => start(type, {})}>
                {t(`do.${type}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </section>
  );
}

type FormStep = Step & { readonly type: FormType };
type StepProps = {
  readonly step: FormStep;
  readonly first: boolean;
  readonly now: string;
  readonly start: () => void;
};

function StepItem({ step, first, now, start }: StepProps) {
  const t = useT();
  const text = useText();
  const { zone } = useSession().country;
  const hint = useId();
  return (
    <li className="next-step">
      <Button
        variant={first ? "filled" : "default"}
        onClick={start}
        fullWidth
        justify="flex-start"
        aria-describedby={step.asks.length > 0 ? hint : undefined}
      >
        {t(`do.${step.type}`)}
      </Button>
      {step.asks.length > 0 && (
        <div id={hint} className="asks">
          {step.asks.map(({ norm, duty }) => (
            <div key={`${norm} ${duty?.duty}`} className="ask-of">
              {duty && <Text size="sm">{text(duty.title)}</Text>}
              <Group gap="2px 8px">
                <NormMark norm={norm} on={localDate(now, zone)} />
                {duty && <Clock due={duty.due} startedAt={duty.startedAt} now={now} />}
              </Group>
            </div>
          ))}
        </div>
      )}
    </li>
  );
}

/** An entry about an order or a proceeding needs one to be about; a closed case takes notes and corrections only. */
function isPossible(type: FormType, view: CaseView): boolean {
  if (type === "erasure-approved") return openRequests(view).some(({ approved }) => !approved);
  if (type === "hold-lifted") return view.holds.length > 0;
  if (type === "erasure-asked" || type === "hold-placed") return true;
  if (view.case.status === "closed") return type === "note";
  if (type === "safe-contact-withdrawn") return view.safeContact?.endedAt === null;
  if (type === "contact-tried") return view.safeContact !== null;
  if (type === "protective-order-issued") return true;
  if (type.startsWith("protective-order-")) return view.orders.some((order) => order.endedAt === null);
  if (type === "consent-withdrawn") return view.grants.some(({ ground }) => ground === "consent");
  if (type === "asked-anew") return view.children.some(({ adult }) => adult !== "no");
  if (type === "disclosure-approved") return pendingDisclosures(view).length > 0;
  if (type === "consent-given") return view.participants.length > 1;
  if (type === "proceeding-ended") return view.proceedings.some((one) => one.endedAt === null);
  return true;
}
