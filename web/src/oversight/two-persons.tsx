import type { Requests } from "@arasha/server/contract";
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMoment } from "../account/moment.ts";
import { wantsProof } from "../api/door.ts";
import { agreeTo, requestsQuery, turnDown } from "../api/oversight.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { isMessageKey, type Translate } from "../i18n/translate.ts";
import { useGuarded } from "../step-up/step-up.tsx";

type Request = Requests["requests"][number];

/** What waits for a second person, this one or another; nothing where nothing waits. */
export function TwoPersons() {
  const t = useT();
  const requests = useQuery(requestsQuery).data?.requests ?? [];
  if (requests.length === 0) return null;
  return (
    <section className="card requests" aria-label={t("request.title")}>
      <h2>{t("request.title")}</h2>
      {requests.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </section>
  );
}

function RequestRow({ request }: { readonly request: Request }) {
  const t = useT();
  const moment = useMoment();
  const agree = useAnswer(() => agreeTo(request.id));
  const decline = useAnswer(() => turnDown(request.id));
  const told = agree.told ?? decline.told;
  return (
    <div className="request">
      <div>
        <Text fw={600}>{what(t, request)}</Text>
        <Text size="sm" c="dimmed">
          {request.mine
            ? t("staff.yourRequest")
            : t("request.by", {
                name: request.asker ?? t("staff.commandLine"),
                moment: moment(request.askedAt),
              })}
        </Text>
        {told && <ProblemNote error={told} />}
      </div>
      <Group gap={8}>
        <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate()}>
          {t(request.mine ? "staff.withdraw" : "staff.decline")}
        </Button>
        {!request.mine && (
          <Button loading={agree.isPending} onClick={() => agree.mutate()}>
            {t("staff.agree")}
          </Button>
        )}
      </Group>
    </div>
  );
}

function useAnswer(act: () => Promise<void>) {
  const client = useQueryClient();
  const guarded = useGuarded();
  const mutation = useMutation({
    mutationFn: () => guarded(act),
    onSettled: () =>
      Promise.all(
        [requestsQuery.queryKey, ["alerts"], ["people"], ["misuse"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  return { ...mutation, told: wantsProof(mutation.error) ? null : mutation.error };
}

function what(t: Translate, { kind, person, code }: Request): string {
  const key = `request.${kind}`;
  const name = [person?.name, code].filter(Boolean).join(", ");
  return isMessageKey(key) && key !== "request.by" && key !== "request.other"
    ? t(key, { name })
    : t("request.other", { kind, name });
}
