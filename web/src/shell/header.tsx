import type { Me } from "@arasha/server/contract";
import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Menu,
  SegmentedControl,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import {
  IconFlask2,
  IconHelp,
  IconKey,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queueQuery, signOut } from "../api/queries.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { LANGUAGES, type Language } from "../i18n/translate.ts";
import { hasQueue } from "./home.ts";

type HeaderProps = { readonly me: Me; readonly openHelp: () => void };

export function Header({ me, openHelp }: HeaderProps) {
  const t = useT();
  return (
    <div className="header">
      <Link to="/" className="wordmark" aria-label={t("nav.home")}>
        Arasha
      </Link>
      {me.synthetic && <SyntheticMark />}
      <Navigation me={me} />
      <Group gap={6} wrap="nowrap" className="header-tools">
        <LanguageSwitch />
        <SchemeSwitch />
        <Who me={me} openHelp={openHelp} />
      </Group>
    </div>
  );
}

/** Said on every page of a demonstration database, so that nobody takes an invented case for a real one. */
function SyntheticMark() {
  const t = useT();
  return (
    <Tooltip label={t("synthetic.hint")}>
      <Badge
        className="synthetic"
        variant="outline"
        color="amber"
        tt="none"
        fw={400}
        size="md"
        leftSection={<IconFlask2 size={13} aria-hidden />}
      >
        {t("synthetic.mark")}
      </Badge>
    </Tooltip>
  );
}

function Navigation({ me }: { readonly me: Me }) {
  const t = useT();
  return (
    <nav className="nav" aria-label={t("nav.label")}>
      {hasQueue(me) && (
        <Link to="/queue" className="nav-link">
          {t("nav.queue")}
          <QueueCounts />
        </Link>
      )}
      {me.intake && (
        <Link to="/new" className="nav-link">
          {t("nav.new")}
        </Link>
      )}
      {hasQueue(me) && (
        <Link to="/cases" className="nav-link" activeOptions={{ exact: false }}>
          {t("nav.cases")}
        </Link>
      )}
      {me.requests && (
        <Link to="/requests" className="nav-link" activeOptions={{ exact: false }}>
          {t("nav.requests")}
        </Link>
      )}
      {me.administrator && (
        <Link to="/people" className="nav-link">
          {t("nav.people")}
        </Link>
      )}
      {me.administrator && (
        <Link to="/breaches" className="nav-link">
          {t("nav.breaches")}
        </Link>
      )}
      {me.oversight && (
        <Link to="/oversight" className="nav-link">
          {t("nav.oversight")}
        </Link>
      )}
      {me.registers && (
        <Link to="/registers" className="nav-link">
          {t("nav.registers")}
        </Link>
      )}
      {me.statistics && (
        <Link to="/numbers" className="nav-link">
          {t("nav.numbers")}
        </Link>
      )}
    </nav>
  );
}

/** Late first and with its own shape; nothing is shown for an empty band. */
function QueueCounts() {
  const t = useT();
  const counts = useQuery(queueQuery).data?.counts;
  if (!counts) return null;
  return (
    <>
      {counts.late > 0 && (
        <span className="count" data-band="late">
          {counts.late} <span className="count-word">{t("nav.late")}</span>
        </span>
      )}
      {counts.today > 0 && (
        <span className="count">
          {counts.today} <span className="count-word">{t("nav.today")}</span>
        </span>
      )}
    </>
  );
}

const LANGUAGE_LABELS: Readonly<Record<Language, string>> = { kk: "Қаз", ru: "Рус", en: "Eng" };

export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const t = useT();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("nav.language")}
      value={language}
      onChange={(value) => choose(LANGUAGES.find((known) => known === value) ?? language)}
      data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_LABELS[value] }))}
    />
  );
}

export function SchemeSwitch() {
  const t = useT();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const label = t(dark ? "nav.lightScheme" : "nav.darkScheme");
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(dark ? "light" : "dark")}
      >
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

function Who({ me, openHelp }: HeaderProps) {
  const t = useT();
  const text = useText();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    // Nothing read in this session may stay on the screen or in the memory of the page, also where nobody answers.
    onSettled: () => {
      client.clear();
      window.location.replace("/");
    },
  });
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="subtle" color="gray" px={8} className="who">
          <IconUserCircle size={20} aria-hidden />
          <span className="who-text">
            <span>{text(me.role.name)}</span> <span className="who-agency">{text(me.agency.name)}</span>
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" fw={600} px="sm" pt={6}>
          {text(me.role.name)}
        </Text>
        <Text size="sm" c="dimmed" px="sm" pb={6}>
          {text(me.agency.name)}
        </Text>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKey size={16} />} component={Link} to="/account">
          {t("nav.account")}
        </Menu.Item>
        <Menu.Item leftSection={<IconHelp size={16} />} onClick={openHelp}>
          {t("nav.help")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          {t("nav.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
