import { dateInWords } from "@arasha/law";
import { Collapse, Group, Select, Text, Textarea, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { fieldError } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { compareWords } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { codesOf } from "../shell/country.ts";
import type { ChildToAsk } from "./children.ts";
import { Chips } from "./chips.tsx";
import { DangerSigns } from "./danger.tsx";
import { FactField } from "./fact-field.tsx";
import { MORE_FACTS } from "./facts.ts";
import { type IntakeForm, REPORTED_BY, SAFE_CONTACT } from "./form.ts";
import { ContactFields, PeopleFields } from "./people.tsx";
import { ReferralFields } from "./referrals.tsx";

export type ConversationProps = {
  readonly form: IntakeForm;
  readonly change: (part: Partial<IntakeForm>) => void;
  readonly error: unknown;
  readonly today: string;
  readonly more: boolean;
  readonly setMore: (open: boolean) => void;
  /** The children somebody has to agree for, for a purpose. */
  readonly toAsk: (purpose: string) => readonly ChildToAsk[];
};

/** The conversation in the order a caller tells it, after the limits were said. Every question can be skipped. */
export function Conversation(props: ConversationProps) {
  const t = useT();
  const { form, change } = props;
  const facts = { answers: form.answers, onChange: (answers: IntakeForm["answers"]) => change({ answers }) };
  return (
    <>
      <Section title={t("intake.caller")}>
        <Caller {...props} />
      </Section>
      <Section title={t("intake.whereWhen")}>
        <WhereWhen {...props} />
      </Section>
      <Section title={t("intake.what")}>
        <FactField fact="acts" {...facts} />
        <FactField fact="harm" {...facts} />
        <FactField fact="relation" {...facts} />
      </Section>
      <Section title={t("intake.danger")} hint={t("intake.dangerHint")}>
        <DangerSigns
          flags={form.flags}
          judgement={form.judgement}
          onChange={({ flags, judgement }) => change({ flags, judgement })}
        />
      </Section>
      <Section title={t("intake.people")}>
        <PeopleFields form={form} change={change} />
        <FactField fact="complaint" {...facts} />
      </Section>
      <MoreFacts {...props} />
      <Section title={t("intake.account")} hint={t("intake.sealedHint")}>
        <Textarea
          aria-label={t("intake.account")}
          placeholder={t("intake.accountPlaceholder")}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={20_000}
          value={form.account}
          onChange={(event) => change({ account: event.currentTarget.value })}
        />
        <ContactFields form={form} change={change} />
      </Section>
      <Section title={t("intake.referrals")} hint={t("intake.referralsHint")}>
        <ReferralFields
          place={form.place}
          servesIn={form.servesIn}
          today={props.today}
          referrals={form.referrals}
          toAsk={props.toAsk}
          onChange={(referrals) => change({ referrals })}
        />
      </Section>
    </>
  );
}

type SectionProps = { readonly title: string; readonly hint?: string; readonly children: ReactNode };

function Section({ title, hint, children }: SectionProps) {
  return (
    <section className="intake-section" aria-label={title}>
      <h2>{title}</h2>
      {hint && <p className="hint">{hint}</p>}
      {children}
    </section>
  );
}

function Caller({ form, change }: ConversationProps) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  return (
    <>
      <Chips
        label={t("intake.reportedBy")}
        autoFocus
        options={REPORTED_BY.map((value) => ({ value, label: t(`reportedBy.${value}`) }))}
        value={form.reportedBy ? [form.reportedBy] : []}
        onChange={([chosen]) => change({ reportedBy: chosen ?? null })}
      />
      <Chips
        label={t("intake.safeContact")}
        options={SAFE_CONTACT.map((value) => ({ value, label: t(`safeContact.${value}`) }))}
        value={form.safeContact ? [form.safeContact] : []}
        onChange={([chosen]) => change({ safeContact: chosen ?? null })}
      />
      <Group gap="sm" align="flex-end" grow preventGrowOverflow={false}>
        <TextInput
          label={t("intake.safeContactNote")}
          maxLength={300}
          autoComplete="off"
          value={form.safeContactNote}
          onChange={(event) => change({ safeContactNote: event.currentTarget.value })}
        />
        <Select
          label={t("intake.channel")}
          allowDeselect={false}
          data={codesOf(country, "channels").map(({ id, name }) => ({ value: id, label: text(name) }))}
          value={form.channel}
          onChange={(channel) => channel && change({ channel })}
          maw={260}
        />
      </Group>
    </>
  );
}

function WhereWhen({ form, change, error, today }: ConversationProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { country } = useSession();
  const byName = compareWords(language);
  const places = country.places
    .map(({ id, name }) => ({ value: id, label: text(name) }))
    .sort((a, b) => byName(a.label, b.label));
  return (
    <>
      <Select
        label={t("intake.place")}
        description={t("intake.placeNeeded")}
        searchable
        // Typing replaces a region chosen before, as a keyboard expects.
        onFocus={(event) => event.currentTarget.select()}
        selectFirstOptionOnChange
        nothingFoundMessage={t("intake.placeNone")}
        data={places}
        value={form.place || null}
        onChange={(place) => change({ place: place ?? "" })}
        error={fieldError(error, "place")}
        maw={320}
      />
      <When form={form} change={change} error={error} today={today} />
    </>
  );
}

type WhenProps = Pick<ConversationProps, "form" | "change" | "error" | "today">;

/** Mostly today or yesterday; any other day, or days, is written out. */
function When({ form, change, error, today }: WhenProps) {
  const t = useT();
  const [other, setOther] = useState(false);
  const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
  const days = { today, yesterday } as const;
  const known = (["today", "yesterday"] as const).find((day) => days[day] === form.date && form.began === "");
  const shown = other || known === undefined ? "other" : known;
  return (
    <>
      <Chips
        label={
          <>
            {t("intake.when")} <DateWords date={form.date} />
          </>
        }
        options={(["today", "yesterday", "other"] as const).map((value) => ({
          value,
          label: t(`intake.${value}`),
        }))}
        value={[shown]}
        onChange={([chosen]) => {
          setOther(chosen === "other");
          if (chosen !== "other") change({ date: days[chosen ?? "today"], began: "" });
        }}
      />
      {shown === "other" && (
        <Group gap="sm" align="flex-start">
          <TextInput
            type="date"
            label={t("intake.date")}
            max={today}
            value={form.date}
            onChange={(event) => change({ date: event.currentTarget.value })}
            error={fieldError(error, "date")}
            w={190}
          />
          <TextInput
            type="date"
            label={t("intake.began")}
            max={form.date}
            value={form.began}
            onChange={(event) => change({ began: event.currentTarget.value })}
            w={190}
          />
        </Group>
      )}
    </>
  );
}

/** The date in words: a browser writes figures in an order of its own, and the day decides which law applies. */
function DateWords({ date }: { readonly date: string }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Text span size="sm" fw={400} c="dimmed">
      {date === "" ? t("intake.dateHint") : t("intake.dateWords", { date: dateInWords(date, language) })}
    </Text>
  );
}

/** Facts that few calls need. The law panel opens them when one of them would decide. */
function MoreFacts({ form, change, more, setMore }: ConversationProps) {
  const t = useT();
  const facts = { answers: form.answers, onChange: (answers: IntakeForm["answers"]) => change({ answers }) };
  return (
    <section className="intake-section" aria-label={t("intake.more")}>
      <h2>
        <button type="button" className="fold" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          {t("intake.more")}
        </button>
      </h2>
      <Collapse expanded={more} keepMounted={false}>
        <div className="fact-grid">
          {MORE_FACTS.map((fact) => (
            <FactField key={fact} fact={fact} {...facts} />
          ))}
        </div>
      </Collapse>
    </section>
  );
}
