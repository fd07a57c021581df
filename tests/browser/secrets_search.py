"""Looks for secrets in everything of a page that script or disk could give away.

Owns gathering: storage, caches, databases, addresses, form fields, whatever is reachable from the
page's globals, and every string of its heap. The vault's worker has a heap of its own, which is
where keys belong and which is not looked at.
"""

import base64
import json
from typing import Final

from tests.browser.devices import Device

MOST_OBJECTS: Final = 200_000
_GATHER: Final = """async (most) => {
    const found = [];
    const told = (where, value) => { found.push([where, String(value)]); };
    const latin = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    for (const name of ['localStorage', 'sessionStorage'])
        for (const [key, value] of Object.entries(globalThis[name])) told(name, key + '=' + value);
    for (const { name, version } of await indexedDB.databases()) {
        told('indexedDB', name + ' ' + version);
        const database = await new Promise((resolve, reject) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => resolve(asked.result);
            asked.onerror = () => reject(asked.error);
        });
        for (const store of database.objectStoreNames) {
            const asked = database.transaction(store).objectStore(store).getAll();
            const rows = await new Promise((resolve) => {
                asked.onsuccess = () => resolve(asked.result);
            });
            rows.forEach((row) => told('indexedDB', JSON.stringify(row)));
        }
        database.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            told('cache', request.url);
            told('cache', latin(new Uint8Array(await (await cache.match(request)).arrayBuffer())));
        }
    }
    told('cookie', document.cookie);
    told('address', location.href);
    told('history', JSON.stringify(history.state));
    told('markup', document.documentElement.outerHTML);
    document.querySelectorAll('input, textarea').forEach((field) => told('field', field.value));
    const seen = new Set();
    const waiting = [[globalThis, 'globals']];
    while (waiting.length > 0 && seen.size < most) {
        const [thing, path] = waiting.pop();
        if (typeof thing === 'string') { told(path, thing); continue; }
        const holds = (typeof thing === 'object' && thing !== null) || typeof thing === 'function';
        if (!holds || seen.has(thing)) continue;
        seen.add(thing);
        if (thing instanceof ArrayBuffer) { told(path, latin(new Uint8Array(thing))); continue; }
        if (ArrayBuffer.isView(thing)) {
            told(path, latin(new Uint8Array(thing.buffer, thing.byteOffset, thing.byteLength)));
            continue;
        }
        if (thing instanceof Map || thing instanceof Set)
            for (const entry of thing) waiting.push([entry, path]);
        for (const key of Reflect.ownKeys(thing)) {
            let value;
            try { value = thing[key]; } catch { continue; }
            waiting.push([value, path.length < 80 ? path + '.' + String(key) : path]);
        }
    }
    return { found, objects: seen.size };
}"""


def forms_of(secret: bytes) -> set[str]:
    """Return every way in which 32 bytes of a key might be written down."""
    url = base64.urlsafe_b64encode(secret).decode().rstrip("=")
    plain = base64.b64encode(secret).decode().rstrip("=")
    numbers = ",".join(map(str, secret))
    return {secret.decode("latin-1"), secret.hex(), secret.hex().upper(), url, plain, numbers}


async def places_of(device: Device, needles: set[str]) -> list[str]:
    """Return where in the page, its storage or its requests any of the needles stands."""
    gathered = await device.page.evaluate(_GATHER, MOST_OBJECTS)
    assert 1000 < gathered["objects"] < MOST_OBJECTS
    searched = [(where, text) for where, text in gathered["found"]]
    searched += [("requested address", url) for url in device.witness.addresses]
    searched += [("console", line) for line in device.witness.console]
    return [where for where, text in searched if any(needle in text for needle in needles)]


async def strings_of_the_heap(device: Device) -> list[str]:
    """Return every string of the page's heap, its scripts' closures included."""
    session = await device.context.new_cdp_session(device.page)
    parts: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: parts.append(event["chunk"]))
    await session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    await session.detach()
    strings: list[str] = json.loads("".join(parts))["strings"]
    return strings
