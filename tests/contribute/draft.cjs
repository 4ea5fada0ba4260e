// Runs the site's own draft.js without a page: `node draft.cjs draft.js` answers one JSON job on each line.
"use strict";
const path = require("path");
const readline = require("readline");
const draft = require(path.resolve(process.argv[2]));
const base64 = bytes => Buffer.from(bytes).toString("base64");

function mendAll(words, mend) {
  const mended = {};
  for (const [name, said] of Object.entries(words)) for (const [lang, text] of Object.entries(said)) {
    const kept = mend(text);
    if (kept) (mended[name] = mended[name] || {})[lang] = kept;
  }
  return mended;
}
const tasks = {
  mend: ({ known, texts }) => texts.map(draft.makeMend(known)),
  danger: ({ texts, anywhere }) => texts.map(text => draft.findDanger(text, anywhere)),
  name: ({ texts }) => texts.map(draft.makeId),
  page: ({ forge, path: name, text }) => draft.findForgePage(forge, name, text),
  build({ known, answers }) {
    const picture = answers.picture && { ...answers.picture, bytes: Buffer.from(answers.picture.bytes, "base64") };
    const files = draft.buildFiles({ ...answers, picture, words: mendAll(answers.words, draft.makeMend(known)) });
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, base64(bytes)]));
  },
  pack({ folder, files }) {
    const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, "base64")]));
    return base64(Buffer.concat(draft.pack(folder, bytes)));
  },
};
readline.createInterface({ input: process.stdin }).on("line", line => {
  const { task, ...job } = JSON.parse(line);
  process.stdout.write(JSON.stringify(tasks[task](job)) + "\n");
});
