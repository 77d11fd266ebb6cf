import type { Invited, People } from "@arasha/server/contract";
import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { invitePerson } from "../api/door.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { compareWords } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useKeeping } from "./person-row.tsx";

type InviteFormProps = {
  readonly all: People;
  readonly opened: boolean;
  readonly close: () => void;
  readonly show: (name: string) => (invited: Invited) => void;
};

/** Who, where, as what: three answers, and the link. */
export function InviteForm({ opened, close, ...rest }: InviteFormProps) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("staff.invite")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {opened && <Fields close={close} {...rest} />}
    </Modal>
  );
}

function Fields({ all, close, show }: Omit<InviteFormProps, "opened">) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const [name, setName] = useState("");
  const [agency, setAgency] = useState<string | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const invite = useKeeping(
    () => invitePerson({ name, agency: agency ?? "", role: role ?? "" }),
    (invited) => {
      close();
      show(name)(invited);
    },
  );
  const compare = compareWords(language);
  const kind = all.agencies.find(({ id }) => id === agency)?.kind;
  const agencies = all.agencies
    .map((one) => ({ value: one.id, label: text(one.name) }))
    .toSorted((a, b) => compare(a.label, b.label));
  const rolesIn = (of: string | undefined) =>
    all.roles
      .filter(({ agencyKind }) => agencyKind === of)
      .map((one) => ({ value: one.id, label: text(one.name) }));
  const roles = rolesIn(kind);
  const choose = (id: string | null) => {
    const fitting = rolesIn(all.agencies.find((one) => one.id === id)?.kind);
    setAgency(id);
    // Most kinds of agency have one role: then there is nothing to choose.
    setRole(fitting.length === 1 ? (fitting[0]?.value ?? null) : null);
  };
  const atFields = ["name", "agency", "role"].some((field) => fieldError(invite.told, field) !== undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <Stack gap="md">
        {invite.told && !atFields && <ProblemNote error={invite.told} />}
        <TextInput
          data-autofocus
          label={t("staff.name")}
          description={t("staff.nameHint")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(invite.told, "name")}
          autoComplete="off"
          minLength={2}
          maxLength={120}
          required
          withAsterisk={false}
        />
        <Select
          label={t("staff.agency")}
          data={agencies}
          value={agency}
          onChange={choose}
          error={fieldError(invite.told, "agency")}
          nothingFoundMessage={t("staff.noAgency")}
          searchable
          required
          withAsterisk={false}
        />
        <Select
          label={t("staff.role")}
          data={roles}
          value={role}
          onChange={setRole}
          disabled={agency === null}
          placeholder={agency === null ? t("staff.agencyFirst") : undefined}
          error={fieldError(invite.told, "role")}
          required
          withAsterisk={false}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t("staff.inviteSubmit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
