"""What a first visit to each page costs: bytes, requests, time until it can be read, shifts.

    python benchmarks/pages.py [PAGE ...]

The built site is served gzipped, as static hosts do, to Chromium with an empty cache; the network
and the processor are a middling phone's, as Lighthouse has it (1.6 Mbit/s, 150 ms, a processor
four times slower).  "Later" is what the page fetches afterwards, for reading offline.  A time in
seconds: text is seen (first contentful paint), the largest thing is seen, all is at rest.
"""

import gzip
import http.server
import sys
import threading
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # book is not installed

from playwright.sync_api import sync_playwright

from book.browser import FLAGS, find

SITE = Path(__file__).parents[1] / "_build" / "html"
PACKED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")

#: How many bytes went out for each path.
SENT = {}

WATCH = """
window.seen = {shift: 0, largest: 0};
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) seen.shift += e.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) seen.largest = e.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
"""

SEEN = """() => ({
  ...window.seen,
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  rest: Math.max(...performance.getEntriesByType("resource").map((e) => e.responseEnd)),
})"""


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder gzipped, and notes what it sends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file():
            return self.send_error(404)
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")  # GitHub Pages'
        if path.suffix in PACKED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", len(body))
        self.end_headers()
        self.wfile.write(body)
        SENT[self.path] = len(body)

    def log_message(self, *arguments):
        pass


def measure(browser, base, page):
    """Return what a first visit to `page` costs, as a row of the table."""
    SENT.clear()
    context = browser.new_context(viewport={"width": 412, "height": 823})
    tab = context.new_page()
    tab.add_init_script(WATCH)
    devices = context.new_cdp_session(tab)
    devices.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    devices.send("Network.enable")
    speed = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
    devices.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    tab.goto(base + page, wait_until="load", timeout=120_000)
    tab.wait_for_timeout(3000)
    seen = tab.evaluate(SEEN)
    names = tab.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
    context.close()
    own = {name.removeprefix(base.rstrip("/")) for name in [*names, base + page]}
    first = sum(size for path, size in SENT.items() if path in own)
    times = [seen[name] / 1000 for name in ("first", "largest", "rest")]
    return [first / 1000, (sum(SENT.values()) - first) / 1000, len(own), *times, seen["shift"]]


def main():
    pages = sys.argv[1:] or sorted(
        path.relative_to(SITE).as_posix() for path in (SITE / "chapters").glob("*.html")
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    print(f"{'page':32} {'kB':>6} {'later':>6} {'requests':>8}   text largest  rest  shift")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for page in pages:
            size, later, requests, first, largest, rest, shift = measure(browser, base, page)
            print(
                f"{page:32} {size:6.0f} {later:6.0f} {requests:8} "
                f"{first:6.2f}  {largest:6.2f} {rest:5.1f}  {shift:5.3f}"
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
