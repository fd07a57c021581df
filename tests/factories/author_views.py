"""Everything that the service answers to an author who asks for everything there is."""

import re
from typing import Final

from service.sealing.encoding import new_id
from tests.factories.in_process import InProcess

# One's own sessions say when one was last there, whatever anybody else did.
OF_ONE_S_OWN: Final = frozenset({"/me/sessions"})
NOBODY: Final = new_id()
View = dict[str, tuple[int, bytes]]


async def author_view(service: InProcess, token: str, case: str, item: str) -> View:
    """Return status and body of every route that can be read, by its path in the app."""
    paths = service.app.openapi()["paths"]
    found: View = {}
    async with service.http(token) as http:
        shown = (await http.get(f"/items/{item}")).json()
        known = {"case": case, "item": item, "rendition": shown.get("rendition") or NOBODY}
        for path in sorted(one for one in paths if "get" in paths[one]):
            if not path.startswith("/api/v1") or path.removeprefix("/api/v1") in OF_ONE_S_OWN:
                continue
            asked = re.sub(
                r"\{(\w+)\}",
                lambda name: known.get(name[1], "0" if name[1] == "number" else NOBODY),
                path.removeprefix("/api/v1"),
            )
            answer = await http.get(asked)
            found[path] = (answer.status_code, answer.content)
    return found
