import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  openNote,
  readCheckpoint,
  readVerifier,
  signingKey,
  signNote,
  verifierText,
  writeCheckpoint,
} from "./note.ts";

const log = { name: "testland.example/log", key: signingKey(Buffer.alloc(32, 7)) };
const witness = { name: "ombudsman.example", key: signingKey(Buffer.alloc(32, 9)) };
const root = Buffer.alloc(32, 1);
const text = writeCheckpoint({ origin: log.name, size: 42, root });

describe("a checkpoint", () => {
  it("is three lines, and is read back from them", () => {
    expect(text).toBe(`testland.example/log\n42\n${root.toString("base64")}\n`);
    expect(readCheckpoint(text)).toEqual({ origin: log.name, size: 42, root });
  });

  it.each([
    "",
    "a\n",
    "a\n-1\nAA==\n",
    "a\n01\nAA==\n",
    `a\n1e3\n${root.toString("base64")}\n`,
    "a\n1\nshort\n",
  ])("is not read from %j", (wrong) => expect(readCheckpoint(wrong)).toBeNull());
});

describe("a signed note", () => {
  it("opens for each who signed it, and for nobody else", () => {
    const note = signNote(signNote(text, log), witness);
    expect(openNote(note, log)).toBe(text);
    expect(openNote(note, witness)).toBe(text);
    expect(openNote(signNote(text, log), witness)).toBeNull();
    expect(openNote(text, log)).toBeNull();
    expect(openNote(note, { ...log, key: witness.key })).toBeNull();
    expect(openNote(note, { ...log, name: "another" })).toBeNull();
  });

  it("does not open once a byte of it is another", () => {
    const note = signNote(text, log);
    fc.assert(
      fc.property(fc.nat(note.length - 2), fc.integer({ min: 33, max: 126 }), (at, code) => {
        const other = note.slice(0, at) + String.fromCharCode(code) + note.slice(at + 1);
        // A base64 digit has bits that no byte of the signature comes from.
        const opened = openNote(other, log);
        expect(opened === null || opened === text).toBe(true);
        if (at < text.length && other !== note) expect(opened).toBeNull();
      }),
    );
  });
});

describe("a verifier key", () => {
  it("is handed over as text, and opens what the key signed", () => {
    const verifier = readVerifier(verifierText(log));
    expect(verifier).not.toBeNull();
    expect(openNote(signNote(text, log), verifier!)).toBe(text);
    expect(verifierText(verifier!)).toBe(verifierText(log));
  });

  it("is refused when its id does not fit its key or its name", () => {
    const key = verifierText(log);
    expect(readVerifier(key.replace("testland", "testlane"))).toBeNull();
    expect(readVerifier(key.replace(/\+[0-9a-f]{8}\+/, "+00000000+"))).toBeNull();
    expect(readVerifier("nothing")).toBeNull();
    expect(readVerifier(`a+00000000+${Buffer.alloc(33, 2).toString("base64")}`)).toBeNull();
  });

  it("agrees with the example of the standard's reference implementation", () => {
    // golang.org/x/mod/sumdb/note, documented example.
    const vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const note =
      "If you think cryptography is the answer to your problem,\n" +
      "then you don't know what your problem is.\n" +
      "\n" +
      "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    expect(openNote(note, readVerifier(vkey)!)).toMatch(/^If you think cryptography/);
  });
});
