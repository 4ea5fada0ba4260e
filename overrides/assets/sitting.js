// A steward's sitting: counts what is chosen and joins the lines of a statement that stand in the page already. Nothing is sent.
(function () {
  "use strict";
  const form = document.getElementById("sitting");
  if (!form) return;
  const all = (selector, from) => [...(from || document).querySelectorAll(selector)];
  const one = (selector, from) => (from || document).querySelector(selector);
  const answers = all("fieldset[data-place]", form).map(field => ({
    field, place: Number(field.dataset.place), lines: JSON.parse(field.dataset.lines), lang: field.dataset.readerOf,
    reason: one("textarea", field),
    get said() { const chosen = one("input:checked", field); return chosen ? chosen.value : "none"; },
  }));
  // The order of the command line, whatever the order in which a page is read.
  answers.sort((a, b) => a.place - b.place);
  // A choice that nobody took home is lost with the page: then the browser asks.
  let isTaken = true;
  const texts = { statement: "", objection: "" }, links = {};

  // Where the reader of a language is not named, a yes to its words has no line yet.
  function findLine(answer) {
    const select = answer.lang && one(`select[data-reader="${CSS.escape(answer.lang)}"]`);
    return answer.lines[answer.lang ? select && select.value : ""];
  }
  // Whoever reads it in a comment sees what it is about, and the reason as a quotation of its own.
  function sayObjection(answer) {
    return "- `" + answer.field.dataset.target + "`\n" + answer.reason.value.trim().replace(/^/gm, "  > ") + "\n";
  }

  function show(selector, is) { all(selector).forEach(element => { element.hidden = !is; }); }

  function offer(name, text) {
    texts[name] = text;
    show(`[data-result="${name}"]`, text);
    one(`[data-${name}]`).textContent = text;
    if (links[name]) URL.revokeObjectURL(links[name]);
    links[name] = text ? URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })) : "#chosen";
    one(`[data-save="${name}"]`).href = links[name];
  }

  function update() {
    const by = name => answers.filter(answer => answer.said === name);
    for (const name of ["yes", "object", "later", "none"]) one(`[data-count="${name}"]`).textContent = by(name).length;
    for (const group of all("details.asked", form))
      one("[data-answered]", group).textContent = answers.filter(answer => group.contains(answer.field) && answer.said !== "none").length;
    for (const answer of answers) one(".reason", answer.field).hidden = answer.said !== "object";
    const lines = by("yes").map(findLine), reasons = by("object");
    const isNamed = lines.every(Boolean), isReasoned = reasons.every(answer => answer.reason.value.trim());
    show('[data-fault="reader"]', !isNamed);
    show('[data-fault="reason"]', !isReasoned);
    offer("statement", lines.length && isNamed ? form.dataset.head + lines.join("") : "");
    offer("objection", reasons.length && isReasoned ? form.dataset.handle + "\n\n" + reasons.map(sayObjection).join("") : "");
    const forge = one("[data-forge]");
    if (forge) forge.href = forge.dataset.forge + ("takesWords" in forge.dataset ? fill(texts.statement) : "");
    show("[data-copied]", false);
  }
  // A forge takes only so much in an address; what is longer is pasted by hand.
  function fill(text) {
    const more = "&value=" + encodeURIComponent(text);
    return more.length < 7000 ? more : "";
  }

  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", update);
  form.addEventListener("input", event => { if (event.target.matches("textarea")) update(); });
  form.addEventListener("click", event => {
    const every = event.target.closest("[data-all]"), copy = event.target.closest("[data-copy]");
    if (every) {
      // What was answered otherwise stays as it was answered.
      for (const answer of answers)
        if (answer.said === "none" && every.closest("details").contains(answer.field)) {
          const yes = one('input[value="yes"]', answer.field);
          if (yes) yes.checked = true;
        }
      isTaken = false;
      update();
    }
    if (copy) navigator.clipboard.writeText(texts[copy.dataset.copy]).then(() => { isTaken = true; show("[data-copied]", true); }, () => {});
  });
  form.addEventListener("change", () => { isTaken = false; });
  all("[data-save], [data-forge]").forEach(link => link.addEventListener("click", () => { isTaken = true; }));
  window.addEventListener("beforeunload", event => { if (!isTaken) event.preventDefault(); });

  show("[data-scripted]", true);
  show(".by-hand", false);
  // Only a page of one's own computer or behind https may copy.
  if (!navigator.clipboard) show("[data-copy]", false);
  update();
})();
