// Folds that start open without JavaScript start closed on a phone; open menus close on Escape and on a click outside.

const PHONE = window.matchMedia("(max-width: 991px)");

export function foldOnPhones(root) {
  for (const fold of root.querySelectorAll("details[data-fold]:not([data-folded])")) {
    fold.dataset.folded = "";
    if (PHONE.matches) fold.open = false;
  }
}

const MENUS = "details.tv-menu[open], details.tv-actions[open]";

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
