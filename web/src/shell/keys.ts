import { useEffect, useRef } from "react";

/** The parts of a key press a shortcut looks at. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">;

/**
 * Which shortcut was pressed: a letter by its place on the keyboard, because on a Kazakh or Russian layout the key
 * of "j" writes "о"; "?" by what it writes, because its place differs; the rest by name. Null with Ctrl, Alt or Meta.
 */
export function shortcutOf(press: Press): string | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === "?") return "?";
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  return letter ? letter.toLowerCase() : press.key;
}

/** Runs the action of a shortcut anywhere on the page except while something is typed, chosen, or open on top. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.repeat && event.key === "Enter") || isBusy(event.target)) return;
      const action = latest.current[shortcutOf(event) ?? ""];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
