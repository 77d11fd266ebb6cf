import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANY_CHARACTER } from "../../../packs/src/any-text.testing.ts";
import { html, joined } from "./html.ts";

describe("html", () => {
  it("escapes text, keeps markup, leaves out what is absent", () => {
    const inner = html`<b title="${`"quoted" & 'single'`}">${"<script>"}</b>`;
    expect(html`<p>${inner}${null}${undefined}${false}${0}${["a", html`<i>b</i>`]}</p>`.markup).toBe(
      '<p><b title="&quot;quoted&quot; &amp; &#39;single&#39;">&lt;script&gt;</b>0a<i>b</i></p>',
    );
  });

  it("lets no text become markup, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: ANY_CHARACTER, maxLength: 60 }), (text) => {
        const { markup } = html`<a title="${text}">${text}</a>`;
        expect(markup.match(/[<>]/g)).toHaveLength(4);
        expect(markup.match(/"/g)).toHaveLength(2);
        expect(markup.isWellFormed()).toBe(true);
        expect(markup).not.toContain("\u0000");
      }),
    );
  });

  it("does not take markup from an object that only looks like it", () => {
    const forged = { markup: "<script>" } as unknown as string;
    expect(html`${String(forged)}`.markup).toBe("[object Object]");
  });

  it("refuses a template that the policy or a space could break", () => {
    expect(() => html`<a href=${"x"}>`).toThrow("without quotes");
    expect(() => html`<p style="color: red">`).toThrow("script or a style");
    expect(() => html`<p onclick="x()">`).toThrow("script or a style");
    expect(() => html`<script>x()</script>`).toThrow("script or a style");
    expect(html`<script src="${"/law/a.js"}" defer></script>`.markup).toContain("src=");
  });

  it("puts something between pieces", () => {
    expect(html`${joined(["a", html`<b>b</b>`, "c"], ", ")}`.markup).toBe("a, <b>b</b>, c");
  });
});
