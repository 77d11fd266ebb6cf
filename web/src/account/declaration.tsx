import type { Declaration } from "@arasha/server/contract";
import { Button, CloseButton, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { declaredQuery, declareTies } from "../api/door.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { declarationOf, EMPTY, isEmpty, NOBODY, type PersonTold, type Told } from "./declaration-form.ts";
import { useMoment } from "./moment.ts";

/** Who she is and who is close to her, so that a case of theirs never comes before her. What she types here is not kept. */
export function DeclarationCard() {
  const t = useT();
  const moment = useMoment();
  const declared = useQuery(declaredQuery);
  const [open, setOpen] = useState(false);
  if (declared.error) return <Failing error={declared.error} retry={() => void declared.refetch()} />;
  if (!declared.data) return <LoadingRows rows={1} height={110} />;
  const { at } = declared.data;
  return (
    <section className="card" aria-label={t("declare.title")}>
      <div className="account-head">
        <h2>{t("declare.title")}</h2>
        {!open && (
          <Button variant={at === null ? "filled" : "default"} onClick={() => setOpen(true)}>
            {t(at === null ? "declare.start" : "declare.add")}
          </Button>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {t("declare.why")}
      </Text>
      <Text size="sm" mt={6} role="status">
        {at === null ? t("declare.never") : t("declare.toldAt", { moment: moment(at) })}
      </Text>
      {open && <DeclarationFields close={() => setOpen(false)} />}
    </section>
  );
}

function DeclarationFields({ close }: { readonly close: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const number = useText()(useSession().country.personalNumber.name);
  const [told, setTold] = useState<Told>(EMPTY);
  const change = (part: Partial<Told>) => setTold((before) => ({ ...before, ...part }));
  const send = useMutation({
    mutationFn: (declaration: Declaration) => declareTies(declaration),
    onSuccess: (answer) => {
      client.setQueryData(declaredQuery.queryKey, answer);
      // Cases may be gone from what was read before.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
      close();
    },
  });
  const fault = (field: string) => fieldError(send.error, field);
  const lineFault = (field: string) => [0, 1, 2, 3, 4].map((at) => fault(`${field}.${at}`)).find(Boolean);
  return (
    <form
      className="declaration"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(declarationOf(told));
      }}
    >
      <Stack gap="md" mt="md">
        {send.error && <ProblemNote error={send.error} />}
        <Part legend={t("declare.self")}>
          <PersonFields person={told.self} change={(self) => change({ self })} />
          <div className="declared-pair">
            <TextInput
              label={t("declare.formerSurnames")}
              description={t("declare.formerSurnamesHint")}
              maxLength={200}
              value={told.formerSurnames}
              onChange={(event) => change({ formerSurnames: event.currentTarget.value })}
            />
            <TextInput
              label={number}
              description={t("declare.numberHint")}
              inputMode="numeric"
              maxLength={30}
              value={told.personalNumber}
              error={fault("personalNumber")}
              onChange={(event) => change({ personalNumber: event.currentTarget.value })}
            />
          </div>
          <div className="declared-pair">
            <Textarea
              label={t("declare.telephones")}
              description={t("declare.aLine")}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={400}
              value={told.telephones}
              error={lineFault("telephones")}
              onChange={(event) => change({ telephones: event.currentTarget.value })}
            />
            <Textarea
              label={t("declare.addresses")}
              description={t("declare.aLine")}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={900}
              value={told.addresses}
              error={lineFault("addresses")}
              onChange={(event) => change({ addresses: event.currentTarget.value })}
            />
          </div>
        </Part>
        <Part legend={t("declare.relatives")}>
          <Text size="sm" c="dimmed">
            {t("declare.relativesHint")}
          </Text>
          {told.relatives.map((relative, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing of their own to be known by.
            <Group key={at} gap="xs" align="flex-end" wrap="nowrap" mt={6}>
              <PersonFields
                person={relative}
                change={(next) =>
                  change({ relatives: told.relatives.map((one, index) => (index === at ? next : one)) })
                }
              />
              <CloseButton
                aria-label={t("action.remove")}
                mb={4}
                onClick={() => change({ relatives: told.relatives.filter((_, index) => index !== at) })}
              />
            </Group>
          ))}
          <Button
            variant="default"
            mt={8}
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => change({ relatives: [...told.relatives, NOBODY] })}
          >
            {t("people.add")}
          </Button>
        </Part>
        <Text size="sm">{t("declare.forgotten")}</Text>
        <Group gap="xs">
          <Button type="submit" loading={send.isPending} disabled={isEmpty(told)}>
            {t("declare.submit")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Part({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className="plain">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

type PersonProps = { readonly person: PersonTold; readonly change: (person: PersonTold) => void };

function PersonFields({ person, change }: PersonProps) {
  const t = useT();
  return (
    <div className="declared-person">
      {(["surname", "given", "patronymic"] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`declare.${field}`)}
          maxLength={200}
          value={person[field]}
          onChange={(event) => change({ ...person, [field]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label={t("declare.born")}
        inputMode="numeric"
        maxLength={4}
        value={person.born}
        onChange={(event) => change({ ...person, born: event.currentTarget.value.replace(/\D/g, "") })}
      />
    </div>
  );
}
