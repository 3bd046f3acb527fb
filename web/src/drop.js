// Files that are dropped anywhere on the first page are read.

export function drop(document) {
  const form = document.querySelector("form[data-drop]");
  if (form === null) return;
  const files = form.querySelector("input[type=file]");
  const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  document.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
