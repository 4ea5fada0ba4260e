// Makes the files of a draft out of what somebody typed: words in the form that the check wants (read/characters.py),
// YAML that reads back as the same words, a ZIP. It knows of no page; tests run it by Node and ask the check itself.
(function (root) {
  "use strict";
  // Scripts in which a joiner changes what is read, and what a variation selector may follow.
  const JOINS = "\\u0600-\\u08FF\\u0900-\\u0DFF\\u0F00-\\u0FFF\\u1000-\\u109F\\u1780-\\u18AF\\u1900-\\u1AAF\\u1B00-\\u1C4F" +
    "\\u1CD0-\\u1CFF\\u2D30-\\u2D7F\\uA800-\\uA82F\\uA880-\\uA9FF\\uAA60-\\uAA7F\\uAAE0-\\uAAFF\\uABC0-\\uABFF\\uFD3E\\uFD3F" +
    "\\uFDFA-\\uFDFD\\u{10A00}-\\u{10A5F}\\u{10F30}-\\u{10F6F}\\u{11000}-\\u{11FFF}\\u{1E900}-\\u{1E95F}";
  const VARIES = "#*0-9\\xA9\\xAE\\u1000-\\u109F\\u2010-\\u2BFF\\u3000-\\u303F\\u3200-\\u9FFF\\uA840-\\uA877\\uF900-\\uFAFF" +
    "\\u{10AC0}-\\u{10AFF}\\u{1F000}-\\u{1FAFF}\\u{20000}-\\u{3FFFF}";
  const STRAY_JOINER = new RegExp(`(?<![${JOINS}])[\\u200C\\u200D](?![${JOINS}])`, "gu");
  const STRAY_VARIATION = new RegExp(`(?<![${VARIES}])[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]`, "gu");
  // Shapes of Arabic letters for machines that cannot join them stand for letters.
  const SHAPES = /[\uFB50-\uFD3D\uFD40-\uFDCF\uFDF0-\uFDF9\uFDFE\uFDFF\uFE70-\uFEFE]/g;
  // What nobody sees: controls, marks of direction that have to be closed, fillers, private signs.
  const UNSEEN = new RegExp("[\\x00-\\x09\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200B\\u2060\\xAD\\u034F\\u115F\\u1160" +
    "\\u17B4\\u17B5\\u180B-\\u180F\\u2061-\\u2065\\u206A-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFD\\u{1BCA0}-\\u{1BCA3}" +
    "\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E007F}\\uE000-\\uF8FF\\u{F0000}-\\u{10FFFF}]|" + SHAPES.source, "gu");

  // `known`: gap and length, in turn, of every run of characters that the archive's Unicode gives a meaning.
  function makeMend(known) {
    const starts = [], ends = [];
    let at = 0;
    known.split(" ").forEach((number, n) => {
      at += parseInt(number, 36);
      (n % 2 ? ends : starts).push(at);
    });
    function isKnown(character) {
      const code = character.codePointAt(0);
      let low = 0, high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= code) low = middle + 1; else high = middle;
      }
      return low > 0 && code < ends[low - 1];
    }
    return function mend(text) {
      let said = text.replace(/\r\n?|[\x85\u2028\u2029]/g, "\n").replace(/\t/g, " ").replace(SHAPES, one => one.normalize("NFKC"));
      said = [...said.replace(UNSEEN, "")].filter(one => one === "\n" || isKnown(one)).join("");
      for (let before = null; before !== said;) {
        before = said;
        said = said.normalize("NFC").replace(STRAY_VARIATION, "").replace(STRAY_JOINER, "");
      }
      return said.trim();
    };
  }

  // Ways to somebody's door, as check/contacts.py and check/coordinates.py look for them.
  const W = "\\p{L}\\p{N}_", ZERO = "[0०۰٠]";
  const MAIL = new RegExp(`(?<![${W}.+-])[${W}.+-]{1,64}@[${W}-]{1,63}(?:\\.[${W}-]{1,63}){1,4}|mailto:`, "iu");
  const PHONE = new RegExp(`[+0०۰٠](?:(?<=\\+)(?=(?:[ ()-]{0,2}\\p{Nd}){8})|${ZERO}[ -]?(?=[^\\P{Nd}0०۰٠])(?=(?:[ ()-]{0,2}\\p{Nd}){8})` +
    `|\\p{Nd}{2,4}[ -](?=\\p{Nd}{6,8}(?!\\p{Nd})))\\p{Nd}(?:[ ()-]{0,2}\\p{Nd}){5,14}(?![${W}-])`, "gu");
  const INSIDE = new RegExp(`[${W}+/.-]$`, "u"), POINT = "[.\\u066b]", SIDE = "[NSEWnsew]";
  const MINUTES = new RegExp(`[°º][ ]?\\p{Nd}{1,2}(?:${POINT}\\p{Nd}{1,8})?[ ]?['\\u2018\\u2019\\u2032]`, "u");
  const DEGREES = new RegExp(`${POINT}(\\p{Nd}{1,12})[ ]?[°º][ ]?${SIDE}(?![A-Za-z])`, "gu");
  const PAIR = new RegExp(`${POINT}(?<=\\p{Nd}${POINT})(\\p{Nd}{1,12})[ ]?${SIDE}?[ ]?[,;/\\u060c ][ ]?[+-]?\\p{Nd}{1,3}${POINT}(\\p{Nd}{1,12})` +
    `([ ]?${SIDE}(?![A-Za-z]))?(?!\\p{Nd}|\\.\\p{Nd})`, "gu");
  const count = digits => [...digits].length;

  // "mail", "phone", "position", or "" where there is none; `anywhere`: also a position that is only about right.
  function findDanger(text, anywhere) {
    if (MAIL.test(text)) return "mail";
    if (/tel:/i.test(text) || [...text.matchAll(PHONE)].some(one => !INSIDE.test(text.slice(0, one.index)))) return "phone";
    const isExact = MINUTES.test(text) || [...text.matchAll(DEGREES)].some(([, part]) => anywhere || count(part) > 1) ||
      [...text.matchAll(PAIR)].some(([, one, other, side]) => anywhere || Math.min(count(one), count(other)) >= (side ? 2 : 3));
    return isExact ? "position" : "";
  }

  // A lawful name out of Latin letters (sheets/ids.py); empty where there are others, since half a name is a wrong one.
  function makeId(text) {
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    if (/[^\x00-\x7F]/.test(plain)) return "";
    let name = (plain.toLowerCase().match(/[a-z0-9]+/g) || []).join("-");
    if (name.length > 60) {
      const cut = name.slice(0, 61).lastIndexOf("-");
      name = cut > 0 ? name.slice(0, cut) : name.slice(0, 60);
    }
    return /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/.test(name) ? "entry-" + name : name;
  }

  // --- YAML: words always in quotes, with nothing behind an escape but quotes, backslashes and ends of lines --------------
  const plain = text => ({ plain: text });
  const quote = text => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;
  function write(tree, indent = "") {
    return Object.entries(tree).map(([key, value]) => {
      if (typeof value === "string") return `${indent}${key}: ${quote(value)}\n`;
      if (value.plain !== undefined) return `${indent}${key}: ${value.plain}\n`;
      const inner = Array.isArray(value)
        ? value.map(item => `${indent}- ${write(item, indent + "  ").trimStart()}`).join("") : write(value, indent + "  ");
      return `${indent}${key}:\n${inner}`;
    }).join("");
  }

  // Headings begin at the second level and go down one at a time; a sign that begins a tag is shown as itself, and so is a
  // line of signs that would make a heading of the words above it, or settings of the first lines.
  function mendMarkup(text) {
    let level = 1;
    const lines = text.split("\n").map((line, n, all) => /^(=+|-+) *$/.test(line) && (!n || all[n - 1].trim()) ? "\\" + line : line);
    return lines.join("\n").replace(/^(#{1,6})(?= *[^\s#])/gm, signs => {
      level = Math.min(Math.max(signs.length, 2), level + 1);
      return "#".repeat(level);
    }).replace(/(?<!\\)<(?=[A-Za-z/!?])/g, "\\<");
  }

  // The files by name. `answers.words`: question, then language, then words that are mended already.
  function buildFiles(answers) {
    const { words } = answers, tree = {};
    tree.share = plain("yes");
    tree.title = words.title;
    tree.kind = plain(answers.kind);
    tree.summary = words.summary;
    for (const name of ["where", "when"]) tree[name] = { words: words[name] };
    for (const name of ["how_we_know", "kept_by"]) tree[name] = words[name];
    tree.credit = plain(answers.credit);
    if (answers.credit !== "none") tree.credited_to = words.credited_to;
    if (answers.sensitivity.length) tree.sensitivity = plain(`[${answers.sensitivity.join(", ")}]`);
    if (answers.consent) {
      const { given, by, uses } = answers.consent;
      tree.consent = { given: plain(given), by: plain(by), uses: plain(`[${uses.join(", ")}]`) };
    }
    tree.rights = { text: plain(answers.licence), basis: plain(answers.basis) };
    const files = {};
    if (answers.picture) {
      const media = { id: plain("picture"), file: plain("picture.jpg"), alt: words.alt, caption: words.caption, origin: words.origin, rights: plain(answers.picture.licence) };
      if (answers.picture.person) media.shows = plain("[person]");
      tree.media = [media];
    }
    const encode = text => new TextEncoder().encode(text);
    files["entry.yml"] = encode(write(tree));
    for (const [lang, text] of Object.entries(words.text || {})) files[`text.${lang}.md`] = encode(mendMarkup(text) + "\n");
    if (answers.picture) files["media/picture.jpg"] = answers.picture.bytes;
    return files;
  }

  // --- ZIP: stored, in one order, of no day -------------------------------------------------------------------------------
  const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n >>> 0;
  });
  function sum(bytes) {
    let rest = 0xffffffff;
    for (const byte of bytes) rest = TABLE[(rest ^ byte) & 255] ^ (rest >>> 8);
    return (rest ^ 0xffffffff) >>> 0;
  }
  // [width in bytes, number] one after the other, the lowest byte first.
  function join(...fields) {
    return Uint8Array.from(fields.flatMap(([width, number]) => Array.from({ length: width }, (_, n) => (number >>> (8 * n)) & 255)));
  }
  function pack(folder, files) {
    const parts = [], index = [];
    let at = 0, size = 0;
    for (const name of Object.keys(files).sort()) {
      const bytes = files[name], path = new TextEncoder().encode(`${folder}/${name}`);
      // Version 2.0, names in UTF-8, stored, midnight of the first day that the format knows.
      const about = join([2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, sum(bytes)], [4, bytes.length], [4, bytes.length], [2, path.length], [2, 0]);
      parts.push(join([4, 0x04034b50]), about, path, bytes);
      index.push(join([4, 0x02014b50], [2, 0x314]), about, join([2, 0], [2, 0], [2, 0], [4, 0o100644 * 65536], [4, at]), path);
      at += 30 + path.length + bytes.length;
      size += 46 + path.length;
    }
    const number = Object.keys(files).length;
    return [...parts, ...index, join([4, 0x06054b50], [2, 0], [2, 0], [2, number], [2, number], [4, size], [4, at], [2, 0])];
  }

  // The forge's page for a new file; without the words where it takes none, or an address would grow too long.
  const LONGEST = 8000;
  function findForgePage(forge, path, text) {
    const base = forge.address.replace(/\/+$/, ""), name = encodeURIComponent(path), branch = forge.branch.split("/").map(encodeURIComponent).join("/");
    if (forge.kind === "gitlab") return { url: `${base}/-/new/${branch}?file_name=${name}`, isFilled: false };
    const url = `${base}/${forge.kind === "github" ? "new" : "_new"}/${branch}?filename=${name}`, filled = `${url}&value=${encodeURIComponent(text)}`;
    return filled.length <= LONGEST ? { url: filled, isFilled: true } : { url, isFilled: false };
  }

  const all = { makeMend, findDanger, makeId, buildFiles, mendMarkup, pack, findForgePage };
  if (typeof module === "object") module.exports = all; else root.concordDraft = all;
})(this);
