// Folds that start open without JavaScript start closed on a phone; open menus close on Escape and on a click outside.

const PHONE = window.matchMedia("(max-width: 991px)");

// A fold with the place that the address points to stays open.
export function foldOnPhones(root) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (const fold of root.querySelectorAll("details[data-fold]:not([data-folded])")) {
    fold.dataset.folded = "";
    if (PHONE.matches && !fold.contains(target)) fold.open = false;
  }
}

// Facets are exchanged with every answer; those that the reader opened or closed stay as they were.
const turned = new Map();

export function rememberFacets(page) {
  page.addEventListener("click", (event) => {
    const facet = event.target.closest("details.tv-facet > summary")?.parentElement;
    if (facet) turned.set(facet.id, !facet.open);
  });
  page.addEventListener("htmx:oobAfterSwap", () => {
    for (const [id, open] of turned) {
      const facet = page.getElementById(id);
      if (facet) facet.open = open;
    }
  });
}

const MENUS = "details.tv-menu[open], details.tv-actions[open], details.tv-navgroup[open]";

export function closeMenus(page) {
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of page.querySelectorAll(MENUS)) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  page.addEventListener("click", (event) => {
    for (const menu of page.querySelectorAll(MENUS)) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}
