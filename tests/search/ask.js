// Runs the site's own search.js without a page: `node ask.js search.js` reads one JSON job and writes one JSON answer.
"use strict";
const fs = require("fs");
const path = require("path");
const { makeWords, makeSearch } = require(path.resolve(process.argv[2]));
const job = JSON.parse(fs.readFileSync(0, "utf8"));

async function ask(folder, queries) {
  let bytes = 0;
  const read = new Map();
  async function load(name) {
    if (!read.has(name)) {
      const raw = fs.readFileSync(path.join(folder, name + ".json"));
      bytes += raw.length;
      read.set(name, JSON.parse(raw));
    }
    return read.get(name);
  }
  const answers = [];
  for (const query of queries) {
    if (job.cold) read.clear();
    bytes = 0;
    const index = await load("index"), found = await (await makeSearch(load))(query);
    const ids = [], tongues = [], marked = [];
    for (const hit of found.hits.slice(0, 10)) {
      const row = (await load("entries-" + Math.floor(hit.entry / index.chunk)))[hit.entry % index.chunk];
      ids.push(row[0]);
      tongues.push(index.tongues[hit.tongue][0]);
      marked.push(row[1].split(/\s+/).filter(found.isHit));
    }
    answers.push({ ids, tongues, marked, count: found.hits.length, isPartial: found.isPartial, isNear: found.isNear, bytes });
  }
  return answers;
}

(async () => {
  const answer = job.queries
    ? await ask(job.folder, job.queries)
    : job.words.map(([word, lang]) => {
      const words = makeWords(job.tables[lang]);
      return [words.fold(word), words.split(word), words.hear(word)];
    });
  process.stdout.write(JSON.stringify(answer));
})();
