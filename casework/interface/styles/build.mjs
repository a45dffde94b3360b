// Compiles GOV.UK Frontend into static/vendor/, with its script, licence and checksums.
//   npm ci && npm run build
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compile } from "sass";

const here = import.meta.dirname;
const modules = join(here, "../../../node_modules");
const { version } = createRequire(import.meta.url)("govuk-frontend/package.json");
const out = join(here, "../../../static/vendor/govuk-frontend", version);

const { css } = compile(join(here, "govuk.scss"), { style: "compressed", loadPaths: [modules] });
const script = readFileSync(join(modules, "govuk-frontend/dist/govuk/govuk-frontend.min.js"), "utf8");
const files = {
  "govuk-frontend.min.css": css + "\n",
  "govuk-frontend.min.js": script.replace(/\/\/# sourceMappingURL=.*\s*$/, ""),
  "LICENSE.txt": readFileSync(join(here, "LICENCE.govuk-frontend.txt"), "utf8"),
};

mkdirSync(out, { recursive: true });
const sums = Object.entries(files).map(([name, text]) => {
  writeFileSync(join(out, name), text);
  return `${createHash("sha256").update(text).digest("hex")}  ${name}\n`;
});
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
