import type { CaseSearch, CasesFound } from "@arasha/server/contract";
import { Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { searchCases, useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";

/** A search by a whole number. What was typed stays in this field: in no address, no list of what was asked, no cache. */
export function useNumberSearch() {
  const [asked, setAsked] = useState<CaseSearch>({ by: "telephone", number: "" });
  const { mutate, reset, data, error, isPending } = useMutation({
    mutationFn: (search: CaseSearch) => searchCases(search),
    gcTime: 0,
  });
  const change = (part: Partial<CaseSearch>) => {
    setAsked((before) => ({ ...before, ...part }));
    reset();
  };
  const found: CasesFound | null = data ?? null;
  return { asked, change, run: () => mutate(asked), found, error, pending: isPending };
}

export function NumberSearch({ search }: { readonly search: ReturnType<typeof useNumberSearch> }) {
  const t = useT();
  const number = useText()(useSession().country.personalNumber.name);
  const { asked, change } = search;
  const fault = fieldError(search.error, "number");
  const label = asked.by === "telephone" ? t("people.phone") : number;
  return (
    <search>
      <form
        className="number-search"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          search.run();
        }}
      >
        <Group gap="sm" align="flex-start">
          <SegmentedControl
            aria-label={t("cases.findBy")}
            value={asked.by}
            onChange={(by) => change({ by: by as CaseSearch["by"] })}
            data={[
              { value: "telephone", label: t("people.phone") },
              { value: "personal-number", label: number },
            ]}
          />
          <TextInput
            aria-label={label}
            placeholder={t("cases.wholeNumber")}
            inputMode="tel"
            maxLength={40}
            w={220}
            value={asked.number}
            error={fault}
            onChange={(event) => change({ number: event.currentTarget.value })}
          />
          <Button
            type="submit"
            variant="default"
            loading={search.pending}
            disabled={asked.number.trim() === ""}
          >
            {t("cases.findNumber")}
          </Button>
          {search.found && (
            <Button variant="subtle" onClick={() => change({ number: "" })}>
              {t("cases.allAgain")}
            </Button>
          )}
        </Group>
        {search.error && !fault && <ProblemNote error={search.error} />}
      </form>
    </search>
  );
}
