import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { verifierText } from "../trail/note.ts";
import { latestCheckpoint, proveConsistency, proveInclusion } from "../trail/proofs.ts";
import { trailSigner } from "../trail/signer.ts";
import { Turned } from "./problems.ts";
import { answers, type RouteContext, typed } from "./route.ts";

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Proof = z.object({ proof: z.array(z.string()) });

/** The trail for those who watch it from outside: hashes and signatures, open to anybody, telling nothing of any case. */
export function trail(app: FastifyInstance, { deps }: RouteContext): void {
  const { store } = deps;
  const key = verifierText(trailSigner(store.keys));

  app.get(
    "/api/trail/key",
    {
      config: { access: "public" },
      schema: { tags: ["trail"], summary: "The key that opens checkpoints (C2SP vkey, text)" },
    },
    (_, reply) => reply.type("text/plain; charset=utf-8").send(`${key}\n`),
  );

  app.get(
    "/api/trail/checkpoint",
    {
      config: { access: "public" },
      schema: { tags: ["trail"], summary: "The newest signed checkpoint (C2SP tlog-checkpoint, text)" },
    },
    async (_, reply) => {
      const note = await latestCheckpoint(store);
      if (note === null) throw new Turned("not-found");
      return reply.type("text/plain; charset=utf-8").send(note);
    },
  );

  typed(app).get(
    "/api/trail/consistency",
    {
      config: { access: "public", computes: 1 },
      schema: {
        tags: ["trail"],
        summary: "Shows an earlier tree to be the beginning of a later one (RFC 6962, 2.1.2)",
        querystring: z.strictObject({ from: place, to: place }),
        response: answers(200, Proof, "not-found", "invalid", "too-much"),
      },
    },
    async ({ query: { from, to } }) => found(await proveConsistency(store, from, to)),
  );

  typed(app).get(
    "/api/trail/inclusion",
    {
      config: { access: "public", computes: 1 },
      schema: {
        tags: ["trail"],
        summary: "Shows a leaf to be in a tree (RFC 6962, 2.1.1)",
        querystring: z.strictObject({ leaf: place, size: place }),
        response: answers(200, Proof, "not-found", "invalid", "too-much"),
      },
    },
    async ({ query: { leaf, size } }) => found(await proveInclusion(store, leaf, size)),
  );
}

function found(proof: readonly string[] | null): { proof: string[] } {
  if (proof === null) throw new Turned("not-found");
  return { proof: [...proof] };
}
