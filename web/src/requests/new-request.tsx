import type { OpenRequest } from "@arasha/server/contract";
import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { openRequest, requestsQuery } from "../api/outgoing.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { instantOf } from "../case/forms/start.ts";
import { useT } from "../i18n/language.tsx";
import { useRequestNames } from "./requests-page.tsx";

type Props = { readonly opened: boolean; readonly close: () => void };

/** Registers a request: who asks, by what, about whom. It asks nothing of any case, so that it tells nothing. */
export function NewRequest({ opened, close }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("request.new")}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {opened && <Fields close={close} />}
    </Modal>
  );
}

function Fields({ close }: { readonly close: () => void }) {
  const t = useT();
  const { country } = useSession();
  const names = useRequestNames();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [when, setWhen] = useState("");
  const [draft, setDraft] = useState({ asker: "", instrument: "", norm: "", from: "", about: "", asks: "" });
  const open = useMutation({
    mutationFn: (body: OpenRequest) => openRequest(body),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: requestsQuery.queryKey });
      close();
      await navigate({ to: "/requests/$id", params: { id } });
    },
  });
  const set = (field: keyof typeof draft) => (value: string) => setDraft({ ...draft, [field]: value });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { asker, instrument, norm, from, about, asks } = draft;
        const receivedAt = instantOf(when, country.zone) ?? Temporal.Now.instant().toString();
        open.mutate({
          receivedAt,
          asker,
          instrument,
          ...(norm.trim() && { norm: norm.trim() }),
          sealed: { from, about, asks },
        });
      }}
    >
      <Stack gap="md">
        <Select
          label={t("request.asker")}
          data={country.requests.askers.map(({ id }) => ({ value: id, label: names.asker(id) }))}
          value={draft.asker || null}
          onChange={(value) => set("asker")(value ?? "")}
          error={fieldError(open.error, "asker")}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Select
          label={t("request.instrument")}
          data={country.requests.instruments.map(({ id }) => ({ value: id, label: names.instrument(id) }))}
          value={draft.instrument || null}
          onChange={(value) => set("instrument")(value ?? "")}
          error={fieldError(open.error, "instrument")}
          required
          withAsterisk={false}
        />
        <TextInput
          type="datetime-local"
          label={t("request.when")}
          description={t("form.whenHint")}
          value={when}
          onChange={(event) => setWhen(event.currentTarget.value)}
          error={fieldError(open.error, "receivedAt")}
          w={260}
        />
        <TextInput
          label={t("request.norm")}
          description={t("request.normHint")}
          value={draft.norm}
          onChange={(event) => set("norm")(event.currentTarget.value)}
          maxLength={300}
          autoComplete="off"
        />
        {(["from", "about", "asks"] as const).map((field) => (
          <Textarea
            key={field}
            label={t(`request.${field}`)}
            autosize
            minRows={field === "asks" ? 3 : 1}
            maxLength={4000}
            value={draft[field]}
            onChange={(event) => set(field)(event.currentTarget.value)}
            error={fieldError(open.error, `sealed.${field}`)}
            required
            withAsterisk={false}
          />
        ))}
        <Text size="sm" c="dimmed">
          {t("request.sealedHint")}
        </Text>
        {open.error && <ProblemNote error={open.error} safe={t("form.kept")} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={open.isPending}>
            {t("request.register")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
