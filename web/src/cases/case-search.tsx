import type { CaseSearch, CasesFound } from "@arasha/server/contract";
import { Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { searchCases, useSession } from "../api/queries.ts";
import { useT, useText } from "../i18n/language.tsx";

/** A search by a whole code or number. What was typed stays in this field: in no address, no list of what was asked, no cache. */
export function useCaseSearch() {
  const [asked, setAsked] = useState<CaseSearch>({ by: "code", number: "" });
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

export function CaseSearchForm({ search }: { readonly search: ReturnType<typeof useCaseSearch> }) {
  const t = useT();
  const labels: Readonly<Record<CaseSearch["by"], string>> = {
    code: t("cases.code"),
    telephone: t("people.phone"),
    "personal-number": useText()(useSession().country.personalNumber.name),
  };
  const { asked, change } = search;
  const fault = fieldError(search.error, "number");
  return (
    <search>
      <form
        className="case-search"
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
            data={Object.entries(labels).map(([value, label]) => ({ value, label }))}
          />
          <TextInput
            aria-label={labels[asked.by]}
            placeholder={t(asked.by === "code" ? "cases.wholeCode" : "cases.wholeNumber")}
            inputMode={asked.by === "code" ? "text" : "tel"}
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
