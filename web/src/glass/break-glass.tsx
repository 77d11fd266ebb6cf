import { Alert, Button, Group, Modal, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconUrgent } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { wantsProof } from "../api/door.ts";
import { breakGlass } from "../api/oversight.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { caseQuery, useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import { useGuarded } from "../step-up/step-up.tsx";

/** Opens a case because a life is in danger. `code`: of the case one is looking at; without it the code is asked. */
export function BreakGlass({ code }: { readonly code?: string }) {
  const t = useT();
  const { me } = useSession();
  const [opened, setOpened] = useState(false);
  if (!me.mayWrite.includes("glass-broken")) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconUrgent size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t(code === undefined ? "glass.open" : "glass.fromCase")}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("glass.title")}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {opened && <GlassForm known={code ?? ""} close={() => setOpened(false)} />}
      </Modal>
    </>
  );
}

function GlassForm({ known, close }: { readonly known: string; readonly close: () => void }) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const guarded = useGuarded();
  const [code, setCode] = useState(known);
  const [reason, setReason] = useState("");
  const [words, setWords] = useState("");
  const open = useMutation({
    mutationFn: () => guarded(() => breakGlass({ code: code.trim(), reason, words: words.trim() })),
    onSuccess: async ({ caseId }) => {
      await client.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
      close();
      await navigate({ to: "/cases/$caseId", params: { caseId } });
    },
  });
  const told = wantsProof(open.error) ? null : open.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <Stack gap="md">
        <Alert color="amber" variant="light">
          <Text size="sm">{t("glass.what")}</Text>
        </Alert>
        {known === "" && (
          <TextInput
            data-autofocus
            label={t("glass.code")}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            className="code"
            maxLength={20}
            autoComplete="off"
            required
            withAsterisk={false}
          />
        )}
        <Radio.Group
          label={t("glass.reason")}
          value={reason}
          onChange={setReason}
          required
          withAsterisk={false}
        >
          <Stack gap={8} mt={6}>
            {codesOf(country, "emergencies").map(({ id, name }) => (
              <Radio key={id} value={id} label={text(name)} required />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t("glass.words")}
          description={t("glass.wordsHint")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={fieldError(open.error, "words")}
          autosize
          minRows={2}
          minLength={10}
          maxLength={2000}
          required
          withAsterisk={false}
        />
        {told && fieldError(told, "words") === undefined && <ProblemNote error={told} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" color="red" loading={open.isPending}>
            {t("glass.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
