import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { LanguageSwitch, SchemeSwitch } from "../shell/header.tsx";

/** Every page before the door: the name, the language, and one thing to do. */
export function DoorFrame({ children, busy }: { readonly children: ReactNode; readonly busy?: boolean }) {
  return (
    <main className="sign-in" aria-busy={busy ?? false}>
      <Group justify="space-between" mb="xl" wrap="nowrap">
        <span className="wordmark">Arasha</span>
        <Group gap={6} wrap="nowrap">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </Group>
      {children}
    </main>
  );
}
