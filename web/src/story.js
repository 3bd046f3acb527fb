// A story: whatever piece of a claim the pointer or the focus is on, all of it is lit, its line in the margin too, and its card stands beside.

const wait = 180; // ms that a card stays, so that the pointer can go to it

export function story(document) {
  const root = document.querySelector(".story");
  if (root === null) return;
  let lit = [];
  let card = null;
  let leaving = 0;

  function dark() {
    clearTimeout(leaving);
    for (const e of lit) e.classList.remove("lit");
    lit = [];
    if (card !== null) card.classList.remove("shown");
    card = null;
  }

  function light(element) {
    const n = element.dataset.c.trim().split(/\s+/).pop(); // the innermost
    dark();
    lit = [...document.querySelectorAll(`[data-c~="${n}"]`)];
    for (const e of lit) e.classList.add("lit");
    return n;
  }

  // show puts the card of a claim under the line of text that is pointed at, or over it where there is no room.
  function show(n, element, x, y) {
    card = document.getElementById(`k${n}`);
    if (card === null) return;
    card.classList.add("shown");
    if (matchMedia("(max-width: 62rem)").matches) return; // it lies at the foot there
    const lines = [...element.getClientRects()];
    const line = lines.find((r) => y >= r.top - 2 && y <= r.bottom + 2 && x >= r.left - 2 && x <= r.right + 2) ?? lines[0];
    const box = card.getBoundingClientRect();
    card.style.position = "fixed";
    card.style.left = `${Math.max(8, Math.min(x ?? line.left, innerWidth - box.width - 8))}px`;
    card.style.top = line.bottom + box.height + 8 < innerHeight ? `${line.bottom + 1}px` : `${line.top - box.height - 1}px`;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(dark, wait);
  }

  root.classList.add("live");
  root.addEventListener("mouseover", (event) => {
    if (event.target.closest(".card") !== null) {
      clearTimeout(leaving);
      return;
    }
    const element = event.target.closest("[data-c]");
    if (element === null) return;
    const n = light(element);
    if (element.matches(".c")) show(n, element, event.clientX, event.clientY);
  });
  root.addEventListener("mouseout", leave);
  root.addEventListener("focusin", (event) => {
    const element = event.target.closest("[data-c]");
    if (element === null) return;
    const n = light(element);
    if (element.matches(".c")) show(n, element);
  });
  root.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dark();
  });
  addEventListener("scroll", dark, { passive: true });
}
