// Draws the table of a timeline: when it was said against when it happens. All that is drawn stands in the table, row by row.
import { axisX, axisY, dot, gridX, gridY, line, link, plot } from "@observablehq/plot";

const symbols = { so: "circle", ahead: "diamond", denied: "times", open: "circle" };

// moments are the rows that have both times.
function moments(table) {
  const out = [];
  for (const row of table.querySelectorAll("tr[data-said][data-from]")) {
    const d = row.dataset;
    const [said, from, to] = [new Date(d.said), new Date(d.from), new Date(d.to || d.from)];
    if (Number.isNaN(+said) || Number.isNaN(+from) || Number.isNaN(+to)) continue;
    out.push({ said, from, to, middle: new Date((+from + +to) / 2), stands: d.stands, tellings: +d.tellings, href: d.href, title: d.title });
  }
  return out;
}

function drawn(all, width, color) {
  const first = Math.min(...all.map((m) => +m.said));
  const last = Math.max(...all.map((m) => +m.said));
  const size = (m) => 3.5 + 1.5 * Math.sqrt(m.tellings);
  const far = Math.max(last - first, 86400000 * 2);
  // Events centuries away would press all others into one line: what lies further off than the span of telling, thrice, is put at the edge.
  const low = first - 3 * far;
  const high = last + 3 * far;
  const within = (t) => new Date(Math.min(Math.max(+t, low), high));
  const data = all.map((m) => ({ ...m, from: within(m.from), to: within(m.to), middle: within(m.middle) }));
  const x = (m) => m.said;
  const filled = data.filter((m) => m.stands === "so");
  const hollow = data.filter((m) => m.stands !== "so");
  const mark = { x, y: "middle", r: size, href: "href", title: "title", stroke: color, symbol: (m) => symbols[m.stands] };
  const chart = plot({
    width,
    height: Math.min(480, Math.max(280, width * 0.55)),
    marginLeft: 64,
    marginRight: 24,
    marginTop: 30,
    marginBottom: 44,
    insetTop: 10,
    insetBottom: 10,
    insetLeft: 12,
    insetRight: 12,
    x: { type: "time", label: "said →", labelOffset: 40 },
    y: { type: "time", label: "↑ happens", labelOffset: 60 },
    symbol: { type: "identity" },
    marks: [
      gridX({ strokeOpacity: 0.12 }),
      gridY({ strokeOpacity: 0.12 }),
      axisX({ ticks: Math.max(3, Math.round(width / 160)) }),
      axisY({ ticks: 7 }),
      line([new Date(first), new Date(first + far)].map((t) => ({ t })), { x: "t", y: "t", strokeOpacity: 0.45, strokeDasharray: "3 3" }),
      link(data.filter((m) => +m.to > +m.from), { x1: x, x2: x, y1: "from", y2: "to", stroke: color, strokeOpacity: 0.35, strokeWidth: 3 }),
      dot(hollow, { ...mark, fill: "none", strokeWidth: 1.6 }),
      dot(filled, { ...mark, fill: color, fillOpacity: 0.75 }),
    ],
  });
  for (const style of chart.querySelectorAll("style")) style.remove(); // no style comes from a script: hearsay.css has the rules
  return chart;
}

const table = document.querySelector("table[data-timeline]");
const place = document.getElementById("timeline-chart");
if (table !== null && place !== null) {
  const all = moments(table);
  const draw = () => {
    const width = Math.floor(place.clientWidth);
    if (all.length < 2 || width < 200) return;
    const chart = drawn(all, width, "currentColor");
    const svg = chart.matches("svg") ? chart : chart.querySelector("svg");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", place.dataset.label);
    for (const g of svg.querySelectorAll("[aria-label]")) g.removeAttribute("aria-label");
    for (const a of svg.querySelectorAll("a")) { // the table has the same links, for whoever has no mouse
      const g = document.createElementNS(a.namespaceURI, "g");
      g.dataset.href = a.getAttribute("href") ?? a.getAttributeNS("http://www.w3.org/1999/xlink", "href");
      g.append(...a.childNodes);
      g.addEventListener("click", () => document.location.assign(g.dataset.href));
      a.replaceWith(g);
    }
    place.querySelector("svg")?.remove();
    place.prepend(svg);
    place.hidden = false;
  };
  place.hidden = false;
  draw();
  if (place.querySelector("svg") === null) place.hidden = true;
  let width = place.clientWidth;
  window.addEventListener("resize", () => {
    if (Math.abs(place.clientWidth - width) < 20) return;
    width = place.clientWidth;
    draw();
  });
}
