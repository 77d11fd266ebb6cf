import { Chip } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

type Option<T> = { readonly value: T; readonly label: string };

type ChipsProps<T extends string> = {
  readonly label: ReactNode;
  readonly options: readonly Option<T>[];
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
  readonly multiple?: boolean;
  /** The label stands beside the options instead of above them. */
  readonly inline?: boolean;
  /** The fact it answers, so that the law panel can lead to it. */
  readonly fact?: string | undefined;
  readonly color?: string | undefined;
  /** Number keys are only shown where they help: not on a yes and a no. */
  readonly hints?: boolean;
  /** It takes the focus when it appears: the first question of a page that is all questions. */
  readonly autoFocus?: boolean;
  /** Id of a text to be heard with the question. */
  readonly describedBy?: string | undefined;
};

/**
 * One question with its options as chips. One stop of the Tab key; arrows move, Space or a number key chooses,
 * choosing again (or Delete) takes the answer back, so that every question can be skipped and unsaid.
 */
export function Chips<T extends string>(props: ChipsProps<T>) {
  const {
    label,
    options,
    value,
    onChange,
    multiple = false,
    inline = false,
    fact,
    color,
    hints = true,
    autoFocus = false,
    describedBy,
  } = props;
  const name = useId();
  const field = useRef<HTMLFieldSetElement>(null);
  const chosen = options.findIndex((option) => value.includes(option.value));
  const [focused, setFocused] = useState<number | null>(null);
  const stop = focused ?? Math.max(0, chosen);
  const first = useRef(autoFocus ? stop : null);
  useEffect(() => {
    if (first.current === null) return;
    // The page stays at its top, where the title and the confidentiality are.
    inputsOf(field.current)[first.current]?.focus({ preventScroll: true });
  }, []);

  const toggle = (option: T) => {
    const taken = value.includes(option);
    if (!multiple) onChange(taken ? [] : [option]);
    else onChange(options.map((one) => one.value).filter((one) => value.includes(one) !== (one === option)));
  };
  const focus = (index: number) => {
    setFocused(index);
    inputsOf(field.current)[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyAction(event, options.length, stop);
    if (!act) return;
    event.preventDefault();
    if (act.kind === "clear") return onChange([]);
    focus(act.index);
    const option = options[act.index];
    if (act.kind === "choose" && option) toggle(option.value);
  };

  return (
    <fieldset
      ref={field}
      className="chips"
      data-inline={inline || undefined}
      data-fact={fact}
      aria-describedby={describedBy}
      onKeyDown={onKeyDown}
    >
      <legend>{label}</legend>
      <div className="chips-options">
        {options.map((option, index) => (
          <Chip
            key={option.value}
            size="sm"
            radius="sm"
            variant="outline"
            color={color}
            type={multiple ? "checkbox" : "radio"}
            name={multiple ? undefined : name}
            value={option.value}
            checked={value.includes(option.value)}
            tabIndex={index === stop ? 0 : -1}
            // A radio that is already chosen reports no change; a click on it takes the answer back.
            onClick={() => !multiple && value.includes(option.value) && onChange([])}
            onChange={() => (multiple ? toggle(option.value) : onChange([option.value]))}
            onFocus={() => setFocused(index)}
            icon={null}
          >
            {hints && index < 9 && (
              <span className="chip-key" aria-hidden>
                {index + 1}
              </span>
            )}
            {option.label}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

function inputsOf(field: HTMLFieldSetElement | null): readonly HTMLInputElement[] {
  return [...(field?.querySelectorAll("input") ?? [])];
}

type KeyAction = { readonly kind: "clear" } | { readonly kind: "move" | "choose"; readonly index: number };

/** What a key does in a question of `count` options with the focus on option `at`; null: nothing of ours. */
export function keyAction(
  press: Pick<KeyboardEvent | globalThis.KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  count: number,
  at: number,
): KeyAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (/^[1-9]$/.test(press.key)) {
    const index = Number(press.key) - 1;
    return index < count ? { kind: "choose", index } : null;
  }
  if (press.key === "Delete" || press.key === "Backspace") return { kind: "clear" };
  const moves: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const step = moves[press.key];
  return step === undefined ? null : { kind: "move", index: (at + step + count) % count };
}
