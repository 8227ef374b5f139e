// Tests a reference site in Chromium, opened from disk: node check.mjs SITE PICTURES
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [site, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? places.find(existsSync);
assert(executablePath, "Chromium is needed: apt-get install chromium, or its path in CHROMIUM");

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
// Findings of axe that are serious or critical fail; others are printed.
const SERIOUS = ["serious", "critical"];

const url = (path) => pathToFileURL(join(site, path)).href;
const api = readdirSync(join(site, "api"));
const size = (name) => statSync(join(site, "api", name)).size;
// The largest page of an operation, and a page of a resource.
const operation = "api/" + api.filter((name) => readFileSync(join(site, "api", name), "utf8").includes('class="endpoint"'))
  .reduce((most, name) => (size(name) > size(most) ? name : most));
const resource = "api/" + api.find((name) => readFileSync(join(site, "api", name), "utf8").includes('class="operations"'));
const model = "models/" + readdirSync(join(site, "models")).find((name) => name !== "index.html");

// Chromium has no sandbox for the root user.
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args: sandbox });

async function opened(path, options, use) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.goto(url(path));
  await use(page);
  assert.deepEqual(wrong, [], `${path}: the page complains`);
  await context.close();
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ preload: false }));
  const lines = violations.map((it) => `${it.impact} ${it.id}: ${it.nodes[0].html.slice(0, 120)}`);
  const serious = violations.filter((it) => SERIOUS.includes(it.impact));
  assert.equal(serious.length, 0, `${what}:\n${lines.join("\n")}`);
  for (const line of lines) console.log(`      axe, not serious: ${line}`);
}

const tests = {
  async "search finds names, paths and sentences, and answers at once"() {
    await opened("index.html", {}, async (page) => {
      await page.keyboard.press("/");
      await page.waitForFunction(() => document.documentElement.dataset.searchReady);
      const entry = await page.evaluate(() => {
        const all = Array.from({ length: Number(document.documentElement.dataset.parts) }, (_, at) => window["sdkIndex" + at]);
        return all.flat().find(([kind]) => kind === "o");
      });
      const [, name, endpoint] = entry;
      for (const question of [name, endpoint.split(" ")[1]]) {
        await page.fill("#search", question);
        const found = await page.locator("#results b").allTextContents();
        assert(found.includes(name), `${question} finds ${found}`);
      }
      let slowest = 0;
      for (const question of ["e", "up", "group", "list all of the", name.slice(0, 9)]) {
        await page.fill("#search", question);
        slowest = Math.max(slowest, Number(await page.evaluate(() => document.documentElement.dataset.searchMilliseconds)));
      }
      console.log(`      slowest search: ${slowest} ms`);
      assert(slowest <= 50, `${slowest} ms`);
      await page.fill("#search", name);
      await page.screenshot({ path: join(pictures, "search.png") });
      await accessible(page, "open search");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.getAttribute("#search", "aria-activedescendant"), "result-0");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/api\//);
    });
  },

  async "search keeps hostile words as text and closes"() {
    await opened("index.html", {}, async (page) => {
      await page.click("#search");
      await page.waitForFunction(() => document.documentElement.dataset.searchReady);
      await page.fill("#search", "<img src=x onerror=alert(1)>");
      assert.equal(await page.locator("#results img").count(), 0);
      await page.keyboard.press("Escape");
      assert.equal(await page.getAttribute("#search", "aria-expanded"), "false");
    });
  },

  async "tabs follow arrows, and a choice stays"() {
    await opened(operation, {}, async (page) => {
      const tab = (name) => page.locator("#request").getByRole("tab", { name });
      await tab("Rust").focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await tab("CLI").getAttribute("aria-selected"), "true");
      assert.equal(await tab("Rust").getAttribute("tabindex"), "-1");
      assert.equal(await page.locator("#request [role=tabpanel]:visible").count(), 1);
      await page.keyboard.press("End");
      assert((await page.locator("#request [role=tabpanel]:visible").innerText()).includes("curl"));
      await page.reload();
      assert.equal(await tab("curl").getAttribute("aria-selected"), "true");
    });
  },

  async "the tree opens branches of other resources"() {
    await opened("index.html", {}, async (page) => {
      const toggle = page.locator(".side .toggle").first();
      await toggle.focus();
      await page.keyboard.press("Enter");
      const list = page.locator("#" + (await toggle.getAttribute("aria-controls")));
      await list.locator("a").first().waitFor();
      assert.equal(await toggle.getAttribute("aria-expanded"), "true");
      await page.keyboard.press("Space");
      assert.equal(await list.isVisible(), false);
    });
    await opened(operation, {}, async (page) => {
      assert.equal(await page.locator(".side [aria-current]").isVisible(), true);
    });
  },

  async "an address of a member opens what it is in"() {
    await opened(operation, {}, async (page) => {
      const id = await page.evaluate(() => document.querySelector("details li[id]")?.id);
      if (!id) return;
      await page.evaluate((id) => { location.hash = id; }, id);
      await page.waitForTimeout(100);
      assert.equal(await page.locator(`[id="${id}"]`).isVisible(), true);
    });
  },

  async "the theme follows the system and can be switched"() {
    const colour = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    for (const colorScheme of ["light", "dark"]) {
      await opened("index.html", { colorScheme }, async (page) => {
        const before = await colour(page);
        await page.click(".theme");
        const after = await colour(page);
        assert.notEqual(before, after);
        await page.reload();
        assert.equal(await colour(page), after);
      });
    }
  },

  async "code can be copied"() {
    await opened(operation, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await page.locator("#request .code").first().hover();
      await page.locator("#request .copy").first().click();
      await page.getByText("Copied").waitFor();
    });
  },

  async "the first focus is the way past the tree"() {
    await opened(operation, {}, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    });
  },

  async "everything can be read without JavaScript"() {
    await opened(operation, { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("#request pre").count(), 3);
      for (const code of await page.locator("#request pre").all()) assert(await code.isVisible());
      assert.equal(await page.locator("#search").isVisible(), false);
      await page.screenshot({ path: join(pictures, "no-script.png") });
    });
  },

  async "nothing is wider than the screen, and axe finds nothing serious"() {
    for (const [path, name] of [["index.html", "home"], [operation, "operation"], [resource, "resource"], [model, "model"]]) {
      for (const [viewport, width] of [[WIDE, "wide"], [PHONE, "phone"]]) {
        for (const colorScheme of ["light", "dark"]) {
          await opened(path, { viewport, colorScheme }, async (page) => {
            const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert(over <= 0, `${path} at ${viewport.width}: ${over} pixels too wide`);
            await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
            await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
            await accessible(page, `${path}, ${width}, ${colorScheme}`);
          });
        }
      }
    }
  },

  async "the menu of a phone opens and closes"() {
    await opened(operation, { viewport: PHONE }, async (page) => {
      assert.equal(await page.locator("#side").isVisible(), false);
      await page.click(".menu");
      assert.equal(await page.locator("#side").isVisible(), true);
      await accessible(page, "menu");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("#side").isVisible(), false);
    });
  },

  async "the first page is light"() {
    const sizes = ["index.html", "assets/site.css", "assets/site.js"].map((path) => statSync(join(site, path)).size);
    const all = sizes.reduce((sum, size) => sum + size);
    console.log(`      first page: ${(all / 1000).toFixed(0)} kB`);
    assert(all <= 200_000, `${all} bytes`);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${error.message.replaceAll("\n", "\n      ")}`);
  }
}
await browser.close();
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
