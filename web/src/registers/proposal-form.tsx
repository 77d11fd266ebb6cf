import type { ProposeInput } from "@arasha/server/contract";
import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { propose } from "../api/registers.ts";
import { useT } from "../i18n/language.tsx";
import { LANGUAGES, type Language } from "../i18n/translate.ts";

/** What was found wrong with a field, by the end of its path: `report.on`; of a text, with each of its languages. */
export type Faults = {
  readonly at: (field: string) => string | undefined;
  readonly in: (field: string) => Readonly<Partial<Record<Language, string | undefined>>>;
};

type Props = {
  readonly make: () => ProposeInput;
  readonly close: () => void;
  readonly children: (faults: Faults) => ReactNode;
};

/** Sends what is proposed. Whatever is wrong stands at its field, and the first such field is brought before the reader. */
export function ProposalForm({ make, close, children }: Props) {
  const t = useT();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const done = useMutation({
    mutationFn: () => propose(make()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["registers"] });
      close();
    },
  });
  useEffect(() => {
    if (done.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [done.error]);
  const shown = new Set<string>();
  const at = (field: string) => {
    shown.add(field);
    return fieldError(done.error, field);
  };
  const fields = children({
    at,
    in: (field) => Object.fromEntries(LANGUAGES.map((language) => [language, at(`${field}.${language}`)])),
  });
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        done.mutate();
      }}
    >
      <Stack gap="md">
        {fields}
        {done.error && (
          <ProblemNote
            error={done.error}
            safe={t("form.kept")}
            beside={(field) => [...shown].some((one) => field === one || field.endsWith(`.${one}`))}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={done.isPending}>
            {t("registers.propose")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
