import type { Me } from "@arasha/server/contract";
import { Button, PasswordInput, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { encode } from "uqr";
import { enrolPassword, offerTotp } from "../api/door.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { CodeInput } from "../sign-in/password-form.tsx";

/** A password and the codes of an application on her telephone, where a passkey does not serve. */
export function ChoosePassword({ arrive }: { readonly arrive: (me: Me) => void }) {
  const t = useT();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const offer = useMutation({ mutationFn: offerTotp });
  const save = useMutation({
    mutationFn: () => enrolPassword({ login, password, code }),
    onSuccess: arrive,
    onError: () => setCode(""),
  });
  const { mutate } = offer;
  useEffect(() => mutate(), [mutate]);
  const atFields = ["login", "password", "code"].some((field) => fieldError(save.error, field) !== undefined);
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2>{t("invitation.passwordTitle")}</h2>
      <Stack gap="md">
        {save.error && !atFields && <ProblemNote error={save.error} />}
        <TextInput
          label={t("signIn.login")}
          description={t("invitation.loginHint")}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          error={fieldError(save.error, "login")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          minLength={3}
          maxLength={60}
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          label={t("signIn.secret")}
          description={t("invitation.passwordHint")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fieldError(save.error, "password")}
          autoComplete="new-password"
          minLength={15}
          maxLength={128}
          required
          withAsterisk={false}
        />
        {offer.error && <ProblemNote error={offer.error} />}
        {offer.isPending && <Skeleton height={190} />}
        {offer.data && (
          <Stack gap={6}>
            <Text size="sm">{t("invitation.scan")}</Text>
            <Square text={offer.data.uri} />
            <Text size="sm">
              {t("invitation.key")}: <code className="totp-key">{inFours(offer.data.secret)}</code>
            </Text>
          </Stack>
        )}
        <CodeInput
          label={t("invitation.code")}
          value={code}
          onChange={setCode}
          error={fieldError(save.error, "code")}
        />
        <Button
          type="submit"
          loading={save.isPending}
          disabled={!offer.data}
          style={{ alignSelf: "flex-start" }}
        >
          {t("invitation.submit")}
        </Button>
      </Stack>
    </form>
  );
}

/** A QR code, drawn as one path: nothing of it leaves the page. The key beside it says the same to a screen reader. */
function Square({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} aria-hidden>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function inFours(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, "$& ");
}
