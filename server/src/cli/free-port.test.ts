import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { isFree, nextFree } from "./free-port.ts";

async function listening<T>(test: (port: number) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await test((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, "close");
  }
}

describe("free ports", () => {
  it("tells a taken port from a free one, and can tell again", async () => {
    const port = await listening(async (taken) => {
      expect(await isFree(taken, "127.0.0.1")).toBe(false);
      const next = await nextFree(taken, "127.0.0.1");
      expect(next).toBeGreaterThan(taken);
      return taken;
    });
    expect(await isFree(port, "127.0.0.1")).toBe(true);
    expect(await isFree(port, "127.0.0.1")).toBe(true);
  });

  it("finds nothing above the last port", async () => {
    expect(await nextFree(65_535, "127.0.0.1")).toBeNull();
  });

  it("says when the address is not ours", async () => {
    // 192.0.2.0/24 is reserved for documentation (RFC 5737): no machine has it.
    await expect(isFree(8080, "192.0.2.1")).rejects.toThrow("192.0.2.1 is not an address of this machine.");
  });
});
