// A section that saves while somebody writes. A form with data-keep="<address>" is sent there by itself; what could not be
// sent waits on the device and is offered again after a reload. Without this script the button saves as ever.

const WAIT = 1500; // after the last key
const RETRY = 15000;
const DRAFT = "tovholder-draft:"; // ui/keep.js forgets these on logout and after a week
const SEEN = "seen_";
const CIVIL_NUMBER = /\d{6}[ -]?\d{4}/; // never stored, here either

function questionOf(form, name) {
  const tried = [name, name.split(".")[0], name.replace(/_(day|month|year)$/, "")];
  return tried.find((key) => form.elements[SEEN + key]) || "";
}

function typedIn(form) {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return entries.filter(([name]) => name !== "csrfmiddlewaretoken" && !name.startsWith(SEEN));
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function controlsOf(form, name) {
  return [...form.elements].filter((control) => control.name === name);
}

function setTo(control, values) {
  if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
  else control.value = values[0] ?? "";
}

// What waits on the device.

function drafts(form) {
  const key = DRAFT + form.dataset.draft;
  const never = new Set(form.dataset.undrafted.split(" "));
  return {
    mayHold: (name) => !never.has(questionOf(form, name)),
    write(more = {}) {
      const typed = typedIn(form);
      const held = typed.filter(([name, value]) => this.mayHold(name) && !CIVIL_NUMBER.test(value));
      const seen = Object.fromEntries([...new FormData(form)].filter(([name]) => name.startsWith(SEEN)));
      try {
        window.localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: held, seen, ...more }));
      } catch {
        return "nowhere";
      }
      const filled = ([, value]) => value.trim() !== "";
      return held.filter(filled).length === typed.filter(filled).length ? "offline" : "partly";
    },
    read() {
      try {
        return JSON.parse(window.localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    drop() {
      try {
        window.localStorage.removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };
}

// The names at which a draft holds something that the page does not.
function unsaved(form, held, draft) {
  const shown = typedIn(form);
  const valuesIn = (entries, name) => entries.filter(([other]) => other === name).map(([, value]) => value);
  const names = new Set([...form.elements].map((control) => control.name).filter((name) => questionOf(form, name)));
  return [...names].filter((name) => {
    if (!held.mayHold(name)) return false;
    const [now, then] = [valuesIn(shown, name), valuesIn(draft.fields, name)];
    const isText = controlsOf(form, name).some((control) => /^(text|textarea)$/.test(control.type));
    if (same(now, then) || (isText && (now[0] ?? "").includes(then[0] ?? ""))) return false;
    const seen = SEEN + questionOf(form, name);
    const wasSaved = draft.sent && Number(form.elements[seen].value) > Number(draft.seen[seen]);
    return isText || !wasSaved;
  });
}

function restore(form, draft, names) {
  for (const name of names) {
    const values = draft.fields.filter(([other]) => other === name).map(([, value]) => value);
    for (const control of controlsOf(form, name)) setTo(control, values);
    // With the version that was read when it was typed the server can tell it from what others wrote since.
    const seen = SEEN + questionOf(form, name);
    if (seen in draft.seen) form.elements[seen].value = draft.seen[seen];
  }
}

function clockOf(moment) {
  const at = new Date(moment);
  const two = (number) => String(number).padStart(2, "0");
  const day = at.toDateString() === new Date().toDateString() ? "" : `${at.getDate()}.${at.getMonth() + 1}. `;
  return `${day}kl. ${two(at.getHours())}.${two(at.getMinutes())}`;
}

function offer(form, held, again) {
  const box = form.querySelector("[data-draft-offer]");
  const draft = held.read();
  if (!box || !draft) return;
  const names = unsaved(form, held, draft);
  if (!names.length) {
    held.drop();
    return;
  }
  const button = box.querySelector("[data-draft-restore]");
  button.textContent = button.dataset.words.replace("{when}", clockOf(draft.at));
  box.hidden = false;
  const done = () => {
    box.hidden = true;
    form.querySelector("[data-saved]")?.focus();
  };
  button.addEventListener("click", () => {
    restore(form, draft, names);
    done();
    again();
  });
  box.querySelector("[data-draft-drop]").addEventListener("click", () => {
    held.drop();
    done();
  });
}

// What the server answered.

function takeIn(form, told) {
  for (const [name, version] of Object.entries(told.versions)) {
    if (form.elements[name]) form.elements[name].value = version;
  }
  for (const { seen, version, fields } of told.together) {
    if (Object.entries(fields).every(([name, [sent, stands]]) => putIn(form, name, sent, stands))) {
      form.elements[seen].value = version;
    }
  }
}

// Two wrote at once: both texts stand now, and what was typed since goes on from there.
function putIn(form, name, sent, stands) {
  const controls = controlsOf(form, name);
  if (!controls.length) return false;
  const typed = controls[0].value.replaceAll("\r\n", "\n");
  if (controls[0].type === "radio") controls.forEach((control) => setTo(control, [stands]));
  else if (typed.trim().startsWith(sent)) controls[0].value = stands + typed.trimStart().slice(sent.length);
  else return false;
  return true;
}

function keep(form) {
  const held = drafts(form);
  const note = form.querySelector("[data-saved]");
  let timer = 0;
  let sending = null;
  let dirty = false; // typed and not saved; a draft of another day waits for its answer

  function say(text) {
    if (note && note.textContent !== text) note.textContent = text;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  function failed() {
    say(form.dataset[`said${{ offline: "Offline", partly: "Partly", nowhere: "Nowhere" }[held.write()]}`]);
    later(RETRY);
  }

  async function send() {
    const body = new FormData(form);
    const typed = typedIn(form);
    let answer;
    try {
      const headers = { "X-Tovholder-Keep": "1", Accept: "application/json" };
      const small = document.visibilityState === "hidden"; // the page may be on its way out
      answer = await fetch(form.dataset.keep, { method: "POST", body, headers, redirect: "manual", keepalive: small });
    } catch {
      failed();
      return;
    }
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    const told = isJson ? await answer.json() : null;
    if (answer.status === 422 && told) {
      held.drop(); // there is a connection, and what is refused is not kept on the device
      say(told.said);
    } else if (answer.ok && told) {
      const untouched = same(typed, typedIn(form));
      takeIn(form, told);
      say(told.said);
      if (!untouched) {
        later(WAIT);
        return;
      }
      dirty = false;
      held.drop();
      form.dispatchEvent(new CustomEvent("tovholder:kept"));
    } else {
      held.write();
      say(form.dataset.saidRefused);
    }
  }

  function save() {
    clearTimeout(timer);
    if (sending) return sending.then(() => later(0));
    sending = send().finally(() => {
      sending = null;
    });
    return sending;
  }

  form.addEventListener("input", () => {
    dirty = true;
    held.write();
    if (navigator.onLine) say("");
    later(WAIT);
  });
  window.addEventListener("online", () => {
    if (dirty) save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && !sending && form.isConnected) save();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      failed();
    } else if (sending) {
      // Its versions must be here first, or the page would clash with itself.
      event.preventDefault();
      sending.then(() => form.requestSubmit(event.submitter));
    } else if (dirty) {
      held.write({ sent: true });
    }
  });
  offer(form, held, () => form.dispatchEvent(new Event("input")));
}

for (const form of document.querySelectorAll("form[data-keep][data-draft]")) keep(form);
