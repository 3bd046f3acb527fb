// The keyboard: j and k go to the next and the last item of a page, Enter opens it (as it is a link), / goes to the search box, ? says so.

const items = "main [data-item], main tbody tr, main .rows > li, main .claims > li, main .notes > li";

const help = [
  ["j", "the next item"],
  ["k", "the item before"],
  ["Enter", "open it"],
  ["/", "find claims"],
  ["g h", "home"],
  ["g d", "documents"],
  ["g m", "matters"],
  ["g c", "conflicts"],
  ["g t", "timeline"],
  ["g p", "parties"],
  ["g s", "systems"],
  ["g a", "ask"],
  ["Esc", "leave a box"],
  ["?", "this list"],
];

const places = { h: "/", d: "/docs", m: "/matters", c: "/conflicts", t: "/timeline", p: "/parties", s: "/systems", a: "/ask" };

// typing reports whether keys go into a box.
function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

// links are the first link of each item that is to be seen, in order.
function links(document) {
  const all = [];
  for (const item of document.querySelectorAll(items)) {
    const link = item.matches("a[href]") ? item : item.querySelector("a[href]");
    if (link !== null && link.getClientRects().length > 0 && !all.includes(link)) all.push(link);
  }
  return all;
}

// step goes to the item so many further; from none, to the first or the last one.
function step(document, by) {
  const all = links(document);
  if (all.length === 0) return;
  const at = all.findIndex((a) => a === document.activeElement || a.closest(items)?.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

// list opens the list of keys.
function list(document) {
  let dialog = document.getElementById("keys");
  if (dialog === null) {
    dialog = document.createElement("dialog");
    dialog.id = "keys";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const title = document.createElement("h2");
    title.id = "keys-title";
    title.textContent = "Keys";
    const lines = document.createElement("dl");
    for (const [key, does] of help) {
      const dt = document.createElement("dt");
      for (const one of key.split(" ")) {
        const kbd = document.createElement("kbd");
        kbd.textContent = one;
        dt.append(kbd, " ");
      }
      const dd = document.createElement("dd");
      dd.textContent = does;
      lines.append(dt, dd);
    }
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.textContent = "Close";
    form.append(close);
    dialog.append(title, lines, form);
    document.body.append(dialog);
  }
  dialog.showModal();
}

// keys has a document listen.
export function keys(document) {
  let going = 0; // until when a letter after g is a place
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]") !== null) return;
    if (going > event.timeStamp && places[event.key] !== undefined) {
      going = 0;
      event.preventDefault();
      document.location.assign(places[event.key]);
      return;
    }
    going = 0;
    switch (event.key) {
      case "j":
        step(document, 1);
        break;
      case "k":
        step(document, -1);
        break;
      case "/": {
        const box = document.querySelector("main input[type=search], header input[type=search]");
        if (box === null) return;
        box.focus();
        box.select();
        break;
      }
      case "?":
        list(document);
        break;
      case "g":
        going = event.timeStamp + 1500;
        return;
      default:
        return;
    }
    event.preventDefault();
  });
}
