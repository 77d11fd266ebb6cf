import type { Invited } from "@arasha/server/contract";
import { Button, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMoment } from "../account/moment.ts";
import { useT } from "../i18n/language.tsx";

export type Shown = Invited & { readonly name: string };

/** The link, this once; or that a second person is needed first. A click beside it does not close: it would be lost. */
export function LinkShown({ shown, close }: { readonly shown: Shown | null; readonly close: () => void }) {
  const t = useT();
  const waits = shown !== null && shown.link === null;
  return (
    <Modal
      opened={shown !== null}
      onClose={close}
      closeOnClickOutside={waits}
      title={shown && (waits ? t("staff.waitTitle") : t("staff.linkTitle", { name: shown.name }))}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {shown && (
        <Stack gap="md">
          {shown.link === null ? (
            <Text size="sm">{t("staff.waitWhat")}</Text>
          ) : (
            <TheLink {...shown} link={shown.link} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("action.close")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function TheLink({ link, expiresAt }: Shown & { readonly link: string }) {
  const t = useT();
  const moment = useMoment();
  return (
    <>
      <Text size="sm">{t("staff.linkHow")}</Text>
      <div className="link-box">{link}</div>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {expiresAt && t("staff.linkUntil", { moment: moment(expiresAt) })}
        </Text>
        <CopyButton value={link} timeout={3000}>
          {({ copied, copy }) => (
            <Button
              data-autofocus
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? "staff.copied" : "staff.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </>
  );
}
