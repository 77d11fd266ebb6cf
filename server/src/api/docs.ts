import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

/**
 * The contract, for programs at /api/openapi.json (OpenAPI 3.1, generated from the same schemas that validate) and for
 * people at /api/docs. Must be registered before the routes it describes.
 */
export async function docs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Arasha",
        version: "1",
        description:
          "Cases of domestic violence, from report to outcome, and the law as it stood on any day. " +
          "Errors are problem details (RFC 9457), in the language of Accept-Language (kk, ru, en). " +
          "Writes carry an Idempotency-Key.",
        license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get(
    "/api/openapi.json",
    { config: { access: "public" }, schema: { hide: true } },
    async (_request, reply) => reply.type("application/json; charset=utf-8").send(app.swagger()),
  );
  await app.register(async (scope) => {
    // The viewer's pages and files are its own routes; like the law, the contract is open to anybody.
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "public" };
    });
    await scope.register(swaggerUi, {
      routePrefix: "/api/docs",
      uiConfig: { deepLinking: false },
      // The viewer's own bar offers to open contracts of other addresses, which the policy forbids anyway.
      theme: {
        title: "Arasha: the HTTP interface",
        css: [{ filename: "arasha.css", content: ".swagger-ui .topbar { display: none }" }],
      },
    });
  });
}
