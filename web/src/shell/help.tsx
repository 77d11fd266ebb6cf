import { Kbd, Modal, Table, Text } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
import type { MessageKey } from "../i18n/translate.ts";

const KEYS: readonly (readonly [string, MessageKey])[] = [
  ["J", "help.down"],
  ["K", "help.up"],
  ["Enter", "help.open"],
  ["N", "help.new"],
  ["1–9", "help.choose"],
  ["Ctrl + Enter", "help.submit"],
  ["?", "help.help"],
];

export function Help(props: {
  readonly opened: boolean;
  readonly close: () => void;
  readonly intake: boolean;
}) {
  const t = useT();
  const keys = KEYS.filter(([, key]) => props.intake || (key !== "help.new" && key !== "help.choose"));
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t("nav.help")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Table withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([name, key]) => (
            <Table.Tr key={key}>
              <Table.Td w={130}>
                <Kbd>{name}</Kbd>
              </Table.Td>
              <Table.Td>{t(key)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="sm">
        {t("help.marks")}
      </Text>
    </Modal>
  );
}
