// Looks for words in the index of one edition. Spelling is made equal as in derive/fold.py, by the table in the index.
(function () {
  "use strict";
  const WORD = /[\p{L}\p{M}\p{N}]+/gu, PAGE = 10;

  function makeWords(table) {
    const letters = new Map(), sounds = new Map(), sound = table.sound;
    for (const [to, from] of table.map) for (const c of from) letters.set(c, to);
    for (const zero of table.zeros) for (let n = 0; n < 10; n++) letters.set(String.fromCodePoint(zero.codePointAt(0) + n), String(n));
    for (const [to, from] of sound.letters) for (const c of from) sounds.set(c, to);
    const drop = new RegExp(`[${table.drop}]`, "gu"), spaceless = `[${table.unspaced}]`;
    const runs = new RegExp(`${spaceless}+|[^${table.unspaced}]+`, "gu"), starts = new RegExp(`^${spaceless}`, "u");
    const change = (text, rules) => rules.reduce((said, [from, to]) => said.replace(new RegExp(from, "gu"), to), text);
    const get = c => letters.has(c) ? letters.get(c) : c;

    function fold(text) {
      let out = "";
      for (const c of text.normalize("NFKC").toLowerCase())
        out += table.keep.includes(c) ? c : letters.has(c) ? get(c) : [...c.normalize("NFKD")].map(get).join("");
      return change(out.replace(drop, ""), table.rules).normalize("NFC");
    }
    function pair(run) {
      const all = [...run];
      return all.length > 1 && starts.test(run) ? all.slice(1).map((c, n) => all[n] + c) : [run];
    }
    const split = text => (fold(text).match(WORD) || []).flatMap(word => word.match(runs).flatMap(pair));
    function indic(c) {
      const n = c.codePointAt(0);
      return n >= sound.indic[0] && n <= sound.indic[1] ? String.fromCodePoint(0x900 + n % 128) : c;
    }
    function hear(word) {
      const said = change([...change(word.toLowerCase().normalize("NFKD"), sound.own)].map(indic).join(""), sound.rules);
      const all = change([...said].map(c => c >= "a" && c <= "z" ? c : sounds.get(c) || "").join(""), sound.latin);
      return (all.slice(0, 1).replace(/[aeiou]/, "a") + all.slice(1).replace(/[aeiouhvy]/g, "")).replace(/(.)\1+/g, "$1");
    }
    // What Latin letters stand for differs from reader to reader: each way in which a language is written with them.
    const hearAll = word => new Set([word, ...sound.ways.map(way => change(word.toLowerCase(), way))].map(hear));
    return { fold, split, hear, hearAll };
  }

  // One letter more, fewer, other, or two that changed places.
  function isNear(a, b) {
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    const x = a.slice(n), y = b.slice(n);
    return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1) ||
      (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  }

  async function makeSearch(load) {
    const index = await load("index"), words = makeWords(index.table), starts = index.starts;
    // The file in which a word would stand.
    function place(word) {
      let low = 0, high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= word) low = middle + 1; else high = middle;
      }
      return Math.max(0, low - 1);
    }
    const range = start => [place(start), place(start + "\uffff")];
    async function read(first, last) {
      const files = [];
      for (let n = first; n <= last; n++) files.push(load("words-" + n));
      return (await Promise.all(files)).flatMap(file => Object.entries(file));
    }
    const count = groups => groups.reduce((df, group) => df + group.length - 1, 0);
    const weigh = (factor, df) => factor * Math.log(1 + index.count / df);
    function take(found, groups, worth) {
      for (const [code, ...steps] of groups) {
        let entry = 0;
        for (const step of steps) {
          entry += step;
          const old = found.get(entry), score = code % 16 * worth;
          if (!old || score > old.score) found.set(entry, { score, tongue: code >> 4 });
        }
      }
    }
    // A word that only begins so counts no more because it is rare itself: all that begin so are one answer.
    async function begin(found, start, factor) {
      const [first, last] = range(start), many = last - first > 2;
      const rows = (await read(first, many ? first : last)).filter(([word]) =>
        many ? word === start || word === start + "*" : word.startsWith(start) && !word.endsWith("*"));
      const begun = rows.filter(([word]) => word !== start), df = begun.reduce((sum, [, groups]) => sum + count(groups), 0);
      for (const [, groups] of begun) take(found, groups, weigh(factor, df));
      for (const [word, groups] of rows) if (word === start) take(found, groups, weigh(3 * factor, count(groups)));
    }
    const turn = word => [...word].reverse().join("");
    // Where a word that begins so stands: in few files, with as many of its letters as that takes.
    function narrow(sign, word) {
      let length = 0, found = range(sign);
      while (found[1] - found[0] > 5 && length < word.length) found = range(sign + word.slice(0, ++length));
      return found;
    }
    // A wrong letter near the end leaves the beginning, and one near the beginning the end, by which words stand too.
    async function findNear(found, word, near) {
      const [first, last] = narrow("", word), isAll = last - first === starts.length - 1;
      const [rows, ends] = await Promise.all([read(first, last), isAll ? [] : read(...narrow("<", turn(word)))]);
      const whole = ends.filter(([key]) => key[0] === "<").map(([key]) => turn(key.slice(1))).filter(other => isNear(word, other));
      const files = [...new Set(whole.map(place))].filter(n => n < first || n > last);
      rows.push(...(await Promise.all(files.map(n => read(n, n)))).flat());
      for (const [other, groups] of rows)
        if (!/[<=*]/.test(other) && isNear(word, other)) { take(found, groups, weigh(1, count(groups))); near.add(other); }
    }
    async function look(word, raw, seen, isWide) {
      const found = new Map(), isRoman = !index.latin && /^\d*[a-z]/.test(word);
      await begin(found, word, 1);
      if ((isWide || !found.size) && word.normalize("NFD").length > 3) await findNear(found, word, seen.near);
      if (raw && (!found.size || isRoman)) for (const sound of words.hearAll(raw)) await sounds(found, sound, seen.sounds);
      return found;
    }
    async function sounds(found, sound, heard) {
      if (sound.length > 2) await begin(found, "=" + sound, .5);
      else for (const [key, groups] of await read(...[0, 0].fill(place("=" + sound)))) if (sound && key === "=" + sound) take(found, groups, weigh(.5, count(groups)));
      heard.add(sound);
    }

    return async function search(query, allows) {
      const seen = { near: new Set(), sounds: new Set() };
      const looked = query.split(/\s+/).flatMap(one => words.split(one).map((word, n, all) => [word, all.length > 1 ? "" : one]));
      let lists = await Promise.all(looked.map(([word, one]) => look(word, one, seen)));
      // Where no entry holds all words one of them may be wrong, though another word begins like it.
      const isHeld = entry => lists.every(list => list.has(entry));
      if (lists.length > 1 && ![...lists[0].keys()].some(isHeld)) lists = await Promise.all(looked.map(([word, one]) => look(word, one, seen, true)));
      const scores = new Map();
      for (const list of lists) for (const [entry, { score, tongue }] of list) {
        const sign = index.facets.charCodeAt(entry) - 48;
        if (allows && !allows(index.kinds[sign >> 1], sign & 1)) continue;
        const hit = scores.get(entry) || { entry, held: 0, score: 0, tongue: 0 };
        hit.held++; hit.score += score; hit.tongue = hit.tongue || tongue;
        scores.set(entry, hit);
      }
      const most = Math.max(0, ...[...scores.values()].map(hit => hit.held));
      const hits = [...scores.values()].filter(hit => hit.held === most);
      hits.sort((a, b) => b.score - a.score || a.entry - b.entry);
      const asked = looked.map(([word]) => word);
      const isHit = word => seen.sounds.has(words.hear(word)) ||
        words.split(word).some(one => seen.near.has(one) || asked.some(start => one.startsWith(start)));
      return { hits, isHit, isPartial: most < looked.length, isNear: seen.near.size > 0 };
    };
  }

  if (typeof module === "object") { module.exports = { makeWords, makeSearch }; return; }
  // --- the page -----------------------------------------------------------------------------------------------------
  const form = document.getElementById("seek"), field = form.elements.q, list = document.getElementById("hits");
  const status = document.getElementById("said"), more = document.getElementById("more"), files = {};
  let turn = 0, engine, index;

  // From a folder browsers read no data but scripts: the copy of an edition holds the same files as such.
  const isFolder = location.protocol === "file:", given = {};
  window.concordFile = (name, value) => { given[name] = value; };
  const runFile = name => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = name + ".js";
    script.onload = () => name in given ? done(given[name]) : fail(new Error(name));
    script.onerror = fail;
    document.head.append(script);
  });
  async function fetchFile(name) {
    if (isFolder) return runFile(name);
    const answer = await fetch(name + ".json");
    if (!answer.ok) throw new Error(name);
    return answer.json();
  }
  const load = name => files[name] = files[name] || fetchFile(name).catch(error => { delete files[name]; throw error; });

  function make(tag, ...inside) {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  }
  function say(name, ...fill) {
    const said = document.getElementById("say-" + name).content.cloneNode(true);
    said.querySelectorAll("[data-fill]").forEach((slot, n) => slot.replaceChildren(fill[n]));
    return said;
  }
  // Whole words are marked: inside a word a mark breaks joined letters.
  function mark(element, text, isHit) {
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}\u200c\u200d'’]+/gu)) if (isHit(match[0])) {
      element.append(text.slice(end, match.index), make("mark", match[0]));
      end = match.index + match[0].length;
    }
    element.append(text.slice(end));
    return element;
  }
  async function show({ hits, isHit }, start) {
    const rows = await Promise.all(hits.slice(start, start + PAGE).map(async hit =>
      [hit, (await load("entries-" + Math.floor(hit.entry / index.chunk)))[hit.entry % index.chunk]]));
    return rows.map(([hit, [id, title, summary, names]]) => {
      const link = mark(make("a"), title, isHit), sign = index.facets.charCodeAt(hit.entry) - 48;
      link.href = "../entries/" + id + (isFolder ? "/index.html" : "/");
      const row = make("li", form.querySelector(`[value="${index.kinds[sign >> 1]}"] + span`).cloneNode(true), make("h2", link), mark(make("p"), summary, isHit));
      if (!title.match(WORD).some(isHit)) for (const [name, place] of names) if ((place || !hit.tongue) && name.match(WORD)?.some(isHit)) {
        const [lang, dir, script] = index.tongues[place], said = mark(make("bdi"), name, isHit);
        Object.assign(said, { lang, dir }).dataset.script = script;
        row.append(place ? say("tongue", document.querySelector(`[data-tongue="${lang}"]`).content.cloneNode(true), said) : make("p", said));
      }
      if (!row.querySelector("mark") && !isFolder) quote(row, link.href, isHit).catch(() => 0);
      return row;
    });
  }
  // Where only the text of an entry holds the words: a piece of it; of accounts one of each that says them, under its name.
  async function quote(row, address, isHit) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html"), quoted = new Set();
    for (const block of page.querySelectorAll("main .prose :is(p, li)")) {
      block.querySelectorAll("sup, .cites").forEach(one => one.remove());
      const text = block.textContent.trim(), match = [...text.matchAll(WORD)].find(one => isHit(one[0]));
      const told = block.closest(".narrative");
      if (!match || quoted.has(told) || (quoted.size && !told)) continue;
      quoted.add(told);
      const from = match.index < 80 ? 0 : text.lastIndexOf(" ", match.index - 40) + 1, to = text.indexOf(" ", match.index + 120);
      const said = mark(make("p"), (from ? "… " : "") + text.slice(from, to < 0 ? text.length : to) + (to < 0 ? "" : " …"), isHit);
      if (told) row.append(...[...told.querySelectorAll(":scope > :is(h3, .teller)")].map(one => Object.assign(make("p", one.textContent), { className: "muted" })));
      for (const name of ["lang", "dir", "data-script"]) said.setAttribute(name, block.closest(`[${name}]`).getAttribute(name));
      row.append(said);
      if (!told) return;
    }
  }
  async function run() {
    const mine = ++turn, query = field.value.trim(), kind = form.elements.kind.value, told = form.elements.told?.value;
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    try {
      index = await load("index");
      engine = engine || await makeSearch(load);
      const found = await engine(query, (one, contested) => (!kind || one === kind) && (!told || told === String(contested)));
      const rows = await show(found, 0);
      if (mine !== turn) return;
      list.replaceChildren(...rows);
      const said = query ? [say(rows.length ? "found" : "nothing", String(found.hits.length))] : [];
      if (rows.length && found.isPartial) said.push(say("partial"));
      if (rows.length && found.isNear) said.push(say("near"));
      status.replaceChildren(...said);
      more.hidden = found.hits.length <= PAGE;
      more.onclick = async () => {
        const next = await show(found, list.children.length);
        list.append(...next);
        next[0].querySelector("a").focus();
        more.hidden = list.children.length >= found.hits.length;
      };
    } catch (error) {
      if (mine === turn) { list.replaceChildren(); status.replaceChildren(say("failed")); }
    }
  }
  let wait;
  form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 150); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(wait); run(); });
  document.getElementById("main").addEventListener("keydown", event => {
    const links = [field, ...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { field.value = ""; field.focus(); run(); }
    else if (step && at >= 0 && links[at + step]) { event.preventDefault(); links[at + step].focus(); }
  });
  form.hidden = false;
  document.getElementById("plain").hidden = true;
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) run(); else if (!isFolder) load("index").catch(() => 0);
})();
