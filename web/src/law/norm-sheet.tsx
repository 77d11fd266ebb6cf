import { Drawer } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { useT } from "../i18n/language.tsx";
import { NormOnDay } from "./norm-on-day.tsx";

export type Target = {
  readonly norm: string;
  readonly part: string | null;
  readonly on: string | undefined;
};
type Sheet = { readonly open: (target: Target) => void };

const SheetContext = createContext<Sheet | null>(null);

export function useNormSheet(): Sheet {
  const sheet = useContext(SheetContext);
  if (!sheet) throw new Error("useNormSheet outside NormSheetProvider");
  return sheet;
}

/** One side sheet for the whole workspace: a norm, what it provides on the day asked about, and where that was read. */
export function NormSheetProvider({ children }: { readonly children: ReactNode }) {
  const [target, setTarget] = useState<Target | null>(null);
  const [opened, setOpened] = useState(false);
  const t = useT();
  const open = useCallback((next: Target) => {
    setTarget(next);
    setOpened(true);
  }, []);
  const sheet = useMemo(() => ({ open }), [open]);
  return (
    <SheetContext value={sheet}>
      {children}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="lg"
        title={t("norm.sheet")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {target && <NormOnDay {...target} />}
      </Drawer>
    </SheetContext>
  );
}
