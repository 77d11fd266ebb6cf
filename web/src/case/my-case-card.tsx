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
import { personWords } from "./use-children.ts";

type Props = { readonly view: CaseView; readonly now: string };

/** The survivor's own page: whether she has keys to it, new ones, and their end. What the keys are is on this screen once. */
export function MyCaseCard({ view, now }: Props) {
  return <PageCard view={view} now={now} child={null} since={view.myCaseSince} />;
}

/** The same for each child of the case who has come of age. */
export function GrownPageCards({ view, now }: Props) {
  return view.children.map(
    ({ id, ownPage }) =>
      ownPage && <PageCard key={id} view={view} now={now} child={id} since={ownPage.since} />,
  );
}

type PageProps = Props & { readonly child: string | null; readonly since: string | null };

function PageCard({ view, now, child, since }: PageProps) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const { caseId } = view.case;
  const client = useQueryClient();
  const guarded = useGuarded();
  const refresh = () => client.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
  // Never in the cache of the queries: when the card goes, so do the keys.
  const make = useMutation({
    mutationFn: () => guarded(() => openMyCase(caseId, child)),
    onSuccess: refresh,
    gcTime: 0,
  });
  const close = useMutation({ mutationFn: () => closeMyCase(caseId, child), onSuccess: refresh });
  const forced = view.entries.findLast(
    ({ type, body }) => type === "coerced-access" && (body.child ?? null) === child,
  );
  const moment = (at: string) => formatMoment(at, now, country.zone, language);
  const may = me.mayWrite.includes("my-case-opened") && isOpenTo(view, me.agency.id, "my-case-opened");
  const own = child === null ? "myCase" : "grown";
  const title = child === null ? t("myCase.title") : t("grown.title", { who: personWords(t, view, child) });
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {forced && (
        <Alert color="red" mb={8}>
          {t(`${own}.coerced`, { moment: moment(forced.recordedAt) })}
        </Alert>
      )}
      <Text size="sm">
        {since === null ? t(`${own}.none`) : t(`${own}.since`, { moment: moment(since) })}
      </Text>
      <Text size="sm" c="dimmed" mb={8}>
        {t(`${own}.sees`)}
      </Text>
      {make.data && <Keys keys={make.data} own={own} done={() => make.reset()} />}
      {may && !make.data && (
        <>
          <Text size="sm" mb={8}>
            {t(`${own}.before`)} {since !== null && t("myCase.replaced")}
          </Text>
          <Group gap={8}>
            <Button
              variant="default"
              size="compact-sm"
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              {since === null ? t(`${own}.make`) : t("myCase.again")}
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
          {t(`${own}.closed`)}
        </Text>
      )}
      {[make.error, close.error].map(
        (error) => error && !wantsProof(error) && <ProblemNote key={error.name} error={error} />,
      )}
    </section>
  );
}

type KeysProps = { readonly keys: MyCaseKeys; readonly own: "myCase" | "grown"; readonly done: () => void };

function Keys({ keys, own, done }: KeysProps) {
  const t = useT();
  const { publicOrigin } = useSession().me;
  const host = publicOrigin === null ? location.host : new URL(publicOrigin).host;
  const shown = [
    ["myCase.address", `${host}/my-case`],
    [`${own}.code`, keys.code],
    ["myCase.secret", keys.secret],
    [`${own}.duress`, keys.duress],
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
        {t(`${own}.duressHint`)}
      </Text>
      <Button size="compact-sm" onClick={done}>
        {t(`${own}.done`)}
      </Button>
    </Alert>
  );
}
