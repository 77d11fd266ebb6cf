import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { accountQuery, changePassword, wantsProof } from "../api/door.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { useGuarded } from "../step-up/step-up.tsx";

/** Another password in place of the one she has. Her codes stay; her other sessions end. */
export function PasswordCard({ login }: { readonly login: string }) {
  const t = useT();
  const client = useQueryClient();
  const guarded = useGuarded();
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: () => guarded(() => changePassword({ old, password })),
    onSuccess: () => {
      setOld("");
      setPassword("");
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  const faults = { old: fieldError(save.error, "old"), password: fieldError(save.error, "password") };
  const atField = faults.old !== undefined || faults.password !== undefined;
  const told = save.error && !wantsProof(save.error) && !atField ? save.error : null;
  return (
    <section className="card" aria-label={t("account.changePassword")}>
      <h2>{t("account.changePassword")}</h2>
      {told && <ProblemNote error={told} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm" mt={8} maw={380}>
          {/* For whatever keeps her passwords: whose this is. */}
          <input type="text" autoComplete="username" value={login} readOnly hidden />
          <PasswordInput
            label={t("account.passwordOld")}
            value={old}
            onChange={({ currentTarget }) => setOld(currentTarget.value)}
            error={faults.old}
            autoComplete="current-password"
            maxLength={200}
            required
            withAsterisk={false}
          />
          <PasswordInput
            label={t("account.passwordNew")}
            description={t("invitation.passwordHint")}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            error={faults.password}
            autoComplete="new-password"
            minLength={15}
            maxLength={128}
            required
            withAsterisk={false}
          />
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            style={{ alignSelf: "flex-start" }}
          >
            {t("account.changePassword")}
          </Button>
        </Stack>
      </form>
      {save.isSuccess && (
        <Text role="status" size="sm" mt={6}>
          {t("account.passwordChanged")}
        </Text>
      )}
    </section>
  );
}
