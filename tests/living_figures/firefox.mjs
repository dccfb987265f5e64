// The living figures in Firefox: served, opened from disk, and exported as one file.
//
//   npm install --prefix FOLDER puppeteer-core
//   node tests/living_figures/firefox.mjs FOLDER [PYTHON] [FIREFOX]
//
// PYTHON (default: python) has living_figures[site,export]; FIREFOX is the browser's program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [packages, python = "python", firefox = "/usr/bin/firefox-esr"] = process.argv.slice(2);
if (!packages) throw new Error("usage: node tests/living_figures/firefox.mjs FOLDER [PYTHON] [FIREFOX]");
const puppeteer = createRequire(resolve(packages, "package.json"))("puppeteer-core");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

function serve(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURI(new URL(request.url, "http://localhost").pathname));
    response.setHeader("Content-Type", TYPES[extname(path)] ?? "text/plain");
    response.end(readFileSync(path));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** Wait until a part of the figure says what it should. */
async function says(page, selector, pattern) {
  const wanted = pattern.source;
  await page
    .waitForFunction(
      (selector, wanted) =>
        new RegExp(wanted).test(document.querySelector(`figure.experiment ${selector}`).textContent),
      { timeout: 20_000 },
      selector,
      wanted,
    )
    .catch(() => assert.fail(`${selector} never said ${pattern}`));
}

const slide = (page, place) =>
  page.evaluate((place) => {
    const labels = [...document.querySelectorAll("figure.experiment label")];
    const input = labels.find((label) => label.textContent === "steps").control;
    input.value = place;
    input.dispatchEvent(new Event("input"));
  }, place);

const press = (page, name) =>
  page.evaluate((name) => {
    const buttons = [...document.querySelectorAll("figure.experiment button")];
    buttons.find((button) => button.textContent === name).click();
  }, name);

/** Edit the code; `part` is ".experiment-words " for that of the words. */
async function edit(page, from, to, part = "") {
  await page.evaluate(
    (from, to, part) => {
      const figure = document.querySelector("figure.experiment");
      for (const details of figure.querySelectorAll("details")) details.open = true;
      const area = figure.querySelector(`${part}textarea`);
      area.value = area.value.replace(from, to);
      area.focus();
    },
    from,
    to,
    part,
  );
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
}

async function check(page) {
  const picture = () => page.$eval("figure.experiment svg", (svg) => svg.innerHTML);
  const before = await picture();
  const began = Date.now();
  await slide(page, 100);
  await says(page, ".experiment-caption", /^After 100 steps/);
  console.log(`  a slider moves the caption (cold, ${Date.now() - began} ms)`);
  assert.notEqual(await picture(), before);
  console.log("  … and the picture");
  await edit(page, "Leap(0.1)", "Leap(0)");
  await says(page, ".experiment-caption", /^After 100 steps from .*: 0\.459698/);
  console.log("  an edit runs");
  await edit(page, "After {steps}", "Well, after {steps}", ".experiment-words ");
  await says(page, ".experiment-caption", /^Well, after 100/);
  console.log("  … and one of the words");
  await edit(page, "    values = [", "    nothing_here\n    values = [");
  await says(page, ".experiment-error", /File "experiment", line \d+[^]*NameError/);
  console.log("  a mistake shows its traceback");
  await press(page, "Reset the code");
  await press(page, "Yes, drop my changes");
  await says(page, ".experiment-error", /^$/);
  await edit(page, "    values = [", "    while True: pass\n    values = [");
  await says(page, ".experiment-error", /no result within 2 s/);
  console.log("  an endless loop is cut off");
  await press(page, "Reset the code");
  await press(page, "Yes, drop my changes");
  await says(page, ".experiment-error", /^$/);
  await slide(page, 11);
  await says(page, ".experiment-caption", /^After 11 steps/);
  console.log("  … and the figure recovers");
}

const folder = mkdtempSync(join(tmpdir(), "figures ä "));
const write = "import pathlib, sys, example; example.write_page(pathlib.Path(sys.argv[1]))";
const tests = fileURLToPath(new URL(".", import.meta.url));
const options = {
  cwd: tests,
  env: { ...process.env, LIVING_FIGURES_PACKAGES: "orbits", PYTHONPATH: tests },
  stdio: "ignore",
};
execFileSync(python, ["-c", write, folder], options);
const [notebook, exported] = ["a pendulum.ipynb", "one page.html"].map((name) => join(folder, name));
const writeNotebook = "import sys, example; example.write_notebook(sys.argv[1])";
execFileSync(python, ["-c", writeNotebook, notebook], options);
const exporting = ["-m", "living_figures", "export", notebook, exported, "--packages", "orbits"];
execFileSync(python, exporting, options);
const server = await serve(folder);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  headless: true,
});
try {
  console.log(await browser.version());
  const served = `http://127.0.0.1:${server.address().port}/index.html`;
  const fromDisk = [join(folder, "index.html"), exported].map((path) => pathToFileURL(path).href);
  for (const address of [served, ...fromDisk]) {
    console.log(address);
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(address);
    await check(page);
    assert.deepEqual(errors, []);
    console.log("  nothing on the console");
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
