import { Alert, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useT } from "../i18n/language.tsx";
import { ProblemError, UNREACHABLE, UNREADABLE } from "./client.ts";
import { PasskeyTrouble } from "./passkey.ts";

type NoteProps = {
  readonly error: unknown;
  readonly safe?: string;
  /** Whether the fault of a field stands beside the field. */
  readonly beside?: (field: string) => boolean;
};

/** What went wrong and what is safe, in the reader's words. Faults of single fields are named too, where the fields do not say them. */
export function ProblemNote({ error, safe, beside = () => false }: NoteProps) {
  const words = useProblemWords(error);
  const fields = words.fields.filter(({ field }) => !beside(field));
  return (
    <Alert
      role="alert"
      color="amber"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={words.title}
    >
      {words.detail && <Text size="sm">{words.detail}</Text>}
      {fields.length > 0 && (
        <List size="sm" mt={4}>
          {fields.map(({ field, message }) => (
            <List.Item key={`${field} ${message}`}>
              {field}: {message}
            </List.Item>
          ))}
        </List>
      )}
      {safe && (
        <Text size="sm" mt={4}>
          {safe}
        </Text>
      )}
    </Alert>
  );
}

type ProblemWords = {
  readonly title: string;
  readonly detail: string | undefined;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
};

export function useProblemWords(error: unknown): ProblemWords {
  const t = useT();
  if (error instanceof PasskeyTrouble) {
    const { kind } = error;
    return { title: t(`passkey.${kind}`), detail: t(`passkey.${kind}Detail`), fields: [] };
  }
  if (!(error instanceof ProblemError)) {
    return { title: t("problem.bug"), detail: t("problem.bugDetail"), fields: [] };
  }
  const { type, title, detail, errors } = error.problem;
  if (type === UNREACHABLE) {
    return { title: t("problem.unreachable"), detail: t("problem.unreachableDetail"), fields: [] };
  }
  if (type === UNREADABLE) {
    return { title: t("problem.unreadable"), detail: t("problem.unreadableDetail"), fields: [] };
  }
  return { title, detail, fields: errors ?? [] };
}

/** The message for one field, matched by the end of its dotted path: `report.place` is shown at `place`. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find((fault) => fault.field === field || fault.field.endsWith(`.${field}`))
    ?.message;
}

/** Whether the case has moved on since it was read (409): what was typed is kept, the case is read again. */
export function isCaseMoved(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === 409;
}
