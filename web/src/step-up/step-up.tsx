import { Alert, Button, Modal, PasswordInput, Skeleton, Stack, Text } from "@mantine/core";
import { IconBuilding, IconFingerprint } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { accountQuery, goToProvider, stepUpByPassword, wantsProof } from "../api/door.ts";
import { stepUpByPasskey } from "../api/passkey.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useT } from "../i18n/language.tsx";
import { CodeInput } from "../sign-in/password-form.tsx";

type Guarded = <T>(act: () => Promise<T>) => Promise<T>;

const StepUpContext = createContext<Guarded | null>(null);

/**
 * Does something that may ask for a fresh proof of who she is: asks for it, then does it again. When she turns away, the
 * refusal is what comes of it.
 */
export function useGuarded(): Guarded {
  const guarded = useContext(StepUpContext);
  if (!guarded) throw new Error("useGuarded outside StepUpProvider");
  return guarded;
}

export function StepUpProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState(false);
  const answer = useRef<(proved: boolean) => void>(() => undefined);
  const guarded = useCallback(async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (refusal) {
      if (!wantsProof(refusal)) throw refusal;
      const proved = await new Promise<boolean>((resolve) => {
        answer.current = resolve;
        setAsked(true);
      });
      setAsked(false);
      if (!proved) throw refusal;
      return act();
    }
  }, []);
  return (
    <StepUpContext value={guarded}>
      {children}
      <Proof opened={asked} done={(proved) => answer.current(proved)} />
    </StepUpContext>
  );
}

function Proof({ opened, done }: { readonly opened: boolean; readonly done: (proved: boolean) => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={() => done(false)}
      // Above the dialog the step was asked for in.
      zIndex={400}
      title={t("stepUp.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {opened && <Ways done={() => done(true)} />}
    </Modal>
  );
}

/** Only what is as strong as what she came in with: what she has. */
function Ways({ done }: { readonly done: () => void }) {
  const t = useT();
  const account = useQuery(accountQuery);
  const byPasskey = useMutation({ mutationFn: stepUpByPasskey, onSuccess: done });
  const away = useMutation({ mutationFn: () => goToProvider("step-up") });
  if (account.error) return <ProblemNote error={account.error} />;
  if (!account.data) return <Skeleton height={90} />;
  const { passkeys, login, provider } = account.data;
  const told = byPasskey.error ?? away.error;
  const none = passkeys.length === 0 && login === null && provider === null;
  return (
    <Stack gap="md">
      <Text size="sm">{t("stepUp.why")}</Text>
      {told && <ProblemNote error={told} />}
      {passkeys.length > 0 && (
        <Button
          data-autofocus
          leftSection={<IconFingerprint size={18} aria-hidden />}
          loading={byPasskey.isPending}
          onClick={() => byPasskey.mutate()}
        >
          {t("stepUp.passkey")}
        </Button>
      )}
      {login !== null && <PasswordProof done={done} />}
      {provider !== null && (
        <Stack gap={4}>
          <Button
            variant="default"
            leftSection={<IconBuilding size={18} aria-hidden />}
            loading={away.isPending}
            onClick={() => away.mutate()}
          >
            {t("account.provider", { name: provider })}
          </Button>
          <Text size="sm" c="dimmed">
            {t("stepUp.providerWhy")}
          </Text>
        </Stack>
      )}
      {none && (
        <Alert color="amber" variant="light">
          {t("stepUp.link")}
        </Alert>
      )}
    </Stack>
  );
}

function PasswordProof({ done }: { readonly done: () => void }) {
  const t = useT();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const prove = useMutation({
    mutationFn: () => stepUpByPassword({ password, code }),
    onSuccess: done,
    onError: () => setCode(""),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        prove.mutate();
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          label={t("signIn.secret")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fieldError(prove.error, "password")}
          autoComplete="current-password"
          maxLength={200}
          required
          withAsterisk={false}
        />
        <CodeInput label={t("signIn.code")} value={code} onChange={setCode} />
        {prove.error && fieldError(prove.error, "password") === undefined && (
          <ProblemNote error={prove.error} />
        )}
        <Button type="submit" loading={prove.isPending} style={{ alignSelf: "flex-start" }}>
          {t("stepUp.submit")}
        </Button>
      </Stack>
    </form>
  );
}
