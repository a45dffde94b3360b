"""A council's own single sign-on (OpenID Connect), as it is named in the environment."""

import os
from typing import Any


def from_environment() -> tuple[dict[str, str] | None, dict[str, Any]]:
    """What Casework must know of it, and what the sign-in library must; nothing where none is
    named."""
    server = os.environ.get("CASEWORK_OIDC_SERVER", "")
    chosen = {
        "id": "council",
        "name": os.environ.get("CASEWORK_OIDC_NAME") or "the council’s sign-on",
        "claim": os.environ.get("CASEWORK_OIDC_CLAIM") or "email",
    }
    app = {
        "provider_id": chosen["id"],
        "name": chosen["name"],
        "client_id": os.environ.get("CASEWORK_OIDC_CLIENT", ""),
        "secret": os.environ.get("CASEWORK_OIDC_SECRET", ""),
        "settings": {"server_url": server},
    }
    apps = [app] if server else []
    providers = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
    return (chosen if server else None), providers
