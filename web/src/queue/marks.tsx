import type { CaseSummary, DutyView } from "@arasha/server/contract";
import { Badge, Tooltip } from "@mantine/core";
import { IconAlertOctagonFilled, IconAlertTriangle, IconCircle, IconCircleDashed } from "@tabler/icons-react";
import { useT } from "../i18n/language.tsx";

type Risk = CaseSummary["risk"];

const LOOK: Readonly<Record<Risk, { readonly color: string; readonly Icon: typeof IconCircle }>> = {
  immediate: { color: "red", Icon: IconAlertOctagonFilled },
  high: { color: "red", Icon: IconAlertTriangle },
  raised: { color: "amber", Icon: IconAlertTriangle },
  "not-established": { color: "gray", Icon: IconCircle },
  "not-checked": { color: "gray", Icon: IconCircleDashed },
};

/** The professional's judgement of danger, in word, shape and colour. `quiet`: in lists only what asks for attention. */
export function RiskMark({ risk, quiet = false }: { readonly risk: Risk; readonly quiet?: boolean }) {
  const t = useT();
  const { color, Icon } = LOOK[risk];
  if (quiet && color === "gray") return null;
  return (
    <Badge variant="light" color={color} tt="none" fw={600} leftSection={<Icon size={13} aria-hidden />}>
      {t(`risk.${risk}`)}
    </Badge>
  );
}

/** A duty that only applies if a fact not asked turns out so, or whose end is not established. */
export function PossibleMark({ duty }: { readonly duty: DutyView }) {
  const t = useT();
  if (duty.verdict === "applies" && duty.dueEstablished) return null;
  const key = duty.verdict === "possible" ? "duty.possible" : "duty.notEstablished";
  return (
    <Tooltip label={t(`${key}Hint`)}>
      <Badge variant="default" tt="none" fw={400} size="sm">
        {t(key)}
      </Badge>
    </Tooltip>
  );
}
