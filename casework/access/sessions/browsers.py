"""What a browser calls itself, in a word or two that its owner knows it by."""

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome"}
SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "an Android device",
    "Windows": "Windows",
    "Macintosh": "a Mac",
    "Linux": "Linux",
}


def browser_of(user_agent: str) -> str:
    """The first that fits: each calls itself by those before it as well."""
    browser = next((word for mark, word in BROWSERS.items() if mark in user_agent), "")
    if not browser and "Safari/" in user_agent:
        browser = "Safari"
    system = next((word for mark, word in SYSTEMS.items() if mark in user_agent), "")
    return " on ".join(filter(None, [browser or "A browser", system]))
