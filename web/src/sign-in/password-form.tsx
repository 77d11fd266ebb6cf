import type { Me } from "@arasha/server/contract";
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { signInByPassword } from "../api/door.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";

/** Name, password and the code of this half minute, where a passkey does not serve. */
export function PasswordForm({ arrive }: { readonly arrive: (me: Me) => void }) {
  const t = useT();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const enter = useMutation({
    mutationFn: () => signInByPassword({ login, password, code }),
    onSuccess: arrive,
    // The code has been used up, and may be asked for anew.
    onError: () => setCode(""),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <Stack gap="sm" className="card">
        {enter.error && <ProblemNote error={enter.error} />}
        <TextInput
          label={t("signIn.login")}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          error={fieldError(enter.error, "login")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
        />
        <PasswordInput
          label={t("signIn.secret")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          maxLength={200}
          required
          withAsterisk={false}
        />
        <CodeInput
          label={t("signIn.code")}
          value={code}
          onChange={setCode}
          error={fieldError(enter.error, "code")}
        />
        <Button type="submit" loading={enter.isPending} style={{ alignSelf: "flex-start" }}>
          {t("signIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}

type CodeInputProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly error?: string | undefined;
};

/** Six digits; what is pasted with a blank in the middle is taken too. */
export function CodeInput({ label, value, onChange, error }: CodeInputProps) {
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, "").slice(0, 6))}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="\d{6}"
      required
      withAsterisk={false}
      className="code-input"
    />
  );
}
