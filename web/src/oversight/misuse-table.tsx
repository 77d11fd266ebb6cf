import { Button, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { wantsProof } from "../api/door.ts";
import { askFor, misuseQuery, requestsQuery } from "../api/oversight.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { useGuarded } from "../step-up/step-up.tsx";
import { kindWords } from "./alert-row.tsx";

const COUNTS = ["raised", "explained", "mistake", "misuse"] as const;

/** How often access was found wanting, by month and rule. What is too small to be published is a dash. */
export function MisuseTable({ by }: { readonly by: "oversight" | "statistics" }) {
  const t = useT();
  const figures = useQuery(misuseQuery(by));
  const { data } = figures;
  const hidden = data?.rows.some((row) => COUNTS.some((count) => row[count] === null)) ?? false;
  return (
    <section className="card misuse" aria-label={t("misuse.title")}>
      <h2>{t("misuse.title")}</h2>
      {data && (
        <Text size="sm" c="dimmed" mb={8} maw="75ch">
          {t("misuse.hint", { smallest: data.smallest })}
        </Text>
      )}
      {figures.error && <ProblemNote error={figures.error} />}
      {data?.rows.length === 0 && <Text size="sm">{t("misuse.none")}</Text>}
      {data && data.rows.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table className="figures">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("misuse.month")}</Table.Th>
                <Table.Th>{t("misuse.rule")}</Table.Th>
                <Table.Th ta="right">{t("misuse.raised")}</Table.Th>
                <Table.Th ta="right">{t("finding.explained")}</Table.Th>
                <Table.Th ta="right">{t("finding.mistake")}</Table.Th>
                <Table.Th ta="right">{t("finding.misuse")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.rows.map((row) => (
                <Table.Tr key={`${row.month} ${row.kind}`}>
                  <Table.Td>{row.month}</Table.Td>
                  <Table.Td>{kindWords(t, row.kind)}</Table.Td>
                  {COUNTS.map((count) => (
                    <Table.Td key={count} ta="right">
                      {row[count] ?? <Small least={data.smallest} />}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {by === "statistics" && hidden && <AskForSmall />}
    </section>
  );
}

function Small({ least }: { readonly least: number }) {
  const words = useT()("misuse.small", { smallest: least });
  return (
    <abbr title={words} aria-label={words}>
      –
    </abbr>
  );
}

function AskForSmall() {
  const t = useT();
  const client = useQueryClient();
  const guarded = useGuarded();
  const ask = useMutation({
    mutationFn: () => guarded(() => askFor({ kind: "small-cells" })),
    onSettled: () => client.invalidateQueries({ queryKey: requestsQuery.queryKey }),
  });
  return (
    <>
      <Button variant="subtle" size="compact-sm" mt={8} loading={ask.isPending} onClick={() => ask.mutate()}>
        {t("misuse.ask")}
      </Button>
      {ask.isSuccess && (
        <Text size="sm" role="status">
          {t("alert.requested")}
        </Text>
      )}
      {ask.error && !wantsProof(ask.error) && <ProblemNote error={ask.error} />}
    </>
  );
}
