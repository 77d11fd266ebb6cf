import { useCallback, useEffect, useRef, useState } from "react";
import { clearDraft, saveDraft } from "../api/queries.ts";
import type { IntakeForm } from "./form.ts";

const VERSION = 2;
const DELAY_MS = 1000;
/** After a save that failed; the call goes on meanwhile. */
const AGAIN_MS = 10_000;

export type SaveState =
  | { readonly state: "idle" }
  | { readonly state: "saving" }
  | { readonly state: "saved"; readonly at: string }
  | { readonly state: "failed" };

/** The draft as it is kept, sealed, on the server. */
export function draftOf(form: IntakeForm): Readonly<Record<string, unknown>> {
  return { version: VERSION, form };
}

/** A draft this version of the form can show; one of another version is left alone rather than half read. */
export function formOf(
  content: Readonly<Record<string, unknown>> | null,
  empty: IntakeForm,
): IntakeForm | null {
  if (content?.version !== VERSION || typeof content.form !== "object" || content.form === null) return null;
  return { ...empty, ...(content.form as Partial<IntakeForm>) };
}

/**
 * Keeps the form as a draft one second after the last change. Saves follow one another, never overtake: an older
 * form must not be written over a newer one. `stored` is the form the page began with. `discard` removes the draft; `finish` also stops saving.
 */
export function useAutosave(form: IntakeForm, stored: IntakeForm, worthKeeping: boolean) {
  const [state, setState] = useState<SaveState>({ state: "idle" });
  const queue = useRef<Promise<void>>(Promise.resolve());
  const finished = useRef(false);
  const first = useRef(stored);

  const keep = useCallback((latest: IntakeForm) => {
    queue.current = queue.current.then(async () => {
      if (finished.current) return;
      setState({ state: "saving" });
      setState(await save(latest));
    });
  }, []);
  useEffect(() => {
    if (form === first.current || !worthKeeping) return;
    const timer = setTimeout(() => keep(form), DELAY_MS);
    return () => clearTimeout(timer);
  }, [form, worthKeeping, keep]);
  useEffect(() => {
    if (state.state !== "failed" || !worthKeeping) return;
    const timer = setTimeout(() => keep(form), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, form, worthKeeping, keep]);

  const discard = async () => {
    await queue.current;
    setState(await forget());
  };
  const finish = async () => {
    finished.current = true;
    await discard();
  };
  return { state, discard, finish };
}

/** A draft that stays behind does no harm: its report carries the same key, so sending it again writes nothing new. */
async function forget(): Promise<SaveState> {
  try {
    await clearDraft();
    return { state: "idle" };
  } catch {
    return { state: "failed" };
  }
}

/** A draft that could not be saved is said so, and tried again. */
async function save(form: IntakeForm): Promise<SaveState> {
  try {
    const { savedAt } = await saveDraft(draftOf(form));
    return savedAt === null ? { state: "failed" } : { state: "saved", at: savedAt };
  } catch {
    return { state: "failed" };
  }
}
