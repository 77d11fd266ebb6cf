import { MantineProvider } from "@mantine/core";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { isPassing, ProblemError } from "./api/client.ts";
import { meQuery } from "./api/queries.ts";
import { LanguageProvider } from "./i18n/language.tsx";
import { router } from "./router.tsx";
import { cssVariables, theme } from "./theme.ts";

export function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <LanguageProvider>
            <RouterProvider router={router} />
          </LanguageProvider>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>
  );
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== "me") sessionEnded(error);
    },
  }),
  mutationCache: new MutationCache({ onError: sessionEnded }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal will be refused again; only a server not reached or failing is worth a second try.
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
  },
});

/**
 * Any answer "not signed in" asks for the session again, whose refusal shows how to sign in, and what was read until then
 * leaves the memory of the page. A way in that failed is none.
 */
function sessionEnded(error: unknown): void {
  if (error instanceof ProblemError && error.problem.type === "urn:arasha:problem:not-signed-in") {
    client.removeQueries({ predicate: ({ queryKey: [first] }) => first !== "me" && first !== "country" });
    void client.resetQueries({ queryKey: meQuery.queryKey });
  }
}
