import type { AccountView } from "@arasha/server/contract";
import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { accountQuery, setMail, wantsProof } from "../api/door.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useGuarded } from "../step-up/step-up.tsx";

/** Where she is told that somebody signed in as her, and reminded of what she keeps, if she wants to be. The address before is told of a new one. */
export function MailCard({ account: { mail } }: { readonly account: AccountView }) {
  const t = useT();
  const { language } = useLanguage();
  const { me } = useSession();
  const client = useQueryClient();
  const guarded = useGuarded();
  const [address, setAddress] = useState(mail?.address ?? "");
  const save = useMutation({
    mutationFn: (to: string) => guarded(() => setMail(to === "" ? null : { address: to, language })),
    onSettled: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  const fault = fieldError(save.error, "address");
  const told = save.error && !wantsProof(save.error) && fault === undefined ? save.error : null;
  return (
    <section className="card" aria-label={t("account.mail")}>
      <h2>{t("account.mail")}</h2>
      <Text size="sm" c="dimmed">
        {t("account.mailHint")} {me.registers && t("registers.mailHint")}
      </Text>
      {told && <ProblemNote error={told} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(address.trim());
        }}
      >
        <Group align="flex-end" gap="sm" mt={8}>
          <TextInput
            type="email"
            label={t("account.mailAddress")}
            value={address}
            onChange={({ currentTarget }) => setAddress(currentTarget.value)}
            error={fault}
            miw={260}
          />
          <Button type="submit" variant="default" loading={save.isPending}>
            {t("action.save")}
          </Button>
        </Group>
      </form>
      {save.isSuccess && (
        <Text role="status" size="sm" mt={6}>
          {t(mail === null ? "account.mailNone" : "account.mailSaved")}
        </Text>
      )}
    </section>
  );
}
