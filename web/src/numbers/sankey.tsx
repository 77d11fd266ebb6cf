import type { FunnelSide } from "@arasha/server/contract";
import { Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { sankey, sankeyJustify, sankeyLinkHorizontal } from "d3-sankey";
import { formatNumber } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { funnelGraph, type Link, type Node, type Step } from "./funnel-graph.ts";
import { useStepName } from "./step-name.ts";

const NODE_WIDTH = 10;
const MIN_WIDTH = 620;
const LABEL = 150;
/** Between two nodes of a column: room for a label of two lines beside the thinnest. */
const PADDING = 30;
/** Letters of a label's line: what fits between two columns on the narrowest picture. */
const LINE = 15;

/** The justice chain as a flow. The table beneath it says the same in numbers. */
export function FunnelSankey({ side, title }: { readonly side: FunnelSide; readonly title: string }) {
  const t = useT();
  const { ref, width } = useElementSize();
  if (side.reported === 0) return <Text c="dimmed">{t("numbers.none")}</Text>;
  return (
    // Wider than a telephone: it scrolls inside its own frame, reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section ref={ref} className="sankey" tabIndex={0} aria-label={t("numbers.picture", { title })}>
      {width > 0 && <Flow side={side} title={title} width={Math.max(MIN_WIDTH, width)} />}
    </section>
  );
}

type FlowProps = { readonly side: FunnelSide; readonly title: string; readonly width: number };

function Flow({ side, title, width }: FlowProps) {
  const { language } = useLanguage();
  const stepName = useStepName();
  const graph = funnelGraph(side);
  const height = Math.max(280, graph.nodes.length * 42);
  const { nodes, links } = layout(graph.nodes, graph.links, width, height);
  return (
    <svg width={width} height={height} role="img" aria-label={title}>
      {links.map((link) => (
        <path
          key={`${idOf(link.source)} ${idOf(link.target)}`}
          d={sankeyLinkHorizontal()(link) ?? ""}
          strokeWidth={Math.max(1, link.width ?? 0)}
          className="flow"
          data-step={kindOf(idOf(link.target))}
        />
      ))}
      {nodes.map((node) => {
        const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node;
        const lines = wrapped(stepName(node.id), LINE);
        const middle = (y0 + y1) / 2 - (lines.length - 1) * 7;
        return (
          <g key={node.id}>
            <rect
              x={x0}
              y={y0}
              width={x1 - x0}
              height={Math.max(2, y1 - y0)}
              rx={2}
              className="flow-node"
              data-step={kindOf(node.id)}
            />
            <text className="flow-label">
              {lines.map((line, index) => (
                <tspan key={line} x={x1 + 6} y={middle + index * 14} dy="0.35em">
                  {line}
                  {index === lines.length - 1 && (
                    <tspan className="flow-count"> {formatNumber(node.cases, language)}</tspan>
                  )}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function layout(nodes: readonly Node[], links: readonly Link[], width: number, height: number) {
  return sankey<Node, { readonly cases: number }>()
    .nodeId((node) => node.id)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(PADDING)
    .nodeAlign(sankeyJustify)
    .nodeSort(null)
    .extent([
      [0, 8],
      [width - LABEL, height - 8],
    ])({
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map(({ source, target, cases }) => ({ source, target, cases, value: cases })),
  });
}

/** Words in lines of about so many letters, so that a label does not run into the next column. */
function wrapped(words: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function idOf(end: string | number | Node): Step {
  return (typeof end === "object" ? end.id : String(end)) as Step;
}

/** The tone of a step: towards responsibility, away from it, or open. */
function kindOf(step: Step): string {
  return step.startsWith("ended:") ? "ended" : step;
}
