// Forms by which people correct: what is selected in the text is taken over as bytes, which are never ambiguous. Without this file the words are typed.

const bytes = new TextEncoder();

// not is what stands among the words of a paragraph and is none of them: numbers of claims, cards.
const not = "sup, .cards";

// byteAt is the byte of the document at which a place in a paragraph lies.
function byteAt(paragraph, node, offset) {
  const range = paragraph.ownerDocument.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  const copy = range.cloneContents();
  for (const e of copy.querySelectorAll(not)) e.remove();
  return Number(paragraph.dataset.from) + bytes.encode(copy.textContent).length;
}

// within is the paragraph that a node is in, null for none.
function within(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element === null || element.closest(not) !== null ? null : element.closest("[data-from]");
}

// selected is the bytes of the selection in the text, without space at its ends; null when nothing of it is selected.
function selected(selection) {
  if (selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const first = within(range.startContainer);
  const last = within(range.endContainer);
  if (first === null || last === null) return null;
  const words = selection.toString();
  let from = byteAt(first, range.startContainer, range.startOffset);
  let to = byteAt(last, range.endContainer, range.endOffset);
  const copy = range.cloneContents();
  for (const e of copy.querySelectorAll(not)) e.remove();
  const text = copy.textContent;
  from += bytes.encode(text).length - bytes.encode(text.trimStart()).length;
  to -= bytes.encode(text).length - bytes.encode(text.trimEnd()).length;
  return from < to ? { at: `${from}-${to}`, words: words.trim() } : null;
}

export function correct(document) {
  const picks = document.querySelectorAll(".pick");
  if (picks.length === 0 || document.querySelector("[data-from]") === null) return;
  let last = null; // a click on a button may take the selection away
  document.addEventListener("selectionchange", () => {
    last = selected(document.getSelection()) ?? last;
  });
  for (const hint of document.querySelectorAll(".picks")) hint.hidden = false;
  for (const pick of picks) {
    pick.hidden = false;
    pick.addEventListener("click", () => {
      const field = document.getElementById(pick.dataset.for);
      if (last === null || field === null) return;
      field.value = last.at;
      let said = field.parentElement.querySelector("output");
      if (said === null) {
        said = document.createElement("output");
        said.htmlFor = field.id;
        field.parentElement.append(said);
      }
      said.textContent = `“${last.words}”`;
      field.focus();
    });
  }
  // Whoever comes to correct by an address (#correct, #missed) finds the form open.
  const target = location.hash === "" ? null : document.querySelector(`details${CSS.escape(location.hash).replace("\\#", "#")}`);
  if (target !== null) target.open = true;
}
