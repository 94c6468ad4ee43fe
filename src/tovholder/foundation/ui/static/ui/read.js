// Citizen pages can be read aloud by the browser's own Danish voice; without one the button stays away.

function spoken(root) {
  return [...root.querySelectorAll("h1, [data-read]")].map((element) => element.textContent.trim()).join(". ");
}

export function readAloud(root) {
  const place = root.querySelector("[data-read-button]");
  if (!place || !("speechSynthesis" in window)) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => {
    const words = new SpeechSynthesisUtterance(spoken(document));
    words.lang = document.documentElement.lang;
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(words);
  });
}
