import { describe, expect, it } from "vitest";
import { refuseOpenLine } from "./encrypted-line.ts";

const take = (address: string) => refuseOpenLine(new URL(address), "DATABASE_URL");

describe("the line to a database", () => {
  it.each([
    "postgres://boss@localhost/arasha",
    "postgres://boss@127.0.0.1:6432/arasha",
    "postgres://boss@[::1]/arasha",
    "postgres:///arasha",
    "postgres://boss@%2Fvar%2Frun%2Fpostgresql/arasha",
    "postgres:///arasha?host=/var/run/postgresql",
    "postgres://boss@db.example/arasha?sslmode=verify-full",
    "postgres://boss@db.example/arasha?sslrootcert=/ca.pem&sslmode=verify-full",
  ])("is safe: %s", (address) => {
    expect(() => take(address)).not.toThrow();
  });

  it.each([
    "postgres://boss@db/arasha",
    "postgres://boss@10.0.0.7/arasha",
    "postgres://boss@127.0.0.1.example/arasha",
    "postgres://boss@localhost/arasha?host=db.example",
    "postgres://boss@db.example/arasha?sslmode=disable",
    "postgres://boss@db.example/arasha?sslmode=prefer",
    "postgres://boss@db.example/arasha?sslmode=require",
    "postgres://boss@db.example/arasha?sslmode=no-verify",
    "postgres://boss@db.example/arasha?sslmode=verify-full&sslmode=disable",
    "postgres://boss@db.example/arasha?ssl=true",
  ])("is not: %s", (address) => {
    expect(() => take(address)).toThrow(/^DATABASE_URL leads over the network/);
  });
});
