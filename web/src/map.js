// Draws the table of places on a map: coasts and borders are in the bundle, so that no tile is asked for. All that is drawn stands in the table.
import { geoDistance, geoGraticule10, geoMercator, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import world from "world-atlas/countries-110m.json";

const land = feature(world, world.objects.land);
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);
const ns = "http://www.w3.org/2000/svg";

function element(name, attributes, ...children) {
  const e = document.createElementNS(ns, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...children);
  return e;
}

// spots are the places of the table, the largest first, so that none hides a smaller one.
function spots(table) {
  const out = [];
  for (const row of table.querySelectorAll("tr[data-lat]")) {
    const d = row.dataset;
    out.push({ lat: +d.lat, lon: +d.lon, claims: +d.claims, stands: d.stands, href: d.href, title: d.title, name: row.querySelector("a").textContent });
  }
  return out.sort((a, b) => b.claims - a.claims);
}

// core is the places round the middle that hold four fifths of the claims, where they take up far less room than all do; else all.
function core(all) {
  const middle = (of) => {
    const sorted = [...all].sort((a, b) => of(a) - of(b));
    let left = all.reduce((sum, s) => sum + s.claims, 0) / 2;
    return of(sorted.find((s) => (left -= s.claims) <= 0) ?? sorted[0]);
  };
  const center = [middle((s) => s.lon), middle((s) => s.lat)];
  const off = (s) => geoDistance(center, [s.lon, s.lat]);
  const near = [...all].sort((a, b) => off(a) - off(b));
  let left = 0.8 * all.reduce((sum, s) => sum + s.claims, 0);
  const some = near.slice(0, near.findIndex((s) => (left -= s.claims) <= 0) + 1);
  const wide = off(near.at(-1));
  return some.length < all.length && off(some.at(-1)) < wide / 3 ? near.filter((s) => off(s) <= 1.5 * off(some.at(-1)) + 0.01) : all;
}

// view is the part of the earth that is shown: around all places where they lie near each other, else all of it.
function view(all, width, height) {
  const lons = all.map((s) => s.lon);
  const lats = all.map((s) => s.lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  if (east - west > 120 || north - south > 90) {
    return geoNaturalEarth1().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  }
  const pad = Math.max(6, (east - west) / 5, (north - south) / 5);
  const corners = { type: "MultiPoint", coordinates: [[west - pad, Math.max(south - pad, -80)], [east + pad, Math.min(north + pad, 80)]] };
  return geoMercator().fitExtent([[0, 0], [width, height]], corners);
}

// mark is how a place is drawn: full where it is told as happened, hollow where it is planned or possible, crossed where it is denied.
function mark(spot, [x, y]) {
  const r = Math.min(18, 3 + 1.6 * Math.sqrt(spot.claims));
  const title = element("title", {}, spot.title);
  const a = element("g", { "data-href": spot.href, class: `spot ${spot.stands}` }, title); // the table has the same links, for whoever has no mouse
  a.addEventListener("click", () => document.location.assign(spot.href));
  switch (spot.stands) {
    case "denied": {
      const k = r * 0.8;
      a.append(element("path", { d: `M${x - k},${y - k}L${x + k},${y + k}M${x - k},${y + k}L${x + k},${y - k}` }), element("circle", { cx: x, cy: y, r, class: "near" }));
      break;
    }
    case "ahead":
      a.append(element("path", { d: `M${x},${y - r * 1.2}L${x + r * 1.2},${y}L${x},${y + r * 1.2}L${x - r * 1.2},${y}Z` }));
      break;
    default:
      a.append(element("circle", { cx: x, cy: y, r }));
  }
  return a;
}

// names are put beside the largest places, as far as none lies over another.
function names(all, at, width) {
  const taken = all.map((s, i) => at[i] && [at[i][0] - 6, at[i][1] - 6, at[i][0] + 6, at[i][1] + 6]).filter(Boolean);
  const out = [];
  for (const [i, spot] of all.entries()) {
    if (out.length === 14 || !at[i]) continue;
    const [x, y] = at[i];
    const room = 7 * spot.name.length;
    const left = x + 16 + room > width;
    const box = left ? [x - 14 - room, y - 7, x - 12, y + 7] : [x + 12, y - 7, x + 14 + room, y + 7];
    if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
    taken.push(box);
    out.push(element("text", { x: left ? x - 13 : x + 13, y: y + 4, "text-anchor": left ? "end" : "start", class: "place" }, spot.name));
  }
  return out;
}

function drawn(all, shown, width, label) {
  const height = Math.round(Math.min(560, Math.max(240, width * 0.52)));
  const projection = view(shown, width, height);
  const path = geoPath(projection);
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label, class: "map" });
  svg.append(
    element("path", { d: path(geoGraticule10()) ?? "", class: "grid" }),
    element("path", { d: path(land) ?? "", class: "land" }),
    element("path", { d: path(borders) ?? "", class: "border" }),
  );
  const at = all.map((spot) => {
    const point = projection([spot.lon, spot.lat])?.map((n) => Math.round(n * 10) / 10);
    return point && point[0] >= 0 && point[0] <= width && point[1] >= 0 && point[1] <= height ? point : null;
  });
  all.forEach((spot, i) => at[i] && svg.append(mark(spot, at[i])));
  svg.append(...names(all, at, width));
  return svg;
}

const table = document.querySelector("table[data-places]");
const place = document.getElementById("map-chart");
if (table !== null && place !== null) {
  const all = spots(table);
  const near = all.length > 0 ? core(all) : all;
  let shown = near;
  const draw = () => {
    place.hidden = all.length === 0;
    if (all.length === 0) return;
    place.querySelector("svg")?.remove();
    place.prepend(drawn(all, shown, Math.max(240, Math.floor(place.clientWidth)), place.dataset.label));
  };
  draw();
  if (near.length < all.length) {
    const button = document.createElement("button");
    button.type = "button";
    const say = () => (button.textContent = shown === all ? "Show where most are" : `Show all ${all.length} places`);
    button.addEventListener("click", () => {
      shown = shown === all ? near : all;
      say();
      draw();
    });
    say();
    place.append(button);
  }
  let width = place.clientWidth;
  window.addEventListener("resize", () => {
    if (Math.abs(place.clientWidth - width) < 20) return;
    width = place.clientWidth;
    draw();
  });
}
