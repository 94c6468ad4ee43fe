// Never a lost word: a form with data-keep says when it holds unsaved changes, and the browser asks before it is left.

const changed = new Set();

function mark(form) {
  changed.add(form);
  if (form.dataset.keep) return; // its own script saves it, and says so
  const note = form.querySelector("[data-saved]");
  if (note) note.textContent = note.dataset.saved;
}

export function followForms(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-followed])")) {
    form.dataset.followed = "";
    form.addEventListener("input", () => mark(form));
    form.addEventListener("submit", () => changed.delete(form));
    form.addEventListener("tovholder:kept", () => changed.delete(form));
  }
}

// What a page has kept on the device goes when somebody logs out, and after a week in any case.
const DRAFT = "tovholder-draft:";
const WEEK = 7 * 24 * 60 * 60 * 1000;

function writtenAt(storage, key) {
  try {
    return JSON.parse(storage.getItem(key)).at || 0;
  } catch {
    return 0;
  }
}

function forgetDrafts(before) {
  try {
    const storage = window.localStorage;
    for (const key of Object.keys(storage)) {
      if (key.startsWith(DRAFT) && writtenAt(storage, key) < before) storage.removeItem(key);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

export function followLogout(root) {
  forgetDrafts(Date.now() - WEEK);
  root.addEventListener("submit", (event) => {
    if (event.target.matches("[data-logs-out]")) forgetDrafts(Infinity);
  });
}

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
