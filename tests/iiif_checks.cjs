// What @iiif/parser says of files of a built site: `node iiif_checks.cjs MODULES < paths`. Prints a JSON list of faults.
const { readFileSync } = require("fs");
const load = require("module").createRequire(process.argv[2] + "/x.js");
const { presentation3StrictUpgrade } = load("@iiif/parser/strict");
const { normalize } = load("@iiif/parser");
const image = load("@iiif/parser/image-3");

const faults = [];
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function checkManifest(path, tree) {
  const said = { warnings: [] };
  const mended = presentation3StrictUpgrade(structuredClone(tree), said);
  for (const warning of said.warnings) faults.push(`${path}: ${warning}`);
  if (!same(mended, tree)) faults.push(`${path}: was mended`);
}

function checkService(path, { info, pieces }) {
  if (!image.isImageService(info) || !image.isLevel0(info)) faults.push(`${path}: no service of level 0`);
  const prefix = new URL(info.id).pathname.split("/").slice(1, -1).join("/");
  for (const piece of pieces) {
    const url = `${info.id}/${piece}`;
    const request = image.parseImageServiceRequest(url, prefix);
    const again = image.imageServiceRequestToString(request, info);
    if (again !== url) faults.push(`${path}: ${piece} is written ${again}`);
  }
}

for (const { path, tree, service } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    if (service) checkService(path, service);
    else if (tree.type === "Manifest") checkManifest(path, tree);
    if (tree && !normalize(structuredClone(tree)).resource.id) faults.push(`${path}: has no id`);
  } catch (error) {
    faults.push(`${path}: ${error.message}`);
  }
}
console.log(JSON.stringify(faults));
