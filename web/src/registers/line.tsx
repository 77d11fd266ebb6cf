import { TextInput } from "@mantine/core";

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly most: number;
  readonly required?: boolean;
  readonly error?: string | undefined;
};

/** One line of text. */
export function Line({ label, hint, value, set, most, required = false, error }: Props) {
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      maxLength={most}
      required={required}
      withAsterisk={false}
      error={error}
    />
  );
}
