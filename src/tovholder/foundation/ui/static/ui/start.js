// What JavaScript adds to pages that work without it. Each part is its own module and finds its own elements.

import { followForms, followLogout } from "./keep.js";
import { closeMenus, foldOnPhones, rememberFacets } from "./fold.js";
import { readAloud } from "./read.js";

function focusErrors(root) {
  const summary = root.querySelector('form[method="post"] [data-focus]');
  if (summary) summary.focus();
}

function dress(root) {
  followForms(root);
  foldOnPhones(root);
  readAloud(root);
}

document.documentElement.classList.add("has-htmx");
dress(document);
focusErrors(document);
closeMenus(document);
followLogout(document);
rememberFacets(document);
document.addEventListener("htmx:afterSwap", (event) => dress(event.target));
