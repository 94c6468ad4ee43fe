// Citizen pages can be read aloud, by a voice that lives on the device alone: another would send the words to its maker.
// Without such a voice in the language of the page the button stays away.

function spoken(root) {
  return [...root.querySelectorAll("h1, [data-read]")]
    .map((element) => element.textContent.trim())
    .filter((words) => words)
    .join(". ");
}

function voiceOfTheDevice() {
  const wanted = document.documentElement.lang.slice(0, 2).toLowerCase();
  return window.speechSynthesis
    .getVoices()
    .find((voice) => voice.localService === true && voice.lang.slice(0, 2).toLowerCase() === wanted);
}

function readOrStop() {
  const speech = window.speechSynthesis;
  if (speech.speaking) {
    speech.cancel();
    return;
  }
  const voice = voiceOfTheDevice();
  if (!voice) return;
  const words = new SpeechSynthesisUtterance(spoken(document));
  words.voice = voice;
  words.lang = voice.lang;
  speech.speak(words);
}

export function readAloud(root) {
  const place = root.querySelector("[data-read-button]:not([data-followed])");
  if (!place || !("speechSynthesis" in window)) return;
  place.dataset.followed = "";
  const show = () => {
    place.hidden = !voiceOfTheDevice();
  };
  show();
  // Most browsers fetch their voices after the page is there.
  window.speechSynthesis.addEventListener?.("voiceschanged", show);
  place.querySelector("button").addEventListener("click", readOrStop);
}
