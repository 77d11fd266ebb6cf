import type { GlassNotices, Questions } from "@arasha/server/contract";
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMoment } from "../account/moment.ts";
import { answerQuestion, noticesQuery, questionsQuery, seeGlass } from "../api/oversight.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { useAgencyName, useCodeName } from "../shell/country.ts";

/** What this person has to know before her work: emergencies on cases her agency keeps, and what a reviewer asks her. */
export function Notices() {
  const t = useT();
  const notices = useQuery(noticesQuery).data?.notices ?? [];
  const questions = useQuery(questionsQuery).data?.questions ?? [];
  return (
    <>
      {questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
      {notices.length > 0 && (
        <section className="card notices" aria-label={t("glass.noticeTitle")}>
          <h2>{t("glass.noticeTitle")}</h2>
          <ul className="plain-list">
            {notices.map((notice) => (
              <Notice key={notice.id} notice={notice} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Notice({ notice }: { readonly notice: GlassNotices["notices"][number] }) {
  const t = useT();
  const moment = useMoment();
  const agency = useAgencyName();
  const code = useCodeName();
  const client = useQueryClient();
  const see = useMutation({
    mutationFn: () => seeGlass(notice.id),
    onSettled: () => client.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
  return (
    <li>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <div>
          <Link to="/cases/$caseId" params={{ caseId: notice.caseId }} className="code">
            {notice.code}
          </Link>
          <Text size="sm">
            {t("glass.notice", {
              agency: agency(notice.agency),
              reason: code("emergencies", notice.reason),
              moment: moment(notice.openedAt),
            })}
          </Text>
        </div>
        <Button variant="default" size="compact-sm" loading={see.isPending} onClick={() => see.mutate()}>
          {t("glass.see")}
        </Button>
      </Group>
      {see.error && <ProblemNote error={see.error} />}
    </li>
  );
}

function Question({ question }: { readonly question: Questions["questions"][number] }) {
  const t = useT();
  const when = useMoment();
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const answer = useMutation({
    mutationFn: () => answerQuestion(question.id, words.trim()),
    onSuccess: () => client.invalidateQueries({ queryKey: questionsQuery.queryKey }),
  });
  const moment = when(question.at);
  return (
    <section className="card notices" aria-label={t("question.title")}>
      <h2>{t("question.title")}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer.mutate();
        }}
      >
        <Text mb={6}>
          {question.code === null
            ? t("question.aboutSome", { moment })
            : t("question.about", { code: question.code, moment })}
        </Text>
        <Textarea
          label={t("question.answer")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={fieldError(answer.error, "words")}
          autosize
          minRows={2}
          minLength={10}
          maxLength={2000}
          required
          withAsterisk={false}
        />
        {answer.error && fieldError(answer.error, "words") === undefined && (
          <ProblemNote error={answer.error} />
        )}
        <Button type="submit" variant="default" mt={8} loading={answer.isPending}>
          {t("question.send")}
        </Button>
      </form>
    </section>
  );
}
