// Never a lost word: a form with data-keep says when it holds unsaved changes, and the browser asks before it is left.

const changed = new Set();

function mark(form) {
  changed.add(form);
  const note = form.querySelector("[data-saved]");
  if (note) note.textContent = note.dataset.saved;
}

export function followForms(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-followed])")) {
    form.dataset.followed = "";
    form.addEventListener("input", () => mark(form));
    form.addEventListener("submit", () => changed.delete(form));
  }
}

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
