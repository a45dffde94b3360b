"""What an accessibility checker finds on a page, in words."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(page) -> list[str]:
    """Each rule of WCAG 2.2 A and AA that the page breaks, and where."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


def scrolls_sideways(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
