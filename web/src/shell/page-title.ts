import { useEffect } from "react";

/** Names the page for tabs and screen readers. Never a case: titles stay in the history of a shared computer. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Arasha`;
  }, [title]);
}
