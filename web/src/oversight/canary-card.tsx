import { Button, Group, Select, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMoment } from "../account/moment.ts";
import { wantsProof } from "../api/door.ts";
import { canariesQuery, plantCanary } from "../api/oversight.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { useAgencyName } from "../shell/country.ts";
import { useGuarded } from "../step-up/step-up.tsx";

/** Invented cases, and a place to plant another. */
export function CanaryCard() {
  const t = useT();
  const moment = useMoment();
  const agencyName = useAgencyName();
  const client = useQueryClient();
  const guarded = useGuarded();
  const [agency, setAgency] = useState<string | null>(null);
  const canaries = useQuery(canariesQuery);
  const plant = useMutation({
    mutationFn: (where: string) => guarded(() => plantCanary(where)),
    onSuccess: () => {
      setAgency(null);
      return client.invalidateQueries({ queryKey: canariesQuery.queryKey });
    },
  });
  const told = canaries.error ?? (wantsProof(plant.error) ? null : plant.error);
  return (
    <section className="card" aria-label={t("canary.title")}>
      <h2>{t("canary.title")}</h2>
      <Text size="sm" c="dimmed" mb={8} maw="75ch">
        {t("canary.hint")}
      </Text>
      {canaries.data?.canaries.length === 0 && <Text size="sm">{t("canary.none")}</Text>}
      <ul className="plain-list">
        {canaries.data?.canaries.map(({ code, agency: where, plantedAt }) => (
          <li key={code}>
            <Text size="sm">
              <span className="code">{code}</span> · {agencyName(where)} · {moment(plantedAt)}
            </Text>
          </li>
        ))}
      </ul>
      <Group gap={8} mt={8} align="flex-end">
        <Select
          label={t("canary.agency")}
          data={(canaries.data?.agencies ?? []).map((id) => ({ value: id, label: agencyName(id) }))}
          value={agency}
          onChange={setAgency}
          searchable
          w={320}
          maw="100%"
        />
        <Button
          variant="default"
          disabled={agency === null}
          loading={plant.isPending}
          onClick={() => agency !== null && plant.mutate(agency)}
        >
          {t("canary.plant")}
        </Button>
      </Group>
      {told && <ProblemNote error={told} />}
    </section>
  );
}
