import { useQuery } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from "@tanstack/react-router";
import { meQuery } from "./api/queries.ts";
import { CasePage } from "./case/case-page.tsx";
import { CasesPage } from "./cases/cases-page.tsx";
import { IntakePage } from "./intake/intake-page.tsx";
import { QueuePage } from "./queue/queue-page.tsx";
import { homeOf } from "./shell/home.ts";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { Failing } from "./shell/states.tsx";
import { SignInPage } from "./sign-in/sign-in-page.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInPage });
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./invitation/invitation-page.tsx"), "InvitationPage"),
});
const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });
const home = createRoute({ getParentRoute: () => shell, path: "/", component: Home });
const queue = createRoute({ getParentRoute: () => shell, path: "/queue", component: QueuePage });
const intake = createRoute({ getParentRoute: () => shell, path: "/new", component: IntakePage });
const cases = createRoute({ getParentRoute: () => shell, path: "/cases", component: CasesPage });
const oneCase = createRoute({
  getParentRoute: () => shell,
  path: "/cases/$caseId",
  component: function Case() {
    return <CasePage caseId={oneCase.useParams().caseId} />;
  },
});
const numbers = createRoute({
  getParentRoute: () => shell,
  path: "/numbers",
  // The chart library is only fetched by those who read statistics.
  component: lazyRouteComponent(() => import("./numbers/numbers-page.tsx"), "NumbersPage"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account-page.tsx"), "AccountPage"),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
});

const requests = createRoute({
  getParentRoute: () => shell,
  path: "/requests",
  component: lazyRouteComponent(() => import("./requests/requests-page.tsx"), "RequestsPage"),
});
const RequestPage = lazyRouteComponent(() => import("./requests/request-page.tsx"), "RequestPage");
const oneRequest = createRoute({
  getParentRoute: () => shell,
  path: "/requests/$id",
  component: function Request() {
    return <RequestPage id={oneRequest.useParams().id} />;
  },
});
const breaches = createRoute({
  getParentRoute: () => shell,
  path: "/breaches",
  component: lazyRouteComponent(() => import("./breaches/breaches-page.tsx"), "BreachesPage"),
});
const oversight = createRoute({
  getParentRoute: () => shell,
  path: "/oversight",
  component: lazyRouteComponent(() => import("./oversight/oversight-page.tsx"), "OversightPage"),
});

const registers = createRoute({
  getParentRoute: () => shell,
  path: "/registers",
  component: lazyRouteComponent(() => import("./registers/registers-page.tsx"), "RegistersPage"),
});

function Home() {
  const me = useQuery(meQuery).data;
  return me ? <Navigate to={homeOf(me)} replace /> : null;
}

/** A bug on one page leaves the frame standing, and says what to do. */
function PageError({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <Failing error={error} retry={reset} />;
}

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    invitation,
    shell.addChildren([
      home,
      queue,
      intake,
      cases,
      oneCase,
      numbers,
      account,
      people,
      requests,
      oneRequest,
      breaches,
      oversight,
      registers,
    ]),
  ]),
  defaultPreload: false,
  defaultErrorComponent: PageError,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
