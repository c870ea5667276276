"""What documents cost: whole processes, and a page of ten thousand elements in a browser."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.synthetic import write_case


def documents() -> None:
    from benchmarks.__main__ import GSN, cost

    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        thousand = str(write_case(Path(folder) / "thousand", 1000))
        ten = str(write_case(Path(folder) / "ten", 10_000))
        cyber = cost([GSN, "report", "cases/cyber-inability", "-o", out, "--format", "html,md"])
        middle = cost([GSN, "report", thousand, "-o", out, "--format", "html,md"], runs=3)
        large = cost([GSN, "report", ten, "-o", out], runs=1)
        page = Path(out) / "index.html"
        print(f"HTML and Markdown, the cyber case {cyber.seconds:6.2f} s   {cyber.megabytes:6.0f} MB   (at most 0.8 s)")
        print(f"HTML and Markdown, 1,000 elements {middle.seconds:6.2f} s   {middle.megabytes:6.0f} MB   (at most 3 s)")
        print(f"HTML, 10,000 elements             {large.seconds:6.2f} s   {large.megabytes:6.0f} MB   (at most 30 s)")
        print(f"  the page                        {page.stat().st_size / 1e6:6.1f} MB")
        scrolling(page)


def scrolling(page: Path) -> None:
    """Loading the page and scrolling through it in Chromium, a window at a time."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 1440, "height": 900})
        begun = time.perf_counter()
        window.goto(page.as_uri())
        loaded = time.perf_counter() - begun
        slowest = window.evaluate(
            """async () => {
              let slowest = 0;
              for (let step = 0; step < 200; step += 1) {
                const begun = performance.now();
                scrollTo(0, document.documentElement.scrollHeight * step / 200);
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                slowest = Math.max(slowest, performance.now() - begun);
              }
              return slowest;
            }"""
        )
        browser.close()
    print(f"  in Chromium: loaded               {loaded:6.2f} s; slowest jump of two hundred {slowest:.0f} ms")
