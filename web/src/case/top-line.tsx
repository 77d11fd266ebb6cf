import type { CaseView } from "@arasha/server/contract";
import { ActionIcon, CopyButton, Group, Popover, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy, IconEye, IconPhone, IconPhoneOff } from "@tabler/icons-react";
import { useSession } from "../api/queries.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import type { MessageKey } from "../i18n/translate.ts";
import { RiskMark } from "../queue/marks.tsx";
import { useAgencyName, useCodeName, usePlaceName } from "../shell/country.ts";
import { groundWords } from "./who-reads.tsx";

type Props = { readonly view: CaseView; readonly now: string };

/** What must be known before anything is done: which case, how dangerous, how she may be reached, what may be read and why. */
export function TopLine({ view, now }: Props) {
  const t = useT();
  const place = usePlaceName();
  const code = useCodeName();
  return (
    <header className="top-line">
      <Group gap={4} wrap="nowrap">
        <h1 className="code">{view.case.code}</h1>
        <CopyCode code={view.case.code} />
      </Group>
      <RiskMark risk={view.risk.band} />
      <SafeContact view={view} />
      <WhoSees view={view} now={now} />
      <Text size="sm" c="dimmed">
        {place(view.case.place)}
        {view.case.status === "closed" &&
          ` · ${view.closing ? t("case.closedAs", { closing: code("closings", view.closing) }) : t("cases.closedMark")}`}
      </Text>
    </header>
  );
}

function CopyCode({ code }: { readonly code: string }) {
  const t = useT();
  return (
    <CopyButton value={code}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? "case.copied" : "case.copy")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={copy}
            aria-label={t(copied ? "case.copied" : "case.copy")}
          >
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** The rule of contact, always in words. "Nobody may contact her" is the rule wherever nothing else was agreed. */
function SafeContact({ view }: Pick<Props, "view">) {
  const t = useT();
  const { safeContact } = view;
  const none = safeContact === null || !safeContact.holds;
  const key =
    safeContact?.channel === "none" || safeContact === null ? "contact.none" : reachKey(safeContact);
  return (
    <span className="safe-contact" data-none={none || undefined}>
      {none ? <IconPhoneOff size={15} aria-hidden /> : <IconPhone size={15} aria-hidden />}
      {t(key)}
      {safeContact?.note && `: ${safeContact.note}`}
    </span>
  );
}

/** What no longer holds is no rule to go by: it says so, and nobody is contacted until she is asked anew. */
function reachKey(safeContact: NonNullable<CaseView["safeContact"]>): MessageKey {
  if (safeContact.endedAt !== null) return "contact.ended";
  return safeContact.holds ? `contact.${safeContact.channel}` : "contact.expired";
}

function WhoSees({ view, now }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const agency = useAgencyName();
  const mine = view.participants.find((participant) => participant.agency === me.agency.id);
  return (
    <Popover position="bottom-start" width={320} withArrow>
      <Popover.Target>
        <UnstyledButton className="who-sees">
          <IconEye size={15} aria-hidden />
          {mine ? t("case.youSee", { ground: groundWords(t, mine.ground) }) : t("case.youSeeOther")}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb={4}>
          {t("case.whoSees")}
        </Text>
        <ul className="plain-list">
          {view.participants.map((participant) => (
            <li key={participant.agency}>
              <Text size="sm">{agency(participant.agency)}</Text>
              <Text size="sm" c="dimmed">
                {t("case.seesSince", {
                  moment: formatMoment(participant.since, now, country.zone, language),
                  ground: groundWords(t, participant.ground),
                })}
              </Text>
            </li>
          ))}
        </ul>
        <Text size="sm" c="dimmed" mt={6}>
          {t("case.reading")}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
