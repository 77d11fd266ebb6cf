import type { CaseView, MyCaseKeys } from "@arasha/server/contract";
import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { wantsProof } from "../api/door.ts";
import { ProblemNote } from "../api/problem.tsx";
import { caseQuery, closeMyCase, openMyCase, useSession } from "../api/queries.ts";
import { isOpenTo } from "../glass/standing.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useGuarded } from "../step-up/step-up.tsx";

type Props = { readonly view: CaseView; readonly now: string };

/** The survivor's own page: whether she has keys to it, new ones, and their end. What the keys are is on this screen once. */
export function MyCaseCard({ view, now }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const { caseId } = view.case;
  const client = useQueryClient();
  const guarded = useGuarded();
  const refresh = () => client.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
  // Never in the cache of the queries: when the card goes, so do the keys.
  const make = useMutation({
    mutationFn: () => guarded(() => openMyCase(caseId)),
    onSuccess: refresh,
    gcTime: 0,
  });
  const close = useMutation({ mutationFn: () => closeMyCase(caseId), onSuccess: refresh });
  const forced = view.entries.findLast(({ type }) => type === "coerced-access");
  const moment = (at: string) => formatMoment(at, now, country.zone, language);
  const may = me.mayWrite.includes("my-case-opened") && isOpenTo(view, me.agency.id, "my-case-opened");
  const since = view.myCaseSince;
  return (
    <section className="card" aria-label={t("myCase.title")}>
      <h2>{t("myCase.title")}</h2>
      {forced && (
        <Alert color="red" mb={8}>
          {t("myCase.coerced", { moment: moment(forced.recordedAt) })}
        </Alert>
      )}
      <Text size="sm">
        {since === null ? t("myCase.none") : t("myCase.since", { moment: moment(since) })}
      </Text>
      <Text size="sm" c="dimmed" mb={8}>
        {t("myCase.sees")}
      </Text>
      {make.data && <Keys keys={make.data} done={() => make.reset()} />}
      {may && !make.data && (
        <>
          <Text size="sm" mb={8}>
            {t("myCase.before")} {since !== null && t("myCase.replaced")}
          </Text>
          <Group gap={8}>
            <Button
              variant="default"
              size="compact-sm"
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              {t(since === null ? "myCase.make" : "myCase.again")}
            </Button>
            {since !== null && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={close.isPending}
                onClick={() => close.mutate()}
              >
                {t("myCase.close")}
              </Button>
            )}
          </Group>
        </>
      )}
      {close.isSuccess && since === null && (
        <Text role="status" size="sm" mt={8}>
          {t("myCase.closed")}
        </Text>
      )}
      {[make.error, close.error].map(
        (error) => error && !wantsProof(error) && <ProblemNote key={error.name} error={error} />,
      )}
    </section>
  );
}

function Keys({ keys, done }: { readonly keys: MyCaseKeys; readonly done: () => void }) {
  const t = useT();
  const { publicOrigin } = useSession().me;
  const host = publicOrigin === null ? location.host : new URL(publicOrigin).host;
  const shown = [
    ["myCase.address", `${host}/my-case`],
    ["myCase.code", keys.code],
    ["myCase.secret", keys.secret],
    ["myCase.duress", keys.duress],
  ] as const;
  return (
    <Alert color="teal" role="status">
      <dl className="my-case-keys">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd className="code">{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" mb={8}>
        {t("myCase.duressHint")}
      </Text>
      <Button size="compact-sm" onClick={done}>
        {t("myCase.done")}
      </Button>
    </Alert>
  );
}
